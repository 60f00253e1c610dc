import type { JsonValue } from '../../../../model/index.js';
import { isList } from '../../json.js';

/** Tells equal JSON values by equal numbers. */
export interface Numbering {
  numberOf(value: JsonValue): number;
}

/** Numbers values, each part of one once, however often and however deep it stands; so asking again costs nothing. */
export function createNumbering(): Numbering {
  const known = new Map<JsonValue, number>();
  const texts = new Map<string, number>();
  const keep = (value: JsonValue, text: string) => {
    const number = texts.get(text) ?? texts.size;
    texts.set(text, number);
    known.set(value, number);
  };
  const numberOf = (value: JsonValue): number => {
    const pending = [value];
    for (let next = pending.at(-1); next !== undefined; next = pending.at(-1)) {
      const missing = known.has(next) ? [] : partsOf(next).filter((part) => !known.has(part));
      if (missing.length > 0) for (const part of missing) pending.push(part);
      else {
        pending.pop();
        if (!known.has(next)) keep(next, textOf(next, known));
      }
    }
    return known.get(value) as number;
  };
  return { numberOf };
}

function partsOf(value: JsonValue): readonly JsonValue[] {
  return typeof value === 'object' && value !== null ? Object.values(value) : [];
}

/** A text that equal values share, once the parts have their numbers. */
function textOf(value: JsonValue, known: ReadonlyMap<JsonValue, number>): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const parts = Object.keys(value).map((key) => [
    key,
    known.get((value as Record<string, JsonValue>)[key] as JsonValue),
  ]);
  if (isList(value)) return JSON.stringify(parts.map(([, number]) => number));
  parts.sort(([one], [other]) => (String(one) < String(other) ? -1 : 1));
  return `{${JSON.stringify(parts)}`;
}
