import { join, resolve } from 'node:path';
import type { Diagnostic, Outcome } from '../../diagnostics/index.js';
import { outputPathProblem } from '../../generate/output-path.js';
import { inspectOutput } from '../../generate/write/inspect-output.js';
import { unifiedDiff } from '../../generate/write/line-diff.js';
import { withPlainLineEnds } from '../../generate/write/manifest.js';
import type { Host } from '../../host.js';
import { relativePath } from '../paths.js';
import { problem } from '../problems.js';
import { isFailureTable } from './failure-table.js';

const USUAL_NAME = 'failure-modes.md';

/** The file of the failure modes: where it is, and what it holds. */
export interface TableFile {
  /** Its path as seen from where the command runs. */
  readonly path: string;
  /** Undefined where there is none yet. */
  readonly before: string | undefined;
}

/** Finds the file of a catalog's failure modes; the diagnostics tell why it may not be written. */
export function findTableFile(host: Host, root: string, file: string | undefined): Outcome<TableFile | undefined> {
  const inside = relativePath(root, file === undefined ? join(root, USUAL_NAME) : resolve(host.cwd, file));
  const path = relativePath(host.cwd, join(root, inside)) || '.';
  const wrong = outputPathProblem(inside) ?? (inside.endsWith('.md') ? undefined : 'does not end in `.md`');
  if (wrong !== undefined) return refused(problem('table-outside', undefined, { path, reason: wrong }));
  const found = inspectOutput(host, root, inside);
  switch (found.kind) {
    case 'nothing':
      return { value: { path, before: undefined }, diagnostics: [] };
    case 'file':
      return isFailureTable(found.text)
        ? { value: { path, before: found.text }, diagnostics: [] }
        : refused(problem('foreign-file', undefined, { path }));
    case 'other':
      return refused(problem('table-outside', undefined, { path, reason: `is or lies in ${found.what}` }));
    case 'outside':
      return refused(problem('table-outside', undefined, { path, reason: 'leaves the catalog by a link' }));
    case 'unreadable':
      return refused(
        problem('table-outside', undefined, { path, reason: `cannot be read: ${found.reason}` }, UNREADABLE),
      );
  }
}

const UNREADABLE = { help: 'Look at who may read it, or name another file with `--file`.' };

function refused(diagnostic: Diagnostic): Outcome<undefined> {
  return { value: undefined, diagnostics: [diagnostic] };
}

/** Whether the file says what it should; version control may have changed its line ends. */
export function isCurrent({ before }: TableFile, text: string): boolean {
  return before !== undefined && withPlainLineEnds(before) === text;
}

/** How the file differs from what it should say; empty where it does not. */
export function tableDiff(file: TableFile, text: string): string {
  return isCurrent(file, text) ? '' : unifiedDiff(file.path, withPlainLineEnds(file.before ?? ''), text);
}
