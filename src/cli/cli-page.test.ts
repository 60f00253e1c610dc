import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { commands } from './commands/index.js';
import { EXIT } from './exit.js';
import { reporters } from './reporters/index.js';

/** `docs/cli.md` has the flags of every command as commander knows them. */
const page = readFileSync(new URL('../../docs/cli.md', import.meta.url), 'utf8');

function sectionOf(title: string): string {
  const [, section = ''] = page.split(`\n## ${title}\n`);
  return section.split('\n## ')[0] ?? '';
}

/** First cells of the tables of a section, without the code marks. */
function firstCells(section: string): readonly string[] {
  return [...section.matchAll(/^\| `([^`]+)` \|/gm)].map((match) => match[1] ?? '');
}

describe('docs/cli.md', () => {
  it.each(commands)('has the flags and arguments of sagac $id', async ({ id, load }) => {
    const command = new Command(id);
    (await load()).configure(command, () => undefined);
    const section = sectionOf(`sagac ${id}`);
    const documented = firstCells(section).filter((cell) => cell.startsWith('-'));
    expect(documented.sort()).toEqual(command.options.map((option) => option.flags).sort());
    const usage = command.registeredArguments.map((argument) =>
      argument.required ? argument.name().toUpperCase() : `[${argument.name()}]`,
    );
    expect(section).toContain(`\`sagac ${[id, ...usage].join(' ')}\``);
    const choices = command.options.flatMap((option) => option.argChoices ?? []);
    for (const choice of choices) expect(section).toContain(`\`${choice}\``);
  });

  it('has every command, in its table and as a section, and no other', () => {
    const sections = [...page.matchAll(/^## sagac (.+)$/gm)].map((match) => match[1]);
    const listed = [...page.matchAll(/^\| \[`([\w-]+)`\]/gm)].map((match) => match[1]);
    const ids = commands.map((command) => command.id).sort();
    expect(sections.sort()).toEqual(ids);
    expect(listed.sort()).toEqual(ids);
  });

  it('has every format of findings and every exit code', () => {
    const cells = firstCells(sectionOf('sagac lint'));
    expect(cells.filter((cell) => !cell.startsWith('--')).sort()).toEqual(reporters.map(({ id }) => id).sort());
    const codes = [...sectionOf('Exit codes').matchAll(/^\| (\d+) \|/gm)].map((match) => Number(match[1]));
    expect(codes).toEqual(Object.values(EXIT));
  });
});
