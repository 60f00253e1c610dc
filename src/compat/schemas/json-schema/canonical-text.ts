import type { JsonValue } from '../../../model/index.js';
import { isList, isObject, type JsonObject } from '../json.js';

/** Text that stands between values, or a value. */
type Pending = { readonly text: string } | { readonly value: JsonValue };

/** The JSON text that two values share if and only if they are equal, whatever the order of their keys; however deep they are. */
export function canonicalText(value: JsonValue): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const parts: string[] = [];
  const pending: Pending[] = [{ value }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if ('text' in next) parts.push(next.text);
    else if (isList(next.value)) openList(next.value, pending);
    else if (isObject(next.value)) openObject(next.value, pending);
    else parts.push(JSON.stringify(next.value));
  }
  return parts.join('');
}

function openList(list: readonly JsonValue[], pending: Pending[]): void {
  pending.push({ text: ']' });
  for (let index = list.length - 1; index >= 0; index--)
    pending.push({ value: list[index] as JsonValue }, { text: index === 0 ? '[' : ',' });
  if (list.length === 0) pending.push({ text: '[' });
}

function openObject(object: JsonObject, pending: Pending[]): void {
  const keys = Object.keys(object).sort();
  pending.push({ text: '}' });
  for (let index = keys.length - 1; index >= 0; index--) {
    const key = keys[index] as string;
    const before = index === 0 ? '{' : ',';
    pending.push({ value: object[key] as JsonValue }, { text: `${before}${JSON.stringify(key)}:` });
  }
  if (keys.length === 0) pending.push({ text: '{' });
}
