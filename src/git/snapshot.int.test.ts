import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createNodeHost } from '../node-host.js';
import { createSnapshotHost, openSnapshot, type Snapshot } from './index.js';

/** Everything here is done by a real git in a folder of its own. */
let folder = '';
let repo = '';
const host = createNodeHost();

function git(cwd: string, ...args: readonly string[]): string {
  const identity = ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'commit.gpgsign=false'];
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
  return execFileSync('git', [...identity, ...args], { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

function write(path: string, text: string | Uint8Array): void {
  mkdirSync(dirname(join(repo, path)), { recursive: true });
  writeFileSync(join(repo, path), text);
}

function commit(message: string): string {
  git(repo, 'add', '--all');
  git(repo, 'commit', '--quiet', '--message', message);
  return git(repo, 'rev-parse', 'HEAD').trim();
}

function opened(root: string, spec: string): Snapshot {
  const result = openSnapshot(host, root, spec);
  if ('problem' in result) throw new Error(`${result.problem.message} ${result.problem.help}`);
  return result.value;
}

function refused(root: string, spec: string): string {
  const result = openSnapshot(host, root, spec);
  return 'problem' in result ? `${result.problem.code}: ${result.problem.message} ${result.problem.help}` : 'found';
}

function textAt(root: string, spec: string, path: string): string {
  return new TextDecoder().decode(createSnapshotHost(host, root, opened(root, spec)).readBytes(join(root, path)));
}

let first = '';

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'sagac-git-')));
  repo = join(folder, 'repo');
  mkdirSync(repo);
  git(folder, 'init', '--quiet', '--initial-branch=main', 'repo');
  write('readme.md', 'hello');
  first = commit('before the catalog');
  write('cat alog/ü/sagac.yaml', 'catalog: shop\n');
  write('cat alog/ü/orders/a b.yaml', 'old\n');
  write('cat alog/ü/tab\tand\nline.yaml', 'odd\n');
  write('cat alog/ü/empty.yaml', '');
  write('cat alog/ü/bytes.bin', new Uint8Array([0, 10, 255, 10]));
  symlinkSync('orders/a b.yaml', join(repo, 'cat alog/ü/link.yaml'));
  symlinkSync('../../readme.md', join(repo, 'cat alog/ü/outside.yaml'));
  commit('old');
  git(repo, 'tag', '--annotate', 'v1', '--message', 'one');
  git(repo, 'switch', '--quiet', '--create', 'feature');
  write('cat alog/ü/orders/a b.yaml', 'new\n');
  commit('new');
  git(repo, 'switch', '--quiet', 'main');
  write('cat alog/ü/orders/a b.yaml', 'main went on\n');
  commit('main');
  git(repo, 'switch', '--quiet', 'feature');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const root = () => join(repo, 'cat alog/ü');

describe('a snapshot', () => {
  it.each([
    ['HEAD', 'new\n'],
    ['HEAD~1', 'old\n'],
    ['main', 'main went on\n'],
    ['v1', 'old\n'],
    ['merge-base:main', 'old\n'],
  ])('has the files as of %s', (spec, text) => {
    expect(textAt(root(), spec, 'orders/a b.yaml')).toBe(text);
  });

  it('is not the working tree', () => {
    write('cat alog/ü/orders/a b.yaml', 'not committed\n');
    expect(textAt(root(), 'HEAD', 'orders/a b.yaml')).toBe('new\n');
    git(repo, 'checkout', '--quiet', '--', '.');
  });

  it('lists folders and kinds, also of odd names', () => {
    const then = createSnapshotHost(host, root(), opened(root(), 'v1'));
    expect(then.list(root()).map(({ name, kind }) => `${kind} ${name}`)).toEqual([
      'file bytes.bin',
      'file empty.yaml',
      'link link.yaml',
      'folder orders',
      'link outside.yaml',
      'file sagac.yaml',
      'file tab\tand\nline.yaml',
    ]);
    expect(then.kindOf(join(root(), 'link.yaml'))).toBe('link');
    expect(then.kindOf(join(root(), 'gone.yaml'))).toBeUndefined();
    expect(() => then.list(join(root(), 'gone'))).toThrow(/ENOENT/);
    expect(() => then.readBytes(join(root(), 'orders'))).toThrow(/EISDIR/);
  });

  it('reads bytes as they are, and links inside the folder', () => {
    const then = createSnapshotHost(host, root(), opened(root(), 'v1'));
    expect([...then.readBytes(join(root(), 'bytes.bin'))]).toEqual([0, 10, 255, 10]);
    expect(then.readBytes(join(root(), 'empty.yaml'))).toHaveLength(0);
    expect(textAt(root(), 'v1', 'link.yaml')).toBe('old\n');
    expect(textAt(root(), 'v1', 'tab\tand\nline.yaml')).toBe('odd\n');
    expect(() => then.readBytes(join(root(), 'outside.yaml'))).toThrow(/ENOENT/);
  });

  it('is that of the folder, also in a hook of another repository', () => {
    const before = { ...process.env };
    Object.assign(process.env, { GIT_DIR: '.git', GIT_WORK_TREE: folder, GIT_INDEX_FILE: 'nothing', GIT_PREFIX: 'x/' });
    try {
      expect(textAt(root(), 'v1', 'orders/a b.yaml')).toBe('old\n');
    } finally {
      process.env = before;
    }
  });

  it('is empty where the folder did not exist yet', () => {
    expect(opened(root(), first).entries.size).toBe(0);
  });

  it('is read in a worktree, through a link, and from a subfolder', () => {
    git(repo, 'worktree', 'add', '--quiet', '--detach', '../tree', 'main');
    expect(textAt(join(folder, 'tree/cat alog/ü'), 'v1', 'orders/a b.yaml')).toBe('old\n');
    expect(opened(join(root(), 'orders'), 'v1').entries.size).toBe(1);
    symlinkSync(root(), join(folder, 'way'));
    expect(textAt(join(folder, 'way'), 'v1', 'orders/a b.yaml')).toBe('old\n');
  });
});

describe('a ref that is not there', () => {
  it('is told, and never taken for a flag', () => {
    expect(refused(root(), 'nowhere')).toBe(
      'git-ref-not-found: `nowhere` is not in this repository. Run `git branch --all` and `git tag` to see what there is.',
    );
    for (const spec of ['--all', '', 'merge-base:', 'HEAD:readme.md', 'v1..main']) {
      expect(refused(root(), spec)).toMatch(/^git-ref-not-found/);
    }
  });

  it('comes with the command that fetches it, which works', () => {
    const clone = join(folder, 'clone');
    const url = pathToFileURL(repo).href;
    git(folder, 'clone', '--quiet', '--depth=1', '--branch=feature', url, 'clone');
    const inClone = join(clone, 'cat alog/ü');
    const commands = ['main', 'origin/main', 'v1', first].map((ref) => {
      const help = refused(inClone, ref);
      const command = /Run `git (.*)` first\.$/.exec(help)?.[1] ?? help;
      git(inClone, ...command.split(' '));
      expect(refused(inClone, ref)).toBe('found');
      return command;
    });
    expect(commands).toEqual([
      'fetch --depth=1 origin main:main',
      'fetch --depth=1 origin +refs/heads/main:refs/remotes/origin/main',
      'fetch --depth=1 origin tag v1',
      `fetch --depth=1 origin ${first}`,
    ]);
    expect(refused(inClone, 'merge-base:main')).toBe(
      'no-merge-base: `HEAD` and `main` have no common commit in this shallow clone. Run `git fetch --unshallow origin` first, or compare with `main` itself.',
    );
    git(inClone, 'fetch', '--quiet', '--unshallow', 'origin');
    expect(textAt(inClone, 'merge-base:main', 'orders/a b.yaml')).toBe('old\n');
  });

  it('is guessed where a remote has it', () => {
    git(folder, 'clone', '--quiet', '--branch=feature', repo, 'whole');
    expect(refused(join(folder, 'whole/cat alog/ü'), 'main')).toMatch(/Did you mean `origin\/main`\?$/);
  });
});

describe('no repository', () => {
  it('is told', () => {
    expect(refused(folder, 'HEAD')).toMatch(/^not-a-repository/);
  });

  it('is told apart from git that is not installed', () => {
    const without = { ...host, git: () => undefined };
    expect(openSnapshot(without, repo, 'HEAD')).toMatchObject({ problem: { code: 'git-not-installed' } });
  });

  it('has git refuse what it does not trust in its own words', () => {
    const err = 'fatal: detected dubious ownership in repository at ...\nMore.\n';
    const wary = { ...host, git: () => ({ status: 128, out: new Uint8Array(), err }) };
    expect(openSnapshot(wary, repo, 'HEAD')).toMatchObject({
      problem: { code: 'git-failed', message: 'Git refused: detected dubious ownership in repository at ...' },
    });
  });
});
