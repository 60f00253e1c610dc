import type { Host } from '../host.js';
import { type Result, refusal } from './run-git.js';

/** A tag that leads to a commit. */
export interface Tag {
  readonly name: string;
  readonly commit: string;
  /** Seconds since 1970 when the tag was made; of a lightweight tag, when its commit was. */
  readonly time: number;
}

/** Of an annotated tag git tells the tag, and after the `*` the commit that it leads to. */
const FORMAT = [
  '%(objecttype)',
  '%(*objecttype)',
  '%(objectname)',
  '%(*objectname)',
  '%(creatordate:unix)',
  '%(refname:strip=2)',
].join('%00');

/** The tags whose names match `glob`, by name; with `tip`, only those in the history of that commit. */
export function listTags(host: Host, folder: string, glob: string, tip?: string): Result<readonly Tag[]> {
  const reached = tip === undefined ? [] : [`--merged=${tip}`];
  const answer = host.git(folder, ['tag', '--list', '--no-column', `--format=${FORMAT}`, ...reached, '--', glob]);
  if (answer?.status !== 0) return { problem: refusal(answer?.err ?? '') };
  return { value: new TextDecoder().decode(answer.out).split('\n').flatMap(tagOf) };
}

function tagOf(line: string): readonly Tag[] {
  const [type, inner, object = '', target = '', time, name = ''] = line.split('\0');
  const commit = inner === 'commit' ? target : object;
  return type === 'commit' || inner === 'commit' ? [{ name, commit, time: Number(time) }] : [];
}

/** Whether the files of a catalog are as they were committed last; new schemas, which may be generated, do not count. */
export function isCommitted(host: Host, folder: string): boolean {
  const files = ['*.yaml', '*.yml', '*.json', '*.avsc'];
  const answer = host.git(folder, ['status', '--porcelain', '-z', '--untracked-files=all', '--', ...files]);
  if (answer?.status !== 0) return false;
  const changes = new TextDecoder().decode(answer.out).split('\0');
  return changes.every((line) => line === '' || /^\?\? .*\.(json|avsc)$/s.test(line));
}
