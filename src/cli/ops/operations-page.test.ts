import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { fencedBlocks } from '../../testing/markdown.js';
import { opsCommand } from '../commands/ops.js';

/** `docs/operations.md` has the flags as commander knows them, and what its and the runbook's examples type is right. */
const page = read('operations.md');

function read(name: string): string {
  return readFileSync(new URL(`../../../docs/${name}`, import.meta.url), 'utf8');
}

function ops(): Command {
  const command = new Command('ops').exitOverride().configureOutput({ writeErr: () => undefined });
  opsCommand.configure(command, () => undefined);
  return command;
}

/** Flags of the table whose first heading is this. */
function flagsOf(heading: string): readonly string[] {
  const [, table = ''] = page.split(`| ${heading} | does |\n`);
  const rows = table.split('\n\n')[0] ?? '';
  return [...rows.matchAll(/^\| `(--[^`]+)` \|/gm)].map((match) => match[1] ?? '').sort();
}

function known(...names: readonly string[]): readonly string[] {
  const commands = ops().commands.filter((command) => names.includes(command.name()));
  return [...new Set(commands.flatMap((command) => command.options.map(({ flags }) => flags)))].sort();
}

/** Lines of shell examples that begin with the command, as words. */
function examples(name: string): readonly (readonly string[])[] {
  const lines = fencedBlocks(read(name))
    .filter(({ language }) => language === 'sh')
    .flatMap(({ text }) => text.split('\n'));
  const typed = lines.flatMap((line) => /(?:^\s*|xargs -I \{\} )sagac ops ([^|]+)/.exec(line)?.[1] ?? []);
  return typed.map((line) => [...line.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? ''));
}

describe('docs/operations.md', () => {
  it('has the flags of every subcommand', () => {
    expect(flagsOf('flag of `sagac ops list`')).toEqual(known('list'));
    expect(flagsOf('flag of `sagac ops show`')).toEqual(known('show'));
    expect(flagsOf('flag of the acts')).toEqual(known('retry', 'skip', 'resolve', 'cancel'));
  });

  it('is led to by a subcommand each in docs/cli.md', () => {
    const [, section = ''] = read('cli.md').split('\n## sagac ops\n');
    const listed = [...(section.split('\n## ')[0] ?? '').matchAll(/^\| `(\w+)` \|/gm)].map((match) => match[1]);
    expect(listed).toEqual(ops().commands.map((command) => command.name()));
  });

  it.each(['operations.md', 'runbooks/stuck-saga.md'])('and %s show commands that are understood', (name) => {
    const typed = examples(name);
    expect(typed.length).toBeGreaterThan(5);
    for (const words of typed) expect(() => ops().parse(words, { from: 'user' }), words.join(' ')).not.toThrow();
  });
});
