import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createNodeHost } from '../../node-host.js';
import { createGitFolder, type GitFolder } from '../../testing/git-folder.js';
import { run } from '../run.js';
import { openNamed } from './named-states.js';
import { SHOP, shopWith } from './testing/shop.js';

const CHANGED = shopWith(['total: Money, note', 'total: Money, basket: uuid, note']);

let folder: GitFolder;

/** v1.0.0, v1.1.0 with nothing new in the catalog, v2.0.0 at `HEAD`, and a change that is not committed. */
beforeAll(() => {
  folder = createGitFolder();
  folder.git('.', 'init', '--quiet', '--initial-branch=main', 'repo');
  folder.write('repo/catalog/sagac.yaml', 'catalog: shop\n');
  folder.write('repo/catalog/shop.yaml', SHOP);
  folder.commit('repo');
  folder.git('repo', 'tag', 'v1.0.0');
  folder.write('repo/readme.md', 'nothing of the catalog');
  folder.commit('repo');
  folder.git('repo', 'tag', 'v1.1.0');
  folder.write('repo/catalog/shop.yaml', shopWith(['retention: 7d', 'retention: 14d']));
  folder.write('repo/readme.md', 'something of the catalog');
  folder.commit('repo');
  folder.git('repo', 'tag', 'v2.0.0');
  folder.write('repo/catalog/shop.yaml', CHANGED);
});

afterAll(() => folder.remove());

function labelsOf(specs: readonly string[], transitive = false): readonly string[] {
  const cwd = join(folder.path, 'repo/catalog');
  const { states } = openNamed({ ...createNodeHost(), cwd }, cwd, specs, transitive);
  return states.map(({ state: { label, also }, newest }) => [newest ? '*' : '-', label, ...also].join(' '));
}

async function sagac(...argv: readonly string[]): Promise<{ readonly out: string; readonly err: string }> {
  const told = { out: '', err: '' };
  const stream = (key: 'out' | 'err') => ({
    terminal: false,
    columns: undefined,
    write: (text: string) => {
      told[key] += text;
    },
  });
  const host = { ...createNodeHost(), cwd: join(folder.path, 'repo/catalog') };
  await run(argv, host, { out: stream('out'), err: stream('err') });
  return told;
}

describe('states that are named', () => {
  it('are there once, by the first of their names', () => {
    expect(labelsOf(['HEAD', 'v2.0.0', 'main'])).toEqual(['* HEAD v2.0.0 main']);
    expect(labelsOf(['v1.0.0', 'v2.0.0', 'v1.1.0', 'v1.0.0'])).toEqual(['* v1.0.0 v1.1.0', '* v2.0.0']);
  });

  it('are newest where one of their names is', () => {
    expect(labelsOf(['v2.0.0'], true)).toEqual(['- v1.1.0 v1.0.0', '* v2.0.0']);
    expect(labelsOf(['v2.0.0', 'v1.0.0'], true)).toEqual(['* v1.1.0 v1.0.0', '* v2.0.0']);
  });

  it('are compared with once, and the other name is told', async () => {
    const { out, err } = await sagac('compat', '--against', 'HEAD', '--against', 'v2.0.0', '--format', 'json');
    const { comparisons } = JSON.parse(out) as { readonly comparisons: readonly { readonly against: string }[] };
    expect(comparisons.map(({ against }) => against)).toEqual(['HEAD']);
    expect(err).toBe('`v2.0.0` is the very state of `HEAD`, and is compared with once.\n');
  });

  it.each([['compat'], ['changelog'], ['accept', '0000', '--reason', 'agreed']])(
    'have their notes printed by %s',
    async (...argv) => {
      folder.write('repo/catalog/main/readme.md', 'a folder beside the branch');
      const { err } = await sagac(...argv, '--against', 'main');
      expect(err).toContain(
        '`main` is a git ref and a path; the ref is what is compared with. Write `./main` for the path.',
      );
    },
  );
});
