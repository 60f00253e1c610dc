import type { JsonValue } from '../../../../model/index.js';
import { isList, isObject, type JsonObject } from '../json.js';

/** Text that stands between values, or a value. */
type Pending = { readonly text: string } | { readonly value: JsonValue };

/** A text that two JSON values share if they are equal, whatever the order of their keys; however deep the values are. */
export function canonicalText(value: JsonValue): string {
  if (typeof value !== 'object' || value === null) return scalarText(value);
  const parts: string[] = [];
  const pending: Pending[] = [{ value }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if ('text' in next) parts.push(next.text);
    else if (isList(next.value)) openList(next.value, pending);
    else if (isObject(next.value)) openObject(next.value, pending);
    else parts.push(scalarText(next.value));
  }
  return parts.join('');
}

function scalarText(value: JsonValue): string {
  return Object.is(value, -0) ? '0' : JSON.stringify(value);
}

function openList(list: readonly JsonValue[], pending: Pending[]): void {
  pending.push({ text: ']' });
  for (let index = list.length - 1; index >= 0; index--)
    pending.push({ text: ',' }, { value: list[index] as JsonValue });
  pending.push({ text: '[' });
}

function openObject(object: JsonObject, pending: Pending[]): void {
  pending.push({ text: '}' });
  for (const key of Object.keys(object).sort().reverse())
    pending.push({ text: ',' }, { value: object[key] as JsonValue }, { text: `${JSON.stringify(key)}:` });
  pending.push({ text: '{' });
}
