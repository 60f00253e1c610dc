import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createNodeHost } from '../node-host.js';
import { snapshotCatalog } from '../pipeline.js';
import { readStates } from '../read-states.js';
import { createGitFolder, type GitFolder } from '../testing/git-folder.js';
import { openAgainst } from './index.js';

/** Everything here is done by a real git in a folder of its own. */
let folder: GitFolder;

beforeAll(() => {
  folder = createGitFolder();
  createRepository('shop', 'catalogs/shop');
  createRepository('bare', '');
});

afterAll(() => folder.remove());

/**
 * A catalog whose event has a version of its own in each state: v0.9.0 before there was a catalog, v1.0.0, v1.1.0 with nothing new,
 * v1.2.0-rc.1, v1.2.0 on a branch and on `main`, and work after that which is not committed.
 */
function createRepository(name: string, catalog: string): void {
  const at = (file: string) => [name, catalog, file].filter((part) => part !== '').join('/');
  folder.git('.', 'init', '--quiet', '--initial-branch=main', name);
  folder.write(`${name}/readme.md`, 'hello');
  folder.commit(name);
  folder.git(name, 'tag', 'v0.9.0');
  const state = (version: string, tag?: string) => {
    folder.write(at('sagac.yaml'), 'catalog: shop\n');
    folder.write(at('events.yaml'), `events:\n  OrderPlaced: { version: ${version}, payload: { orderId: uuid } }\n`);
    folder.commit(name);
    if (tag !== undefined) folder.git(name, 'tag', '--annotate', tag, '--message', tag);
  };
  state('1.0.0', 'v1.0.0');
  folder.write(`${name}/readme.txt`, 'nothing of the catalog');
  folder.commit(name);
  folder.git(name, 'tag', 'v1.1.0');
  folder.git(name, 'tag', 'deployed');
  folder.git(name, 'branch', 'old-line');
  state('1.2.0-rc.1', 'v1.2.0-rc.1');
  folder.git(name, 'switch', '--quiet', '--create', 'feature');
  state('1.3.0');
  folder.git(name, 'switch', '--quiet', 'main');
  state('1.2.0', 'v1.2.0');
  state('1.2.1');
  folder.git(name, 'switch', '--quiet', 'feature');
}

interface Asked {
  /** Where the command runs; the folder of the catalog where nothing is said. */
  readonly cwd?: string;
  readonly transitive?: boolean;
}

const SHOP = 'shop/catalogs/shop';

function asked(root: string, spec: string, { cwd = root, transitive = false }: Asked = {}) {
  const host = { ...createNodeHost(), cwd: join(folder.path, cwd) };
  return { host, root: join(folder.path, root), ...openAgainst(host, join(folder.path, root), spec, { transitive }) };
}

/** The labels of the states, each with the version of the event there, and what is said. */
async function found(root: string, spec: string, options?: Asked): Promise<readonly string[]> {
  const { host, root: place, value, diagnostics } = asked(root, spec, options);
  const { earlier } = await readStates(host, place, value);
  const states = value.map(({ label, also }, index) => {
    const version = earlier[index]?.catalog?.events.get('OrderPlaced')?.version;
    return [label, ...also.map((other) => `= ${other}`), version].join(' ');
  });
  return [...states, ...diagnostics.map(({ severity, code }) => `${severity} ${code}`)];
}

function refused(root: string, spec: string, options?: Asked): string {
  const { value, diagnostics } = asked(root, spec, options);
  expect(value.map(({ label }) => label)).toEqual([]);
  return diagnostics.map(({ code, message, help }) => `${code}: ${message} ${help}`).join('\n');
}

describe.each([
  ['a catalog in a folder of its repository', SHOP],
  ['a catalog that is its repository', 'bare'],
])('%s', (_, root) => {
  it.each([
    ['main', '1.2.1'],
    ['HEAD', '1.3.0'],
    ['HEAD~1', '1.2.0-rc.1'],
    ['v1.0.0', '1.0.0'],
    ['refs/tags/v1.2.0', '1.2.0'],
    ['merge-base:main', '1.2.0-rc.1'],
  ])('as of %s', async (spec, version) => {
    expect(await found(root, spec)).toEqual([`${spec} ${version}`]);
  });

  it('as of a commit, by its hash', async () => {
    const hash = folder.git(root, 'rev-parse', 'v1.0.0^{commit}').trim();
    expect(await found(root, hash)).toEqual([`${hash} 1.0.0`]);
    expect(await found(root, hash.slice(0, 10))).toEqual([`${hash.slice(0, 10)} 1.0.0`]);
    expect(asked(root, hash).value[0]?.commit).toBe(hash);
  });

  it('as of the newest version in its history', async () => {
    expect(await found(root, 'latest-tag')).toEqual(['v1.1.0 1.0.0']);
    expect(await found(root, 'latest-tag:v*')).toEqual(['v1.2.0-rc.1 1.2.0-rc.1']);
    expect(await found(root, 'latest-tag:v1.0.*')).toEqual(['v1.0.0 1.0.0']);
    expect(await found(root, 'latest-tag:deploy*')).toEqual(['deployed 1.0.0']);
  });

  it('as of every commit before', async () => {
    const states = await found(root, 'main', { transitive: true });
    expect(states.at(-1)).toBe('main 1.2.1');
    const versions = [...new Set(states.map((state) => state.split(' ').at(-1)))];
    expect(versions).toEqual(['1.0.0', '1.2.0-rc.1', '1.2.0', '1.2.1']);
    const tags = await found(root, 'latest-tag:v*', { transitive: true });
    expect(tags.map((state) => state.split(' ').at(-1)).at(-1)).toBe('1.2.0-rc.1');
  });
});

describe('every earlier version', () => {
  it('of a ref is that and each tag in its history, equal ones once', async () => {
    expect(await found(SHOP, 'main', { transitive: true })).toEqual([
      'v1.1.0 = v1.0.0 = deployed 1.0.0',
      'v1.2.0-rc.1 1.2.0-rc.1',
      'v1.2.0 1.2.0',
      'main 1.2.1',
    ]);
    expect(await found(SHOP, 'merge-base:main', { transitive: true })).toEqual([
      'v1.1.0 = v1.0.0 = deployed 1.0.0',
      'merge-base:main = v1.2.0-rc.1 1.2.0-rc.1',
    ]);
  });

  it('of tags is each that matches, oldest first', async () => {
    expect(await found(SHOP, 'latest-tag', { transitive: true })).toEqual(['v1.1.0 = v1.0.0 1.0.0']);
    expect(await found(SHOP, 'latest-tag:v1*', { transitive: true })).toEqual([
      'v1.1.0 = v1.0.0 1.0.0',
      'v1.2.0-rc.1 1.2.0-rc.1',
    ]);
  });
});

describe('the tag of the last commit', () => {
  it('is this very state, until something is changed', async () => {
    folder.git('.', 'clone', '--quiet', '--branch=v1.2.0', 'shop', 'released');
    const root = 'released/catalogs/shop';
    expect(await found(root, 'latest-tag')).toEqual(['v1.1.0 1.0.0']);
    expect(await found(root, 'latest-tag', { transitive: true })).toEqual(['v1.1.0 = v1.0.0 1.0.0']);
    folder.write(`${root}/generated.json`, '{}');
    folder.write('released/other.yaml', 'not of the catalog');
    expect(await found(root, 'latest-tag')).toEqual(['v1.1.0 1.0.0']);
    folder.write(`${root}/more.yaml`, 'services: { a: {} }\n');
    expect(await found(root, 'latest-tag')).toEqual(['v1.2.0 1.2.0', 'info against-head-tag']);
  });

  it('may be the only one', () => {
    const first = folder.git(SHOP, 'rev-parse', 'v1.0.0^{commit}').trim();
    folder.git('.', 'clone', '--quiet', '--no-tags', 'shop', 'first');
    folder.git('first', 'checkout', '--quiet', first);
    folder.git('first', 'tag', 'v1.0.0');
    expect(refused('first/catalogs/shop', 'latest-tag')).toBe(
      'no-version-tag: `v1.0.0` is this very state, and its history has no other tag with a version. Run `git fetch --tags origin` first.',
    );
  });
});

describe('no tag', () => {
  it('comes with the command that fetches them, which works', async () => {
    folder.git('.', 'clone', '--quiet', '--no-tags', 'shop', 'untagged');
    const root = 'untagged/catalogs/shop';
    expect(refused(root, 'latest-tag')).toBe(
      'no-version-tag: The history of `HEAD` has no tag with a version. Run `git fetch --tags origin` first.',
    );
    folder.git('untagged', 'fetch', '--quiet', '--tags', 'origin');
    expect(await found(root, 'latest-tag')).toEqual(['v1.1.0 1.0.0']);
  });

  it('tells of one that is elsewhere', () => {
    expect(refused(SHOP, 'latest-tag:v1.2.0')).toBe(
      'no-version-tag: The history of `HEAD` has no tag that matches `v1.2.0`. Compare with `v1.2.0`, which is not in this history.',
    );
    expect(refused(SHOP, 'latest-tag:x*')).toMatch(/Tag a release/);
  });

  it('is chosen among tags of several things', async () => {
    folder.git('.', 'clone', '--quiet', '--no-tags', 'shop', 'many');
    for (const tag of ['catalog/v1.0.0', 'catalog/v2.0.0', 'orders/v7.0.0']) folder.git('many', 'tag', tag);
    const root = 'many/catalogs/shop';
    folder.git('many', 'commit', '--quiet', '--allow-empty', '--message', 'more');
    expect(refused(root, 'latest-tag')).toBe(
      'several-tag-families: The tags are versions of different things: `catalog/*`, `orders/*`. Say which: `latest-tag:catalog/*`.',
    );
    expect(await found(root, 'latest-tag:catalog/*')).toEqual(['catalog/v2.0.0 1.3.0']);
  });
});

describe('a shallow clone', () => {
  it('fetches what is missing with the commands that are told', async () => {
    const url = pathToFileURL(join(folder.path, 'shop')).href;
    folder.git('.', 'clone', '--quiet', '--depth=1', '--branch=feature', url, 'shallow');
    const root = 'shallow/catalogs/shop';
    for (const spec of ['main', 'v1.0.0']) {
      const help = refused(root, spec);
      const command = /Run `git (.*)` first\.$/.exec(help)?.[1] ?? help;
      folder.git(root, ...command.split(' '));
    }
    expect(await found(root, 'main')).toEqual(['main 1.2.1']);
    expect(await found(root, 'v1.0.0')).toEqual(['v1.0.0 1.0.0']);
    expect(await found(root, 'main', { transitive: true })).toEqual(['main 1.2.1', 'warning history-cut-off']);
    expect(refused(root, 'latest-tag')).toBe(
      'no-version-tag: The history of `HEAD` has no tag with a version, as far as this shallow clone goes. Run `git fetch --tags --unshallow origin` first, or compare with `v1.0.0`, which is not in this history.',
    );
    folder.git(root, 'fetch', '--quiet', '--tags', '--unshallow', 'origin');
    expect(await found(root, 'latest-tag')).toEqual(['v1.1.0 1.0.0']);
  });
});

describe('a worktree and a link', () => {
  it('are the repository', async () => {
    folder.git('shop', 'worktree', 'add', '--quiet', '--detach', '../tree', 'main');
    expect(await found('tree/catalogs/shop', 'v1.0.0')).toEqual(['v1.0.0 1.0.0']);
    expect(await found('tree/catalogs/shop', 'latest-tag')).toEqual(['v1.2.0 1.2.0']);
    symlinkSync(join(folder.path, SHOP), join(folder.path, 'way'));
    expect(await found('way', 'merge-base:main')).toEqual(['merge-base:main 1.2.0-rc.1']);
  });
});

describe('a catalog that has moved', () => {
  const catalog = (name: string) => `catalog: ${name}\n`;

  it('is found by its name', async () => {
    folder.git('.', 'clone', '--quiet', 'shop', 'moved');
    folder.git('moved', 'mv', 'catalogs/shop', 'new place');
    folder.commit('moved');
    expect(await found('moved/new place', 'v1.0.0')).toEqual(['v1.0.0 1.0.0']);
    expect(await found('moved/new place', 'HEAD')).toEqual(['HEAD 1.3.0']);
    const all = await found('moved/new place', 'HEAD', { transitive: true });
    expect(all.map((state) => state.split(' ').at(-1))).toEqual(['1.0.0', '1.2.0-rc.1', '1.3.0']);
  });

  it('is asked for where it cannot be told', async () => {
    folder.git('.', 'clone', '--quiet', 'shop', 'twice');
    folder.write('twice/other/sagac.yaml', catalog('shop'));
    folder.write('twice/other/events.yaml', 'events:\n  OrderPlaced: { version: 7.0.0 }\n');
    folder.commit('twice');
    folder.git('twice', 'tag', 'two');
    folder.git('twice', 'mv', 'catalogs/shop', 'here');
    folder.commit('twice');
    expect(refused('twice/here', 'two')).toBe(
      'several-catalogs-at-ref: At `two` there was no catalog in `here`, but 2 called `shop` elsewhere. Say which: `two:catalogs/shop` or `two:other`.',
    );
    expect(await found('twice/here', 'two:other')).toEqual(['two:other 7.0.0']);
    expect(await found('twice/here', 'two:./catalogs/shop/')).toEqual(['two:./catalogs/shop/ 1.3.0']);
    expect(await found('twice/here', 'merge-base:two:other')).toEqual(['merge-base:two:other 7.0.0']);
    const every = await found('twice/here', 'HEAD', { transitive: true });
    expect(every.at(-1)).toBe('warning several-catalogs-at-ref');
  });

  it('and was renamed is told where it may be', () => {
    folder.git('.', 'clone', '--quiet', 'shop', 'renamed');
    folder.git('renamed', 'mv', 'catalogs/shop', 'here');
    folder.write('renamed/here/sagac.yaml', catalog('store'));
    expect(refused('renamed/here', 'v1.0.0')).toBe(
      'no-catalog-at-ref: At `v1.0.0` there was no catalog in `here`, and none called `store` elsewhere. If it lay elsewhere under another name, say where: `v1.0.0:catalogs/shop`.',
    );
    expect(refused('renamed/here', 'v0.9.0')).toMatch(/Compare with a later state/);
    expect(refused('renamed/here', 'v1.0.0:nowhere')).toBe(
      'no-catalog-in-folder: At `v1.0.0` there is no `sagac.yaml` in `nowhere`. The folder counts from the top of the repository: `v1.0.0:catalogs/shop`.',
    );
    expect(refused('renamed/here', 'v1.0.0:catalogs/shop/events.yaml')).toMatch(/^no-catalog-in-folder/);
    expect(refused('renamed/here', 'v1.0.0:../../etc')).toMatch(/^no-catalog-in-folder/);
  });
});

describe('a submodule', () => {
  it('is a repository of its own', async () => {
    folder.git('.', 'init', '--quiet', '--initial-branch=main', 'outer');
    folder.git(
      'outer',
      '-c',
      'protocol.file.allow=always',
      'submodule',
      '--quiet',
      'add',
      join(folder.path, 'bare'),
      'sub',
    );
    folder.commit('outer');
    expect(await found('outer/sub', 'v1.0.0')).toEqual(['v1.0.0 1.0.0']);
  });
});

describe('a path', () => {
  beforeAll(async () => {
    for (const version of ['1.2.0', '1.10.0', '1.9.0']) {
      folder.write(`kept/v${version}/sagac.yaml`, 'catalog: shop\n');
      folder.write(`kept/v${version}/e.yaml`, `events:\n  OrderPlaced: { version: ${version} }\n`);
      const { snapshot = '' } = await snapshotCatalog(createNodeHost(), join(folder.path, `kept/v${version}`));
      folder.write(`files/v${version}.json`, snapshot);
    }
    folder.write('kept/readme.md', 'about');
    folder.write('kept/empty/readme.md', 'about');
    folder.write('files/package.json', '{}');
  });

  it('is a folder or a snapshot file, from where the command runs', async () => {
    expect(await found(SHOP, 'v1.9.0', { cwd: 'kept' })).toEqual(['v1.9.0 1.9.0']);
    expect(await found(SHOP, '../kept/v1.9.0', { cwd: 'shop' })).toEqual(['../kept/v1.9.0 1.9.0']);
    expect(await found(SHOP, 'files/v1.9.0.json', { cwd: '.' })).toEqual(['files/v1.9.0.json 1.9.0']);
    const absolute = join(folder.path, 'kept/v1.9.0');
    expect(await found(SHOP, absolute)).toEqual([`${absolute} 1.9.0`]);
  });

  it('has every version in it, by version', async () => {
    expect(await found(SHOP, './kept', { cwd: '.', transitive: true })).toEqual([
      'v1.2.0 1.2.0',
      'v1.9.0 1.9.0',
      'v1.10.0 1.10.0',
    ]);
    expect(await found(SHOP, 'files', { cwd: '.', transitive: true })).toEqual([
      'v1.2.0 1.2.0',
      'v1.9.0 1.9.0',
      'v1.10.0 1.10.0',
    ]);
    expect(await found(SHOP, './kept/v1.9.0', { cwd: '.', transitive: true })).toEqual(['./kept/v1.9.0 1.9.0']);
  });

  it('that holds no catalog is told', () => {
    expect(refused(SHOP, './kept', { cwd: '.' })).toBe(
      'against-no-catalog: `./kept` has no `sagac.yaml`. Add `--transitive` to compare with all that lies in it (3 found), or name one of them.',
    );
    expect(refused(SHOP, './kept/empty', { cwd: '.', transitive: true })).toBe(
      'against-no-catalog: `./kept/empty` has no `sagac.yaml`, and holds no catalogs or snapshots. Name the folder of a catalog, or a file that `sagac snapshot` wrote.',
    );
    expect(refused(SHOP, './kept/readme.md', { cwd: '.' })).toMatch(/^snapshot-foreign: /);
    expect(refused(SHOP, './gone', { cwd: '.' })).toMatch(
      /^against-not-found: There is no folder or snapshot `.\/gone`\./,
    );
    expect(refused(SHOP, 'gone.json', { cwd: '.' })).toMatch(/^against-not-found/);
  });

  it('gives way to a ref of the same name', async () => {
    expect(await found(SHOP, 'v1.2.0', { cwd: 'kept' })).toEqual(['v1.2.0 1.2.0', 'info against-both']);
    expect(asked(SHOP, 'v1.2.0', { cwd: 'kept' }).value[0]?.kind).toBe('git');
    expect(asked(SHOP, './v1.2.0', { cwd: 'kept' }).value[0]?.kind).toBe('folder');
  });

  it('needs no git', async () => {
    const none = { ...createNodeHost(), cwd: folder.path, git: () => undefined };
    const root = join(folder.path, SHOP);
    expect(openAgainst(none, root, 'kept/v1.9.0', { transitive: false }).value).toHaveLength(1);
    expect(openAgainst(none, root, 'main', { transitive: false }).diagnostics[0]?.code).toBe('git-not-installed');
    expect(openAgainst(none, root, 'latest-tag', { transitive: true }).diagnostics[0]?.code).toBe('git-not-installed');
    expect(await found('kept/v1.2.0', '../v1.9.0')).toEqual(['../v1.9.0 1.9.0']);
    expect(refused('kept/v1.2.0', 'main')).toMatch(/^against-not-found: .* no git repository/);
    expect(refused('kept/v1.2.0', 'merge-base:main')).toMatch(/^not-a-repository/);
  });
});

describe('what is no earlier state', () => {
  it.each([
    ['registry:https://user:secret@registry.example', /^against-registry: (?!.*secret)/],
    ['nowhere', /^git-ref-not-found/],
    ['--all', /^git-ref-not-found/],
    ['', /^git-ref-not-found/],
    ['merge-base:', /^git-ref-not-found/],
    ['merge-base:nowhere', /^git-ref-not-found/],
    ['v1.0.0..main', /^git-ref-not-found/],
    [':x', /^git-ref-not-found/],
    ['latest-tag:', /^no-version-tag/],
    ['latest-tag:--all', /^no-version-tag/],
    ['latest-tag:[', /^no-version-tag/],
  ])('%j is told', (spec, message) => {
    expect(refused(SHOP, spec)).toMatch(message);
    expect(refused(SHOP, spec, { transitive: true })).toMatch(message);
  });

  it('is told in a repository without a commit', () => {
    folder.git('.', 'init', '--quiet', 'new');
    folder.write('new/sagac.yaml', 'catalog: shop\n');
    expect(refused('new', 'HEAD')).toMatch(/^git-ref-not-found/);
    expect(refused('new', 'latest-tag')).toMatch(/^git-ref-not-found/);
  });

  it('is a state of SHA-256 names as well', async () => {
    try {
      execFileSync('git', ['init', '--quiet', '--object-format=sha256', 'sha'], { cwd: folder.path, stdio: 'ignore' });
    } catch {
      return;
    }
    folder.write('sha/sagac.yaml', 'catalog: shop\n');
    folder.write('sha/e.yaml', 'events:\n  OrderPlaced: { version: 1.0.0 }\n');
    folder.commit('sha');
    expect(await found('sha', 'HEAD')).toEqual(['HEAD 1.0.0']);
  });
});

describe('files that did not change', () => {
  it('are not read from git', async () => {
    const { host, root } = asked(SHOP, 'HEAD');
    const asks: string[] = [];
    const counting = {
      ...host,
      git: (...args: Parameters<typeof host.git>) => {
        asks.push(args[1].join(' '));
        return host.git(...args);
      },
    };
    const { value: states } = openAgainst(counting, root, 'HEAD', { transitive: false });
    const { now, earlier } = await readStates(counting, root, states);
    expect(earlier[0]?.catalog?.events.get('OrderPlaced')).toBe(now.catalog?.events.get('OrderPlaced'));
    expect(asks.filter((ask) => ask === 'cat-file --batch')).toEqual([]);
    const { value: old } = openAgainst(counting, root, 'v1.0.0', { transitive: false });
    await readStates(counting, root, old);
    expect(asks.filter((ask) => ask === 'cat-file --batch')).toHaveLength(1);
  });
});
