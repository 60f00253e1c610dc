import { type Diagnostic, spanAt } from '../diagnostics/index.js';
import { report } from './messages.js';
import type { MapEntry, ScalarNode } from './node.js';

/** A map's entries as they are meant, with what had to be said about them. */
export interface ClosedMap {
  readonly entries: readonly MapEntry[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Joins types that a comma cut in two (`decimal(12,2)` in a map on one line) and reports keys that stand twice. */
export function closeMap(text: string, entries: readonly MapEntry[], flow: boolean): ClosedMap {
  const diagnostics: Diagnostic[] = [];
  const joined = flow ? joinCutTypes(text, entries, diagnostics) : entries;
  const byKey = new Map<string, MapEntry>();
  for (const entry of joined) {
    const first = byKey.get(entry.key.text);
    if (!first) byKey.set(entry.key.text, entry);
    else {
      const labels = [{ span: first.key.span, text: 'first used here' }];
      diagnostics.push(report('yaml-duplicate-key', entry.key.span, { key: entry.key.text }, { labels }));
    }
  }
  return { entries: byKey.size === entries.length ? entries : [...byKey.values()], diagnostics };
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
  return entry.value.kind === 'scalar' && !entry.value.quoted && CUT_TYPE.test(entry.value.text);
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
