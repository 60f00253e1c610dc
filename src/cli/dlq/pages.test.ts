import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { fencedBlocks } from '../../testing/markdown.js';
import { dlqCommand } from '../commands/dlq.js';
import { outboxCommand } from '../commands/outbox.js';
import type { CliCommand } from '../context.js';

/** `docs/operations.md` and the runbook have the flags as commander knows them, and what their examples type is right. */
const COMMANDS: Readonly<Record<string, CliCommand>> = { dlq: dlqCommand, outbox: outboxCommand };

function read(name: string): string {
  return readFileSync(new URL(`../../../docs/${name}`, import.meta.url), 'utf8');
}

function program(): Command {
  const root = new Command('sagac');
  for (const [name, { configure }] of Object.entries(COMMANDS)) configure(root.command(name), () => undefined);
  quiet(root);
  return root;
}

function quiet(command: Command): void {
  command.exitOverride().configureOutput({ writeErr: () => undefined, writeOut: () => undefined });
  command.commands.forEach(quiet);
}

/** Flags of the table whose first heading is this. */
function flagsOf(heading: string): readonly string[] {
  const [, table = ''] = read('operations.md').split(`| ${heading} | does |\n`);
  const rows = table.split('\n\n')[0] ?? '';
  return [...rows.matchAll(/^\| `(--[^`]+)` \|/gm)].map((match) => match[1] ?? '').sort();
}

/** Lines of shell examples that begin with one of the commands, as words. */
function examples(name: string): readonly (readonly string[])[] {
  const lines = fencedBlocks(read(name))
    .filter(({ language }) => language === 'sh')
    .flatMap(({ text }) => text.split('\n'));
  const typed = lines.flatMap((line) => /^\s*sagac ((?:dlq|outbox) [^#|]+)/.exec(line)?.[1] ?? []);
  return typed.map((line) => [...line.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? ''));
}

const subcommands = program().commands.flatMap((command) =>
  command.commands.map((subcommand) => ({ name: `${command.name()} ${subcommand.name()}`, subcommand })),
);

describe('the pages about dead letters and outboxes', () => {
  it.each(subcommands)('have the flags of sagac $name', ({ name, subcommand }) => {
    const documented = flagsOf(`flag of \`sagac ${name}\``);
    expect(documented).toEqual(subcommand.options.map(({ flags }) => flags).sort());
    const [, table = ''] = read('operations.md').split(`| flag of \`sagac ${name}\` | does |\n`);
    const choices = subcommand.options.flatMap((option) => option.argChoices ?? []);
    for (const choice of choices) expect(table.split('\n\n')[0]).toContain(`\`${choice}\``);
  });

  it.each(Object.keys(COMMANDS))('are led to by each subcommand of %s in docs/cli.md', (name) => {
    const [, section = ''] = read('cli.md').split(`\n## sagac ${name}\n`);
    const listed = [...(section.split('\n## ')[0] ?? '').matchAll(/^\| `(\w+)` \|/gm)].map((match) => match[1]);
    const known = program().commands.find((command) => command.name() === name);
    expect(listed).toEqual(known?.commands.map((command) => command.name()));
  });

  it.each(['operations.md', 'runbooks/dead-letters.md'])('and %s show commands that are understood', (name) => {
    const typed = examples(name);
    expect(typed.length).toBeGreaterThan(6);
    for (const words of typed) expect(() => program().parse(words, { from: 'user' }), words.join(' ')).not.toThrow();
  });

  it('are about commands whose examples in their help are understood, too', () => {
    for (const command of program().commands) {
      let help = '';
      command.configureOutput({ writeOut: (text) => (help += text), writeErr: () => undefined });
      command.outputHelp();
      const typed = [...help.matchAll(/^ {2}\$ sagac (.*)$/gm)].map((match) => match[1] ?? '');
      expect(typed.length).toBeGreaterThan(3);
      for (const line of typed) {
        const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '');
        expect(() => program().parse(words, { from: 'user' }), line).not.toThrow();
      }
    }
  });
});
