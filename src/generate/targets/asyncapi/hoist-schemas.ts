import { compareText } from '../../../diagnostics/index.js';
import type { Json } from './json.js';

/** Schemas of many messages with their definitions side by side, as `components.schemas` has them. */
export interface HoistedSchemas {
  /** The key of a message's payload. */
  keyOf(message: string): string;
  /** What the payload says of a property, without the words about it. */
  propertyOf(message: string, name: string): Json | undefined;
  /** The payloads of these messages and all that they refer to, by key. */
  reachedBy(messages: readonly string[]): ReadonlyMap<string, unknown>;
}

const DEFINITIONS = ['definitions', '$defs'] as const;
/** What a file of its own says of itself, and what the message says in its own place. */
const OWN_KEYS: ReadonlySet<string> = new Set(['$comment', '$schema', '$id', 'examples', ...DEFINITIONS]);
const POINTER = /^#\/(?:definitions|\$defs)\/([^/]+)/;
const REFERENCE = /^#\/components\/schemas\/([^/]+)/;

/**
 * Takes bundled schemas apart. A definition keeps its name where it means the same in all of them, which types of a catalog do;
 * references are turned to the new places, as a reader of AsyncAPI looks for them in the whole document.
 */
export function hoistSchemas(bundles: ReadonlyMap<string, Json>): HoistedSchemas {
  const schemas = new Map<string, unknown>();
  const originals = new Map<string, string>();
  const keys = new Map([...bundles.keys()].map((message) => [message, `${componentKey(message)}.payload`]));
  for (const [message, bundle] of bundles) {
    const own = keys.get(message) ?? message;
    const definitions = definitionsOf(bundle);
    const names = new Map([...definitions].map(([name, schema]) => [name, claimKey(originals, own, name, schema)]));
    const body = Object.fromEntries(Object.entries(bundle).filter(([key]) => !OWN_KEYS.has(key)));
    schemas.set(own, named(own, relocate(body, own, names)));
    for (const [name, schema] of definitions) {
      const key = names.get(name) ?? name;
      if (!schemas.has(key)) schemas.set(key, named(key, relocate(schema, key, names)));
    }
  }
  return {
    keyOf: (message) => keys.get(message) ?? message,
    propertyOf: (message, name) => propertyOf(schemas.get(keys.get(message) ?? message), name),
    reachedBy: (messages) =>
      reached(
        schemas,
        messages.flatMap((message) => keys.get(message) ?? []),
      ),
  };
}

/** Readers that merge traits copy what a message refers to, and know it by this name only. */
export function named(key: string, schema: unknown): unknown {
  const isObject = typeof schema === 'object' && schema !== null;
  return isObject ? { ...schema, 'x-parser-schema-id': key } : schema;
}

function propertyOf(schema: unknown, name: string): Json | undefined {
  const properties = (schema as Json | undefined)?.['properties'] as Json | undefined;
  if (properties === undefined || !Object.hasOwn(properties, name)) return undefined;
  const { description: _about, default: _absent, deprecated: _old, ...own } = properties[name] as Json;
  // A bare reference could be one to a schema or one instead of a schema, which validators do not let pass.
  return '$ref' in own ? { allOf: [own] } : own;
}

function definitionsOf(bundle: Json): ReadonlyMap<string, unknown> {
  return new Map(DEFINITIONS.flatMap((key) => Object.entries((bundle[key] ?? {}) as Json)));
}

/** `@` and the like have no place in keys of components. A dot is in no name of a catalog, so what has one is free. */
function componentKey(name: string): string {
  return name.replace('@', '.v').replace(/[^A-Za-z0-9._-]/g, '_');
}

function claimKey(originals: Map<string, string>, own: string, name: string, schema: unknown): string {
  const text = JSON.stringify(schema);
  const candidates = [componentKey(name), `${own}.${componentKey(name)}`];
  for (let count = 2; ; count += 1) {
    const key = candidates.shift() ?? `${own}.${componentKey(name)}-${count}`;
    const known = originals.get(key);
    if (known !== undefined && known !== text) continue;
    originals.set(key, text);
    return key;
  }
}

/** The schema with its local references turned to where things stand now; `place` is the key of the component it is in. */
function relocate(schema: unknown, place: string, names: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(schema)) return schema.map((item) => relocate(item, place, names));
  if (typeof schema !== 'object' || schema === null) return schema;
  const parts = Object.entries(schema).map(([key, value]): [string, unknown] => {
    if (key === '$ref' && typeof value === 'string') return [key, newPlace(value, place, names)];
    if (MAP_KEYS.has(key)) return [key, eachOf(value, (inner) => relocate(inner, place, names))];
    return [key, DATA_KEYS.has(key) ? value : relocate(value, place, names)];
  });
  return Object.fromEntries(parts);
}

/** Keywords that hold values, not schemas. */
const DATA_KEYS: ReadonlySet<string> = new Set(['const', 'default', 'enum', 'examples', 'required', 'pattern']);
/** Keywords that hold schemas by names of others, which may be any: a field may be called `default`. */
const MAP_KEYS: ReadonlySet<string> = new Set(['properties', 'patternProperties', 'dependentSchemas', 'dependencies']);

function eachOf(map: unknown, change: (value: unknown) => unknown): unknown {
  if (typeof map !== 'object' || map === null) return map;
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [name, change(value)]));
}

function newPlace(reference: string, place: string, names: ReadonlyMap<string, string>): string {
  const name = POINTER.exec(reference)?.[1];
  const target = name === undefined ? undefined : names.get(decodePart(name));
  if (name !== undefined && target !== undefined) {
    return `#/components/schemas/${target}${reference.replace(POINTER, '')}`;
  }
  return reference === '#' || reference.startsWith('#/')
    ? `#/components/schemas/${place}${reference.slice(1)}`
    : reference;
}

function decodePart(part: string): string {
  const pointer = part.replaceAll('~1', '/').replaceAll('~0', '~');
  try {
    return decodeURIComponent(pointer);
  } catch {
    return pointer;
  }
}

function reached(schemas: ReadonlyMap<string, unknown>, roots: readonly string[]): ReadonlyMap<string, unknown> {
  const found = new Set<string>();
  const front = [...roots];
  for (let key = front.pop(); key !== undefined; key = front.pop()) {
    if (found.has(key) || !schemas.has(key)) continue;
    found.add(key);
    front.push(...referencesIn(schemas.get(key)));
  }
  return new Map([...found].sort(compareText).map((key) => [key, schemas.get(key)]));
}

function referencesIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const target = key === '$ref' && typeof inner === 'string' ? REFERENCE.exec(inner)?.[1] : undefined;
    return target === undefined ? referencesIn(inner) : [target];
  });
}
