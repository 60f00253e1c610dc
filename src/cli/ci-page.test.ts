import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { memoryGit } from '../git/testing/memory-git.js';
import { CLEAN, runCli, SETTINGS } from './testing/cli.js';

/** Every command line of `docs/ci.md` is run, in the root of a repository and in the folder of its catalog. */
const page = readFileSync(new URL('../../docs/ci.md', import.meta.url), 'utf8');
const lines = [...page.matchAll(/sagac (?:lint|simulate|generate|baseline)(?: [^\n`;&|>)']*)?/g)].map(([line]) =>
  line.trim(),
);
const commands = [...new Set(lines)].map((line) => line.replaceAll('$GITHUB_BASE_REF', 'main').replaceAll('"', ''));

const FILES = {
  'catalog/sagac.yaml': SETTINGS,
  'catalog/a.yaml': CLEAN,
  'catalog/lint-baseline.json': '{ "version": 1, "findings": [] }',
};

function setting(argv: readonly string[]) {
  const git = memoryGit({ root: '/repo', refs: { 'origin/main': FILES, HEAD: FILES }, base: 'origin/main' });
  const files = Object.fromEntries(Object.entries(FILES).map(([path, text]) => [`/repo/${path}`, text]));
  return { files, git, cwd: argv.some((word) => word.startsWith('catalog')) ? '/repo' : '/repo/catalog' };
}

describe('docs/ci.md', () => {
  it('has command lines', () => {
    expect(commands.length).toBeGreaterThan(10);
  });

  it.each(commands.filter((command) => !/--watch|--baseline$/.test(command)))('%s can be run', async (command) => {
    const argv = command.split(' ').slice(1);
    const { exit, err } = await runCli(argv, setting(argv));
    expect([0, 1], err).toContain(exit);
  });
});
