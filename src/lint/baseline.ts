import { compareText, type Diagnostic } from '../diagnostics/index.js';
import { countKeys, type FindingKey, type KeyCounts, keyOf, keyText } from './finding-key.js';

/** A finding that a team has accepted for now, and how often it is found. */
export interface BaselineEntry extends FindingKey {
  readonly count: number;
}

/** Rises when older versions of sagac would misread the file. */
export const BASELINE_VERSION = 1;

/** Findings as a baseline: one entry for those that are equal but for their place, sorted. */
export function baselineOf(findings: readonly Diagnostic[]): readonly BaselineEntry[] {
  const counts = countKeys(findings);
  const keys = new Map(findings.map((finding) => [keyText(keyOf(finding)), keyOf(finding)]));
  const entries = [...keys].map(([text, key]) => ({ text, entry: { ...key, count: counts.get(text) ?? 0 } }));
  return entries.sort((a, b) => compareText(a.text, b.text)).map(({ entry }) => entry);
}

/** How often each key may be found. */
export function baselineCounts(entries: readonly BaselineEntry[]): KeyCounts {
  return new Map(entries.map((entry) => [keyText(entry), entry.count]));
}

/** A baseline with no more than is still found: it only shrinks. */
export function pruneBaseline(
  entries: readonly BaselineEntry[],
  findings: readonly Diagnostic[],
): readonly BaselineEntry[] {
  const found = countKeys(findings);
  return entries.flatMap((entry) => {
    const count = Math.min(entry.count, found.get(keyText(entry)) ?? 0);
    return count === 0 ? [] : [{ ...entry, count }];
  });
}

/** How many findings a baseline stands for. */
export function baselineSize(entries: readonly BaselineEntry[]): number {
  return entries.reduce((sum, entry) => sum + entry.count, 0);
}

/** JSON with one line an entry, so that a diff shows which came and went; `schemas/lint-baseline.schema.json` describes it. */
export function printBaseline(entries: readonly BaselineEntry[]): string {
  const lines = entries.map(({ rule, element, arguments: names, count }) => {
    const shown = {
      rule,
      ...(element !== '' && { element }),
      ...(names.length > 0 && { arguments: names }),
      ...(count > 1 && { count }),
    };
    const pairs = Object.entries(shown).map(([key, value]) => `${JSON.stringify(key)}: ${jsonLine(value)}`);
    return `    { ${pairs.join(', ')} }`;
  });
  const list = lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n  ]`;
  return `{\n  "version": ${BASELINE_VERSION},\n  "findings": ${list}\n}\n`;
}

function jsonLine(value: string | number | readonly string[]): string {
  return typeof value === 'object'
    ? `[${value.map((name) => JSON.stringify(name)).join(', ')}]`
    : JSON.stringify(value);
}
