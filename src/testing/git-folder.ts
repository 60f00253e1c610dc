import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder of its own on the disk, in which a real git works. */
export interface GitFolder {
  readonly path: string;
  /** Runs git in a folder below this one, and gives what it prints; throws where git refuses. */
  git(folder: string, ...args: readonly string[]): string;
  write(path: string, text: string | Uint8Array): void;
  /** Commits all of a repository, and gives the hash. Each commit is a minute younger than the one before. */
  commit(repository: string): string;
  remove(): void;
}

/** Makes a folder; nothing of a person's own settings of git counts in it. */
export function createGitFolder(): GitFolder {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'sagac-git-')));
  let minutes = 0;

  function git(folder: string, ...args: readonly string[]): string {
    const identity = ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'commit.gpgsign=false', '-c', 'gc.auto=0'];
    const date = `${1_700_000_000 + 60 * minutes} +0000`;
    const own = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
    const env = { ...process.env, ...own, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date };
    const cwd = join(path, folder);
    return execFileSync('git', [...identity, ...args], {
      cwd,
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  return {
    path,
    git,
    write(file, text) {
      mkdirSync(dirname(join(path, file)), { recursive: true });
      writeFileSync(join(path, file), text);
    },
    commit(repository) {
      minutes += 1;
      git(repository, 'add', '--all');
      git(repository, 'commit', '--quiet', '--allow-empty', '--message', `at ${minutes}`);
      return git(repository, 'rev-parse', 'HEAD').trim();
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}
