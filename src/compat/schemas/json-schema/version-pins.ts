import type { JsonValue } from '../../../model/index.js';
import { isList, isObject, type JsonObject, own } from '../json.js';

/** A property that is pinned to a version on both sides, and not to the same. */
export interface VersionPin {
  /** Name of the property. */
  readonly name: string;
  /** Keys from the root to the schema of the property, in both schemas. */
  readonly path: readonly (string | number)[];
  /** Keys from the root to the value of `const` or `enum`. */
  readonly old: readonly (string | number)[];
  readonly new: readonly (string | number)[];
  readonly from: string | number;
  readonly to: string | number;
}

/**
 * Finds properties that say nothing but which version of the schema data follows. Only those that every value has to go by:
 * where there are members to choose from (`oneOf`, `if`), such a property tells the members apart, and so it is data.
 */
export function findVersionPins(old: JsonValue, now: JsonValue): readonly VersionPin[] {
  const pins: VersionPin[] = [];
  const queue: Pair[] = [{ old, now, path: [] }];
  for (const { old: before, now: after, path } of queue) {
    if (!isObject(before) || !isObject(after)) continue;
    for (const key of ['properties', 'allOf'] as const) {
      const [was, is] = [own(before, key), own(after, key)];
      for (const name of commonKeys(was, is)) {
        const pair = { old: at(was, name), now: at(is, name), path: [...path, key, name] };
        const pin = typeof name === 'string' ? pinOf(name, pair) : undefined;
        if (pin) pins.push(pin);
        else if (path.length < MAX_PATH) queue.push(pair);
      }
    }
  }
  return pins;
}

/** Deeper than this no version of the whole is found, and each path is a list of its own. */
const MAX_PATH = 64;

interface Pair {
  readonly old: JsonValue | undefined;
  readonly now: JsonValue | undefined;
  readonly path: readonly (string | number)[];
}

/** The schema of either side with both versions where it pins one, so that no other rule for the property is contradicted. */
export function withBothVersions(schema: JsonValue, pins: readonly VersionPin[]): JsonValue {
  return pins.reduce((json, { path, from, to }) => withValueAt(json, path, { enum: [from, to] }), schema);
}

function withValueAt(json: JsonValue, [key, ...rest]: readonly (string | number)[], value: JsonValue): JsonValue {
  if (key === undefined) return value;
  if (isList(json)) return json.map((entry, index) => (index === key ? withValueAt(entry, rest, value) : entry));
  const object = json as JsonObject;
  return { ...object, [key]: withValueAt(object[key] as JsonValue, rest, value) };
}

function commonKeys(old: JsonValue | undefined, now: JsonValue | undefined): readonly (string | number)[] {
  if (isList(old) && isList(now)) return [...old.keys()].filter((index) => index < now.length);
  if (!isObject(old) || !isObject(now)) return [];
  return Object.keys(old).filter((key) => Object.hasOwn(now, key) && key !== '__proto__');
}

function at(value: JsonValue | undefined, key: string | number): JsonValue | undefined {
  return (value as Readonly<Record<string | number, JsonValue>>)[key];
}

function pinOf(name: string, { old, now, path }: Pair): VersionPin | undefined {
  const [before, after] = [pinnedTo(old), pinnedTo(now)];
  if (!before || !after || !isOnlyVersion(name, before.value, after.value)) return undefined;
  return {
    name,
    path,
    old: [...path, ...before.path],
    new: [...path, ...after.path],
    from: before.value,
    to: after.value,
  };
}

/** What a value may be without saying more than its one value does. */
const BESIDE = new Set([
  'const',
  'enum',
  'type',
  'title',
  'description',
  'default',
  'examples',
  '$comment',
  'readOnly',
]);

function pinnedTo(schema: JsonValue | undefined) {
  if (!isObject(schema) || Object.keys(schema).some((key) => !BESIDE.has(key))) return undefined;
  const [single, list] = [own(schema, 'const'), own(schema, 'enum')];
  if ((single === undefined) === (list === undefined)) return undefined;
  const value = isList(list) && list.length === 1 ? list[0] : single;
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  return { value, path: single === undefined ? ['enum', 0] : ['const'] };
}

const NAMES = new Set(
  'version,ver,v,revision,schema,dataschema,schemaid,schemauri,schemaurl,$schema,schemaversion,schemarevision,eventversion,messageversion,payloadversion,dataversion,specversion,apiversion,formatversion,contractversion,modelversion,typeversion'.split(
    ',',
  ),
);

/** A number or text under the name of a version, or a text that is a version whatever it is called (`1.2.0`, `1-0-2`, `v3`). */
function isOnlyVersion(name: string, from: string | number, to: string | number): boolean {
  if (from === to || typeof from !== typeof to) return false;
  if (NAMES.has(name.toLowerCase().replaceAll(/[_-]/g, ''))) return rest(from) === rest(to);
  return [from, to].every((value) => typeof value === 'string' && VERSION.test(value));
}

const VERSION = /^(?:v\d{1,9}|v?\d{1,9}([.-])\d{1,9}\1\d{1,9}(?:[-+][0-9A-Za-z.-]{1,40})?)$/i;

/** What is left of a text without its numbers: `iglu:com.acme/order/jsonschema/1-0-0` is named by a version, too. */
function rest(value: string | number): string {
  return typeof value === 'number'
    ? ''
    : value.replaceAll(/\d+(?:[.-]\d+)*(?:-(?:rc|alpha|beta|snapshot)[\d.]*)?/gi, '#');
}
