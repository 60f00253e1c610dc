import type { Diagnostic } from '../diagnostics/index.js';
import { createSnapshotHost, openSnapshot } from '../git/index.js';
import type { Host } from '../host.js';
import { SETTINGS_FILE } from '../language/find-catalog.js';
import { type BaselineEntry, baselineCounts, baselineSize, pruneBaseline } from '../lint/baseline.js';
import { beyondKnown, countKeys, type KeyCounts } from '../lint/finding-key.js';
import type { Catalog } from '../model/index.js';
import { type CheckedCatalog, readCatalog } from '../read-catalog.js';
import { readBaseline } from './baseline-file.js';
import { isLintFinding } from './lint-findings.js';
import { problem } from './problems.js';
import type { Hidden } from './reporters/reporter.js';
import { plural } from './reporters/summary.js';

/** What lint is told to leave out: a file of accepted findings, and a state of the catalog in git. */
export interface KnownFlags {
  readonly baseline?: string;
  readonly since?: string;
  /** The only rules that are asked. */
  readonly rule?: readonly string[];
}

/** Both, read. */
export interface Known {
  readonly baseline?: { readonly file: string; readonly entries: readonly BaselineEntry[] };
  readonly since?: { readonly ref: string; readonly commit: string };
  /** The catalog as of that commit, if there was one. */
  readonly earlier?: Catalog;
  /** What is to be said about it. */
  readonly notes: readonly string[];
}

/** Reads what is known; the diagnostics tell why it cannot be read. */
export async function openKnown(
  host: Host,
  root: string,
  { baseline, since }: KnownFlags,
): Promise<{ readonly value: Known; readonly diagnostics: readonly Diagnostic[] }> {
  const accepted = baseline === undefined ? {} : readAccepted(host, baseline);
  const before = since === undefined ? {} : await readEarlier(host, root, since);
  const value = { notes: [], ...accepted.value, ...before.value };
  return { value, diagnostics: [accepted, before].flatMap((part) => part.problem ?? []) };
}

interface Part {
  readonly value?: Partial<Known>;
  readonly problem?: Diagnostic;
}

function readAccepted(host: Host, file: string): Part {
  const read = readBaseline(host, file);
  if (read.problem) return { problem: read.problem };
  if (!read.value) return { problem: problem('no-baseline', undefined, { path: file }) };
  return { value: { baseline: { file, entries: read.value } } };
}

async function readEarlier(host: Host, root: string, ref: string): Promise<Part> {
  const opened = openSnapshot(host, root, ref);
  if ('problem' in opened) return { problem: opened.problem };
  const { commit, entries } = opened.value;
  const since = { ref, commit };
  if (!entries.has(SETTINGS_FILE)) {
    return { value: { since, notes: [`There was no catalog here at \`${ref}\`, so everything is new.`] } };
  }
  const { catalog, whole } = await readCatalog(createSnapshotHost(host, root, opened.value), root);
  const notes = whole ? [] : [`The catalog had errors at \`${ref}\`, so some of what is shown may be old.`];
  return { value: { since, notes, ...(catalog && { earlier: catalog }) } };
}

/** A checked catalog without the findings that are known, and how many these are. */
export function hideKnown(
  checked: CheckedCatalog,
  known: Known,
  only: readonly string[] | undefined,
): { readonly shown: CheckedCatalog; readonly hidden: Hidden | undefined } {
  const { baseline, since } = known;
  if (!baseline && !since) return { shown: checked, hidden: undefined };
  const found = checked.diagnostics.filter((entry) => isLintFinding(entry, checked));
  const before = countKeys((checked.earlier ?? []).filter((entry) => isLintFinding(entry, checked)));
  const fresh = beyondKnown(found, before);
  const left = new Set(beyondKnown(found, larger(before, baselineCounts(baseline?.entries ?? []))));
  const diagnostics = checked.diagnostics.filter((entry) => left.has(entry) || !isLintFinding(entry, checked));
  const asked = (baseline?.entries ?? []).filter(({ rule }) => !only || only.includes(rule));
  const stale =
    checked.whole && !checked.rules?.partial ? baselineSize(asked) - baselineSize(pruneBaseline(asked, found)) : 0;
  const hidden = {
    ...(baseline && { baseline: { file: baseline.file, findings: fresh.length - left.size, stale } }),
    ...(since && { since: { ...since, findings: found.length - fresh.length } }),
  };
  return { shown: { ...checked, diagnostics }, hidden };
}

/** A finding that is known twice over is known once. */
function larger(one: KeyCounts, other: KeyCounts): KeyCounts {
  return new Map([...one, ...other].map(([key]) => [key, Math.max(one.get(key) ?? 0, other.get(key) ?? 0)]));
}

/** Says on what grounds findings are not shown. */
export function hiddenNotes({ baseline, since }: Hidden): readonly string[] {
  const were = (count: number) => `${plural(count, 'finding')} ${count === 1 ? 'was' : 'were'}`;
  const notes: string[] = [];
  if (since && since.findings > 0) notes.push(`${were(since.findings)} there at \`${since.ref}\` and not shown.`);
  if (baseline && baseline.findings > 0) {
    const are = `${plural(baseline.findings, 'finding')} ${baseline.findings === 1 ? 'is' : 'are'}`;
    notes.push(`${are} in \`${baseline.file}\` and not shown.`);
  }
  if (baseline && baseline.stale > 0) {
    const stale = `${plural(baseline.stale, 'finding')} of \`${baseline.file}\` ${baseline.stale === 1 ? 'is' : 'are'}`;
    notes.push(`${stale} not found any more: run \`sagac baseline prune\`.`);
  }
  return notes;
}
