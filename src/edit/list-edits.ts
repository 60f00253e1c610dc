import { type Span, spanAt } from '../diagnostics/index.js';
import { entryOf, type ListNode, type MapEntry, type MapNode, type Node } from '../language/node.js';
import type { JsonValue } from '../model/index.js';
import { columnAt, endOfBlock, layoutAt, pad, type Texts, textOf } from './layout.js';
import { addToMap, type Edits, insertEntriesAfter, isAlias, isEmptyScalar } from './map-edits.js';
import { printFlow } from './print-yaml.js';

/**
 * Appends to the list under `key`, whatever it is now: a list of lines, a list in brackets, a single value that
 * becomes a list, or nothing. A missing key is written behind `afterKey`, or at the end of the map.
 */
export function appendToList(
  texts: Texts,
  map: MapNode,
  key: string,
  values: readonly JsonValue[],
  afterKey?: string,
): Edits {
  const entry = entryOf(map, key);
  if (!entry) {
    const added = { [key]: values };
    return afterKey === undefined ? addToMap(texts, map, added) : insertEntriesAfter(texts, map, afterKey, added);
  }
  if (isAlias(entry)) return undefined;
  const text = textOf(texts, map.span);
  if (entry.value.kind !== 'list') return wrapInList(text, entry.value, values);
  return entry.value.flow ? extendFlow(text, entry.value, values) : extendBlock(text, entry, entry.value, values);
}

function extendFlow(text: string, list: ListNode, values: readonly JsonValue[]): Edits {
  const printed = values.map(printFlow).join(', ');
  if (list.items.length === 0) {
    const isBlank = text.slice(list.span.start + 1, list.span.end - 1).trim() === '';
    return isBlank ? [{ span: list.span, text: `[${printed}]` }] : undefined;
  }
  const end = endOfItems(text, list);
  return end === undefined ? undefined : [{ span: spanAt(list.span.file, end), text: `, ${printed}` }];
}

/** Offset behind the last item; that of an alias is found from the closing bracket, where no comment hides it. */
function endOfItems(text: string, list: ListNode): number | undefined {
  const last = list.items.at(-1);
  if (last && last.span.start >= list.span.start) return last.span.end;
  const inside = text.slice(list.span.start, list.span.end - 1);
  return inside.includes('#') ? undefined : list.span.start + inside.replace(/[\s,]+$/, '').length;
}

/** Comments at the column of the dashes belong to the list, unless the key of the list stands there too. */
function extendBlock(text: string, { key }: MapEntry, list: ListNode, values: readonly JsonValue[]): Edits {
  if (text[list.span.start] !== '-') return undefined;
  const column = columnAt(text, list.span.start);
  const { eol } = layoutAt(text, column);
  const at = endOfBlock(text, list.span.end, Math.max(columnAt(text, key.span.start), column - 1));
  const lines = values.map((value) => `${eol}${pad(column)}- ${printFlow(value)}`).join('');
  return [{ span: spanAt(list.span.file, at), text: lines }];
}

function wrapInList(text: string, node: Node, values: readonly JsonValue[]): Edits {
  const printed = values.map(printFlow).join(', ');
  if (isEmptyScalar(node)) return [{ span: node.span, text: ` [${printed}]` }];
  const old = flowText(text, node, node.span);
  return old === undefined ? undefined : [{ span: node.span, text: `[${old}, ${printed}]` }];
}

/** A value as it may stand in brackets: as written where that is safe, else printed anew. */
function flowText(text: string, node: Node, span: Span): string | undefined {
  const written = text.slice(span.start, span.end);
  if (node.kind !== 'scalar') return node.flow ? written : undefined;
  const isSafe = /^["']/.test(written) || !/[,[\]{}\n]|^[|>]/.test(written);
  return isSafe ? written : printFlow(node.value);
}
