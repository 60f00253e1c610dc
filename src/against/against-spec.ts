import { isAbsolute } from 'node:path';

/** What `--against` names, as far as its text alone tells. */
export type AgainstSpec =
  | { readonly kind: 'registry' }
  /** The newest version among the tags; without a glob, among all that are versions. */
  | { readonly kind: 'latest-tag'; readonly glob?: string }
  /** What `findCommit` understands, and where the catalog lay then, from the top of the repository. */
  | { readonly kind: 'commit'; readonly ref: string; readonly folder?: string }
  | { readonly kind: 'path'; readonly path: string }
  /** A name that may be that of a branch or tag, or that of a folder or file. */
  | { readonly kind: 'name'; readonly name: string };

const LATEST_TAG = 'latest-tag';
const MERGE_BASE = 'merge-base:';

/** Tells the forms of `--against` apart. What begins with `./`, `../` or `/` is always a path. */
export function parseAgainst(text: string): AgainstSpec {
  if (text.startsWith('registry:')) return { kind: 'registry' };
  if (text === LATEST_TAG) return { kind: 'latest-tag' };
  if (text.startsWith(`${LATEST_TAG}:`)) return { kind: 'latest-tag', glob: text.slice(LATEST_TAG.length + 1) };
  if (/^\.{1,2}([/\\]|$)/.test(text) || isAbsolute(text) || /^[A-Za-z]:[/\\]/.test(text)) {
    return { kind: 'path', path: text };
  }
  const start = text.startsWith(MERGE_BASE) ? MERGE_BASE.length : 0;
  const colon = text.indexOf(':', start);
  if (colon !== -1) return { kind: 'commit', ref: text.slice(0, colon), folder: text.slice(colon + 1) };
  return start > 0 || text === '' ? { kind: 'commit', ref: text } : { kind: 'name', name: text };
}
