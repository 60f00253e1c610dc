import { type Span, spanAt, type TextEdit } from '../diagnostics/index.js';
import { entryOf, type MapEntry, type MapNode, type Node, type ScalarNode } from '../language/node.js';
import type { JsonValue } from '../model/index.js';
import { columnAt, endOfBlock, type Layout, layoutAt, lineEnd, lineStart, pad, type Texts, textOf } from './layout.js';
import { type JsonMap, printEntry, printFlow, printScalar } from './print-yaml.js';

/** Text edits that belong together; undefined where the YAML is written in a way that cannot be edited safely. */
export type Edits = readonly TextEdit[] | undefined;

/** Joins edits of one change; undefined as soon as one part cannot be made. */
export function joinEdits(...parts: readonly Edits[]): Edits {
  const all: TextEdit[] = [];
  for (const part of parts) {
    if (!part) return undefined;
    all.push(...part);
  }
  return all;
}

/** Writes `entries` behind the entry of `afterKey`, or at the end of the map when it has no such key. */
export function insertEntriesAfter(texts: Texts, node: Node, afterKey: string, entries: JsonMap): Edits {
  if (node.kind !== 'map' || node.entries.length === 0) return fillEmpty(texts, node, entries);
  const text = textOf(texts, node.span);
  const after = entryOf(node, afterKey) ?? node.entries.at(-1);
  const end = after && entryEnd(text, after);
  if (end === undefined) return undefined;
  if (!node.flow) {
    const layout = layoutOf(text, node);
    // Below the last entry, comments at the column of the keys still belong to this map; elsewhere, to the next key.
    const at = endOfBlock(text, end, after === node.entries.at(-1) ? layout.column - 1 : layout.column);
    return [{ span: spanAt(node.span.file, at), text: newLines(entries, layout) }];
  }
  // A pair in a list may go without braces: `[a: b]`. There is no room for a second one.
  if (text[node.span.start] !== '{') return undefined;
  return [{ span: spanAt(node.span.file, end), text: `, ${flowBody(entries)}` }];
}

/** Writes `entries` before all others of a map that is the value of `key`, right below it where they stand in lines. */
export function insertEntriesFirst(texts: Texts, key: Span, node: Node, entries: JsonMap): Edits {
  if (node.span.start < key.start) return undefined;
  const first = node.kind === 'map' ? node.entries[0] : undefined;
  if (node.kind !== 'map' || first === undefined) return fillEmpty(texts, node, entries);
  const text = textOf(texts, node.span);
  const at = first.key.span.start;
  if (!node.flow) {
    const layout = layoutAt(text, columnAt(text, at));
    // Comments above the first key belong to it, so the new lines go above them.
    return [{ span: spanAt(node.span.file, lineEnd(text, key.end)), text: newLines(entries, layout) }];
  }
  if (text[node.span.start] !== '{') return undefined;
  const isOnLineOfItsOwn = /^\s*$/.test(text.slice(lineStart(text, at), at));
  const gap = isOnLineOfItsOwn ? layoutAt(text, 0).eol + pad(columnAt(text, at)) : ' ';
  return [{ span: spanAt(node.span.file, at), text: `${flowBody(entries)},${gap}` }];
}

/** Writes `entries` at the end of a map, also of an empty one (`{}`, or a key with nothing behind it). */
export function addToMap(texts: Texts, node: Node, entries: JsonMap): Edits {
  const last = node.kind === 'map' ? node.entries.at(-1) : undefined;
  return insertEntriesAfter(texts, node, last?.key.text ?? '', entries);
}

/** Sets the value of a key: replaces the old one, or adds the key at the end of the map. */
export function setValue(texts: Texts, map: MapNode, key: string, value: JsonValue): Edits {
  const entry = entryOf(map, key);
  if (!entry) return addToMap(texts, map, { [key]: value });
  const text = textOf(texts, map.span);
  const old = entry.value;
  const end = entryEnd(text, entry);
  if (end === undefined) return undefined;
  if (isAlias(entry) || (old.kind !== 'scalar' && !old.flow)) return replaceBehindColon(text, entry, end, value);
  const printed = printLike(text, old, value, map.flow);
  return [{ span: old.span, text: isEmptyScalar(old) ? ` ${printed}` : printed }];
}

/** Whether the value stands elsewhere and only its alias (`*name`) stands here. */
export function isAlias(entry: MapEntry): boolean {
  return entry.value.span.start < entry.key.span.start;
}

/** A scalar of no characters, as in `key:` with nothing behind it. */
export function isEmptyScalar(node: Node): node is ScalarNode {
  return node.kind === 'scalar' && !node.quoted && node.text === '';
}

/** Offset behind the last character of an entry's value. */
function entryEnd(text: string, entry: MapEntry): number | undefined {
  if (!isAlias(entry)) return Math.max(entry.key.span.end, entry.value.span.end);
  const alias = /^\s*:\s+\*[^\s,[\]{}]+/.exec(text.slice(entry.key.span.end));
  return alias ? entry.key.span.end + alias[0].length : undefined;
}

function fillEmpty(texts: Texts, node: Node, entries: JsonMap): Edits {
  const text = textOf(texts, node.span);
  const { start, end } = node.span;
  if (node.kind === 'map') {
    const isBlank = node.flow && text.slice(start + 1, end - 1).trim() === '';
    return isBlank ? [{ span: node.span, text: `{ ${flowBody(entries)} }` }] : undefined;
  }
  if (!isEmptyScalar(node) || !/^\s*(#|$)/.test(text.slice(end, lineEnd(text, end)))) return undefined;
  const from = lineStart(text, start);
  const keyColumn = /^[\s-]*/.exec(text.slice(from, start))?.[0].length ?? 0;
  const layout = layoutAt(text, keyColumn);
  const inner = { ...layout, column: keyColumn + layout.unit };
  return [{ span: spanAt(node.span.file, lineEnd(text, end)), text: newLines(entries, inner) }];
}

function newLines(entries: JsonMap, layout: Layout): string {
  return Object.entries(entries)
    .map(([key, value]) => layout.eol + pad(layout.column) + printEntry(key, value, layout))
    .join('');
}

function flowBody(entries: JsonMap): string {
  return printFlow(entries).slice(2, -2);
}

/** The column of a block map is that of its last key: the first may stand behind a dash or an anchor. */
function layoutOf(text: string, map: MapNode): Layout {
  return layoutAt(text, columnAt(text, (map.entries.at(-1)?.key.span ?? map.span).start));
}

function printLike(text: string, old: Node, value: JsonValue, flow: boolean): string {
  if (typeof value === 'string' && text[old.span.start] === "'") return `'${value.replaceAll("'", "''")}'`;
  if (typeof value === 'string' && text[old.span.start] === '"') return JSON.stringify(value);
  if (typeof value === 'object' && value !== null) return printFlow(value);
  return printScalar(value, flow ? 'flow' : 'block');
}

/** Puts a one-line value in the place of a block or an alias, unless comments would be lost with it. */
function replaceBehindColon(text: string, entry: MapEntry, end: number, value: JsonValue): Edits {
  const colon = text.indexOf(':', entry.key.span.end);
  const span: Span = { ...entry.key.span, start: colon + 1, end };
  if (colon === -1 || /\s#/.test(text.slice(span.start, span.end))) return undefined;
  return [{ span, text: ` ${printFlow(value)}` }];
}
