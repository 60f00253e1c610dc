import { posix } from 'node:path';
import { printableLine } from '../diagnostics/index.js';
import { MANIFEST_NAME } from '../generate/output-path.js';
import type { CheckFinding } from '../generate/write/check-plan.js';
import type { PlannedFile, WritePlan } from '../generate/write/write-plan.js';
import { joinPath } from './paths.js';
import { plural } from './reporters/summary.js';

/** Above this many files a listing names their folders only. */
const MOST_NAMED = 15;

/** What `generate` says where nothing was to be done. */
export function currentText(files: number): string {
  if (files === 0) return 'There is nothing to generate: `sagac.yaml` lists no target that has something to write.';
  return `Everything is current: ${plural(files, 'file')}.`;
}

/** What `generate` did, or with `dry` would do: what changes, then the sum. `base` is the folder that is written to as seen from here. */
export function planText(plan: WritePlan, base: string, dry: boolean): string {
  const changes = filesOf(plan).filter((file) => file.kind !== 'same');
  const listed = changes.map((file) => ({ path: file.path, word: verbOf(file) }));
  return [...(listed.length === 0 ? [] : listing(plan, base, listed)), sumText(plan, dry)].join('\n');
}

/** The sum alone, in a line. */
export function sumText(plan: WritePlan, dry: boolean): string {
  const files = filesOf(plan);
  const changes = files.filter((file) => file.kind !== 'same');
  if (changes.length === 0) return currentText(files.length);
  const same = files.length - changes.length;
  const deleted = changes.filter((file) => file.kind === 'delete').length;
  const parts = [
    `${dry ? 'Would write' : 'Wrote'} ${plural(changes.length - deleted, 'file')}`,
    ...(deleted > 0 ? [`${dry ? 'delete' : 'deleted'} ${deleted}`] : []),
    ...(same > 0 ? [`${same} unchanged`] : []),
  ];
  return `${parts.join(', ')}.`;
}

function filesOf(plan: WritePlan): readonly PlannedFile[] {
  return plan.files.filter((file) => !isManifest(file.path));
}

function verbOf(file: PlannedFile): string {
  if (file.kind === 'delete') return 'delete';
  return file.kind === 'write' && file.before === undefined ? 'create' : 'update';
}

function isManifest(path: string): boolean {
  return path.endsWith(`/${MANIFEST_NAME}`);
}

interface Listed {
  readonly path: string;
  /** What happens to the file, or what is wrong with it. */
  readonly word: string;
}

/** One line a file, or where they are many, one line for each output folder and word. */
function listing(plan: WritePlan, base: string, files: readonly Listed[]): readonly string[] {
  const shown = files.length > MOST_NAMED ? countByFolder(plan, files) : files;
  const width = Math.max(...shown.map((file) => file.word.length));
  return shown.map(({ path, word }) => `  ${word.padEnd(width)}  ${printableLine(joinPath(base, path))}`);
}

function countByFolder(plan: WritePlan, files: readonly Listed[]): readonly Listed[] {
  const folders = plan.files.filter((file) => isManifest(file.path)).map((file) => posix.dirname(file.path));
  const counts = new Map<string, { readonly listed: Listed; count: number }>();
  const top = files.filter(({ path }) => !path.includes('/'));
  for (const { path, word } of files) {
    if (!path.includes('/')) continue;
    const folder = folders.find((candidate) => path.startsWith(`${candidate}/`)) ?? posix.dirname(path);
    const entry = counts.get(`${word} ${folder}`) ?? { listed: { path: folder, word }, count: 0 };
    entry.count++;
    counts.set(`${word} ${folder}`, entry);
  }
  const folded = [...counts.values()].map(({ listed, count }) => ({
    path: `${listed.path}/ (${count})`,
    word: listed.word,
  }));
  return [...top, ...folded];
}

const STATES: Readonly<Record<CheckFinding['state'], string>> = {
  stale: 'not current',
  missing: 'missing',
  surplus: 'not needed any more',
  edited: 'edited by hand',
};

/**
 * What `generate --check` says beside the difference itself; `base` is the folder that is written to as seen from here, and
 * `command` brings the files up to date.
 */
export function checkText(plan: WritePlan, findings: readonly CheckFinding[], base: string, command: string): string {
  if (findings.length === 0) return currentText(filesOf(plan).length);
  const lines = listing(
    plan,
    base,
    findings.map(({ path, state }) => ({ path, word: STATES[state] })),
  );
  const lost = `Move what was edited by hand elsewhere first, or lose it with \`${command} --force\`.`;
  return [
    ...lines,
    `${plural(findings.length, 'file')} to bring up to date: run \`${command}\`.`,
    ...(findings.some(({ state }) => state === 'edited') ? [lost] : []),
  ].join('\n');
}
