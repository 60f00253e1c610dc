import { isObject, own } from '../../../compat/schemas/json.js';
import { addressFrom } from '../../../compat/schemas/json-schema/addresses.js';
import type { JsonValue } from '../../../model/index.js';
import type { SchemaFiles, SchemaSource } from './engine.js';
import { parseJson } from './parse-json.js';

/** The files that the references of a schema name by the `$id` in them, on the way from file to file. */
export function filesById(from: SchemaSource, { sources }: SchemaFiles): ReadonlyMap<string, JsonValue> {
  const index = indexOf(sources);
  const found = new Map<string, JsonValue>();
  const seen = new Set<string>([from.file]);
  const queue: SchemaSource[] = [from];
  for (const source of queue) {
    for (const address of addressesIn(source)) {
      const target = index.get(address);
      if (!target || seen.has(target.source.file)) continue;
      seen.add(target.source.file);
      queue.push(target.source);
      if (target.json !== undefined) found.set(target.source.file, target.json);
    }
  }
  return found;
}

/** A file by its path and, where it has one, by its `$id`; then its value is at hand. */
interface Entry {
  readonly source: SchemaSource;
  readonly json?: JsonValue;
}

const indexes = new WeakMap<readonly SchemaSource[], ReadonlyMap<string, Entry>>();

function indexOf(sources: readonly SchemaSource[]): ReadonlyMap<string, Entry> {
  const known = indexes.get(sources);
  if (known) return known;
  const index = new Map<string, Entry>();
  for (const source of sources) {
    if (source.format !== 'json-schema') continue;
    index.set(source.file, { source });
    const json = /\bid\b/.test(source.text) ? parseJson(source).value : undefined;
    const id = idOf(json);
    if (json !== undefined && id !== undefined && !index.has(id)) index.set(id, { source, json });
  }
  indexes.set(sources, index);
  return index;
}

function idOf(json: JsonValue | undefined): string | undefined {
  const address = isObject(json) ? (own(json, '$id') ?? own(json, 'id')) : undefined;
  return typeof address === 'string' ? address.replace(/#.*$/s, '') : undefined;
}

const REF = /\$(?:dynamic|recursive)?ref["']?\s*:\s*["']?([^"'\s,}]+)/gi;

/** Addresses that a text refers to, as seen from its path and from its `$id`; a few too many do no harm. */
function addressesIn({ file, text }: SchemaSource): ReadonlySet<string> {
  const id = /["']?\$?\bid["']?\s*:\s*["']?([^"'\s,}]+)/.exec(text)?.[1] ?? file;
  return new Set([...text.matchAll(REF)].flatMap(([, ref = '']) => [addressFrom(file, ref), addressFrom(id, ref)]));
}
