import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** `sagac lint` as a process: in a git repository, and watching. */
const SAGAC = fileURLToPath(new URL('../../bin/sagac.js', import.meta.url));
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sagac-lint-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function sagac(args: readonly string[], cwd: string) {
  const { NO_COLOR: _, FORCE_COLOR: __, ...env } = process.env;
  return spawnSync(process.execPath, [SAGAC, ...args], { cwd, env, encoding: 'utf8' });
}

const GOOD = 'types:\n  Order: { fields: { total: Money } }\n  Money: { type: string }\n';
const BAD = GOOD.replace('total: Money', 'total: Mony');

describe('lint --since', () => {
  const git = (...args: readonly string[]) => {
    const identity = ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'commit.gpgsign=false'];
    execFileSync('git', [...identity, ...args], { cwd: join(folder, 'repo'), stdio: 'ignore' });
  };

  it('shows what is new in a folder of a repository, renames and a missing ref included', () => {
    write('repo/shop/sagac.yaml', 'catalog: shop\n');
    write('repo/shop/old.yaml', BAD);
    git('init', '--initial-branch=main');
    git('add', '.');
    git('commit', '--message', 'old');
    git('mv', 'shop/old.yaml', 'shop/moved.yaml');
    write('repo/shop/new.yaml', 'types:\n  Bill: { fields: { sum: Mony } }\n');
    const cwd = join(folder, 'repo/shop');
    const lint = ['lint', '--rule', 'unknown-reference', '--since'];
    const { status, stdout, stderr } = sagac([...lint, 'HEAD'], cwd);
    expect([status, stdout.match(/^\S+ error/gm)]).toEqual([1, ['new.yaml:2:26: error']]);
    expect(stderr).toContain('1 finding was there at `HEAD` and not shown.');
    git('add', '.');
    git('commit', '--message', 'new');
    expect(sagac([...lint, 'HEAD'], cwd)).toMatchObject({ status: 0, stdout: '' });
    expect(sagac([...lint, 'HEAD~1'], cwd).status).toBe(1);
    const missing = sagac([...lint, 'origin/main'], cwd);
    expect([missing.status, missing.stdout]).toEqual([2, '']);
    expect(missing.stderr).toContain('`origin/main` is not in this repository.');
  });
});

/** A process that watches, and what it has said so far. */
class Watcher {
  text = '';
  readonly child: ChildProcess;
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null }>;

  constructor(cwd: string) {
    // Both streams through one pipe, as at a terminal: two would come in any order on a busy machine.
    const command = [process.execPath, SAGAC, 'lint', '--rule', 'unknown-reference', '--watch'];
    this.child = spawn('sh', ['-c', 'exec "$@" 2>&1', 'sh', ...command], { cwd });
    this.child.stdout?.on('data', (data: Buffer) => {
      this.text += data.toString();
    });
    this.ended = new Promise((resolve) => this.child.on('close', (code, signal) => resolve({ code, signal })));
  }

  /** Waits until something is said, and gives all that was said since the last time. */
  async hear(mark: string): Promise<string> {
    for (let tries = 0; !this.text.includes(mark) && tries < 400; tries++) await pause(25);
    await pause(50);
    const said = this.text;
    this.text = '';
    return said;
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

describe('lint --watch', () => {
  it('looks again after each change and at no other time, until it is interrupted', async () => {
    write('watched/sagac.yaml', 'catalog: shop\n');
    write('watched/a.yaml', GOOD);
    const cwd = join(folder, 'watched');
    const watcher = new Watcher(cwd);
    expect(await watcher.hear('Watching')).toContain('All is well.\nWatching for changes; Ctrl-C ends it.\n');

    write('watched/a.yaml', BAD);
    expect(await watcher.hear('1 error')).toMatch(/Looking again\.\na\.yaml:2:29: error/);

    write('watched/draft.tmp', GOOD);
    renameSync(join(cwd, 'draft.tmp'), join(cwd, 'a.yaml'));
    expect(await watcher.hear('well')).toContain('All is well.');

    utimesSync(join(cwd, 'a.yaml'), new Date(), new Date());
    write('watched/notes.txt', 'nothing to lint');
    await pause(600);
    expect(watcher.text).toBe('');

    mkdirSync(join(cwd, 'deep/er'), { recursive: true });
    await pause(300);
    write('watched/deep/er/b.yaml', 'types:\n  Bill: { fields: { sum: Mony } }\n');
    expect(await watcher.hear('1 error')).toContain('deep/er/b.yaml:2:26: error');

    watcher.child.kill('SIGINT');
    expect(await watcher.ended).toEqual({ code: 130, signal: null });
    expect(watcher.text).toBe('');
  });

  it('says that it cannot repair meanwhile', () => {
    const { status, stderr } = sagac(['lint', '--watch', '--fix'], join(folder, 'watched'));
    expect([status, stderr]).toEqual([2, expect.stringContaining('`--watch` looks again')]);
  });
});
