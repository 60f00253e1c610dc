import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { addTo } from '../../../../model/grouped.js';

/** One side of many small modules: the texts of files by path, each module in a folder `c1`, `c2`, ... of its own. */
export interface BufSides {
  readonly old: string;
  readonly new: string;
}

interface Said {
  readonly path?: string;
  readonly type: string;
}

/** The launcher of the package `@bufbuild/buf`. Undefined where it has no binary for this machine. */
export function installedBuf(): string | undefined {
  const require = createRequire(import.meta.url);
  try {
    const launcher = join(dirname(require.resolve('@bufbuild/buf/package.json')), 'bin', 'buf');
    execFileSync(launcher, ['--version'], { stdio: 'ignore' });
    return launcher;
  } catch {
    return undefined;
  }
}

/** The folders of modules that buf cannot build, or cannot judge. */
export function brokenFolders(buf: string, sides: BufSides): ReadonlySet<string> {
  const broken = new Set<string>();
  for (const side of [sides.old, sides.new]) {
    for (const { path = '' } of linesOf(run(buf, ['build', side]))) broken.add(folderOf(path));
  }
  return broken;
}

/** The rules of a category that each module breaks, by folder; or the folder of one that stops buf itself. */
export function judgedByBuf(
  buf: string,
  sides: BufSides,
  category: string,
): ReadonlyMap<string, ReadonlySet<string>> | string {
  const config = JSON.stringify({ version: 'v2', breaking: { use: [category] } });
  const out = run(buf, ['breaking', sides.new, '--against', sides.old, '--config', config]);
  const stopped = /^Failure: .*"p(\d+)[."]/m.exec(out)?.[1];
  if (stopped !== undefined) return `c${stopped}`;
  if (out.includes('Failure:')) throw new Error(out);
  const rules = new Map<string, Set<string>>();
  for (const { path = '', type } of linesOf(out)) addTo(rules, folderOf(path), type);
  return rules;
}

/** What buf prints; it exits with another number than 0 where it has something to say. */
function run(buf: string, args: readonly string[]): string {
  try {
    return execFileSync(buf, [...args, '--error-format', 'json'], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      stdio: 'pipe',
    });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { readonly stdout?: string; readonly stderr?: string };
    return stdout + stderr;
  }
}

function linesOf(out: string): readonly Said[] {
  const lines = out.split('\n').filter((line) => line.startsWith('{'));
  return lines.map((line) => JSON.parse(line) as Said);
}

function folderOf(path: string): string {
  return /(?:^|[/\\])(c\d+)[/\\][^/\\]*$/.exec(path)?.[1] ?? '';
}
