import type { JsonValue } from '../../../model/index.js';
import { definitionsKey, referenceTo, type Schema, type SchemaStyle } from './schema-style.js';

/** Definitions that raw schemas of one file bring along, by their names in that file. */
export interface Slices {
  readonly definitions: Map<string, Schema>;
  /** Names that nothing else of the file may have. */
  readonly taken: Set<string>;
}

/** A schema that is a file of its own: what its raw parts define for themselves stands among its definitions. */
export function withSlices(style: SchemaStyle, build: (style: SchemaStyle) => Schema): Schema {
  const slices = createSlices([]);
  const schema = build({ ...style, slices });
  return slices.definitions.size === 0
    ? schema
    : { ...schema, [definitionsKey(style)]: Object.fromEntries(slices.definitions) };
}

/** No definitions yet; `taken` are the names of the catalog's own types. */
export function createSlices(taken: readonly string[]): Slices {
  return { definitions: new Map(), taken: new Set(taken) };
}

/**
 * A raw schema of the catalog as a part of a file: what it defines for itself goes to the definitions of the file, under names
 * that are free there, and its references follow. Where there is no file (`slices` is missing), it stays as it is.
 */
export function sliceSchema(style: SchemaStyle, raw: JsonValue | undefined): Schema {
  if (!isObject(raw)) return raw === false ? { not: {} } : {};
  if (!style.slices) return raw;
  const { $defs, ...rest } = raw;
  const definitions = isObject($defs) ? $defs : {};
  const names = namesFor(style.slices, definitions);
  for (const [name, schema] of Object.entries(definitions)) {
    const free = names.get(name) ?? name;
    if (!style.slices.definitions.has(free)) style.slices.definitions.set(free, inFile(style, schema, names) as Schema);
  }
  return inFile(style, rest, names) as Schema;
}

/** The same definitions, brought along by several values of a file, are written once. */
function namesFor(slices: Slices, definitions: Schema): ReadonlyMap<string, string> {
  const origin = JSON.stringify(definitions);
  const names = new Map<string, string>();
  for (const name of Object.keys(definitions)) {
    const key = `${name}\n${origin}`;
    let free = known.get(slices)?.get(key);
    for (let number = 1; free === undefined; number++) {
      const wished = number === 1 ? name : `${name}${number}`;
      if (!slices.taken.has(wished)) free = wished;
    }
    slices.taken.add(free);
    const settled = known.get(slices) ?? new Map<string, string>();
    known.set(slices, settled.set(key, free));
    names.set(name, free);
  }
  return names;
}

/** The names that were given, by name and origin. */
const known = new WeakMap<Slices, Map<string, string>>();

/** Keywords that hold data, in which a `$ref` is none. */
const DATA = new Set(['const', 'enum', 'default', 'examples']);
/** Keywords of which every key is a name and every value a schema. */
const MAPS = new Set(['properties', 'patternProperties', 'dependentSchemas']);

function inFile(style: SchemaStyle, value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => inFile(style, item, names));
  if (!isObject(value)) return value;
  const { reference: _reference, ...own } = style;
  const copy = Object.create(null) as Record<string, unknown>;
  for (const [keyword, part] of Object.entries(value)) {
    if (DATA.has(keyword)) copy[keyword] = part;
    else if (MAPS.has(keyword) && isObject(part)) copy[keyword] = mapped(part, (item) => inFile(style, item, names));
    else copy[keyword] = inFile(style, part, names);
  }
  const ref = copy['$ref'];
  const prefix = '#/$defs/';
  const target =
    typeof ref === 'string' && ref.startsWith(prefix) ? names.get(unescaped(ref.slice(prefix.length))) : undefined;
  const { $ref: _ref, ...beside } = copy;
  const moved = target === undefined ? copy : referenceTo(own, target, beside);
  return style.draft === '07' ? asDraft07(moved) : moved;
}

function unescaped(part: string): string {
  return decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~');
}

/** Keywords that came after draft-07, in the words of that. */
function asDraft07({ prefixItems, items, dependentRequired, dependentSchemas, ...schema }: Schema): Schema {
  const dependencies = {
    ...(isObject(dependentRequired) && dependentRequired),
    ...(isObject(dependentSchemas) && dependentSchemas),
  };
  return {
    ...schema,
    ...(prefixItems === undefined && items !== undefined && { items }),
    ...(prefixItems !== undefined && { items: prefixItems, ...(items !== undefined && { additionalItems: items }) }),
    ...(Object.keys(dependencies).length > 0 && { dependencies }),
  };
}

function mapped(object: Schema, change: (value: unknown) => unknown): Schema {
  const copy = Object.create(null) as Record<string, unknown>;
  for (const [key, value] of Object.entries(object)) copy[key] = change(value);
  return copy;
}

function isObject(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
