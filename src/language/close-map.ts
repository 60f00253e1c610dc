import { type Diagnostic, spanAt } from '../diagnostics/index.js';
import { report } from './messages.js';
import type { MapEntry, ScalarNode } from './node.js';

/**
 * A map's entries as they are meant: types that a comma cut in two (`decimal(12,2)` in a map on one line) are joined, and of
 * keys that stand twice the first counts. What has to be said about them goes to `diagnostics`.
 */
export function closeMap(
  text: string,
  entries: readonly MapEntry[],
  flow: boolean,
  diagnostics: Diagnostic[],
): readonly MapEntry[] {
  const joined = flow ? joinCutTypes(text, entries, diagnostics) : entries;
  return hasTwins(joined) ? withoutTwins(joined, diagnostics) : joined;
}

/** Most maps have a few keys, all different: comparing those costs less than a set of them. */
function hasTwins(entries: readonly MapEntry[]): boolean {
  if (entries.length > FEW) return new Set(entries.map((entry) => entry.key.text)).size < entries.length;
  for (let index = 1; index < entries.length; index++) {
    for (let before = 0; before < index; before++) {
      if (entries[before]?.key.text === entries[index]?.key.text) return true;
    }
  }
  return false;
}

const FEW = 8;

function withoutTwins(entries: readonly MapEntry[], diagnostics: Diagnostic[]): readonly MapEntry[] {
  const byKey = new Map<string, MapEntry>();
  for (const entry of entries) {
    const first = byKey.get(entry.key.text);
    if (!first) byKey.set(entry.key.text, entry);
    else {
      const labels = [{ span: first.key.span, text: 'first used here' }];
      diagnostics.push(report('yaml-duplicate-key', entry.key.span, { key: entry.key.text }, { labels }));
    }
  }
  return [...byKey.values()];
}

const CUT_TYPE = /(?:^|[<|])(decimal|enum)\(([^()]*)$/;

function joinCutTypes(text: string, entries: readonly MapEntry[], diagnostics: Diagnostic[]): readonly MapEntry[] {
  if (!entries.some((entry) => isCut(entry))) return entries;
  const joined: MapEntry[] = [];
  for (let index = 0; index < entries.length; index++) {
    const entry = entries[index] as MapEntry;
    const rest = isCut(entry) ? restOfType(entries, index + 1) : [];
    const last = rest.at(-1);
    if (!last || entry.value.kind !== 'scalar') {
      joined.push(entry);
      continue;
    }
    const value = joinType(text, entry.value, rest, last, diagnostics);
    joined.push({ key: entry.key, value });
    index += rest.length;
  }
  return joined;
}

function isCut(entry: MapEntry): boolean {
  return (
    entry.value.kind === 'scalar' &&
    !entry.value.quoted &&
    entry.value.text.includes('(') &&
    CUT_TYPE.test(entry.value.text)
  );
}

/** Keys without a value up to the one with the closing bracket; none if it never closes. */
function restOfType(entries: readonly MapEntry[], from: number): readonly ScalarNode[] {
  const rest: ScalarNode[] = [];
  for (const { key, value } of entries.slice(from)) {
    if (key.quoted || value.kind !== 'scalar' || value.quoted || value.text !== '') return [];
    rest.push(key);
    if (key.text.includes(')')) return rest;
  }
  return [];
}

function joinType(
  text: string,
  head: ScalarNode,
  rest: readonly ScalarNode[],
  last: ScalarNode,
  diagnostics: Diagnostic[],
): ScalarNode {
  const span = spanAt(head.span.file, head.span.start, last.span.end);
  const separator = CUT_TYPE.exec(head.text)?.[1] === 'decimal' ? '.' : '|';
  const safe = [head, ...rest].map((part) => part.text).join(separator);
  const written = text.slice(span.start, span.end);
  const fix = { title: `Write \`${safe}\``, safety: 'safe' as const, edits: [{ span, text: safe }] };
  diagnostics.push(report('flow-comma-in-type', span, { written, safe }, { fix }));
  return { kind: 'scalar', value: safe, text: safe, quoted: false, span };
}
