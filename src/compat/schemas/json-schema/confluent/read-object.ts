import type { JsonValue } from '../../../../model/index.js';
import { isList, isObject, isSchema, under } from '../../json.js';
import { isModern } from '../dialect.js';
import type { SchemaNode } from '../document.js';
import type { Shape, Source } from './shape.js';
import { restOf } from './source.js';

const NONE: ReadonlyMap<string, never> = new Map<string, never>();
const NO_NAMES: ReadonlySet<string> = new Set();

/** The keywords for objects of a schema. */
export function readObject(source: Source): Shape {
  const { schema, node } = source;
  const modern = isModern(source.dialect);
  const rest =
    modern && schema['additionalProperties'] === undefined ? 'unevaluatedProperties' : 'additionalProperties';
  return {
    kind: 'object',
    source,
    pairs: undefined,
    properties: nodesUnder(node, 'properties', schema['properties']),
    required: isList(schema['required']) ? new Set(names(schema['required'])) : NO_NAMES,
    patterns: nodesUnder(node, 'patternProperties', schema['patternProperties']),
    rest: restOf(node, rest, schema[rest]),
    nameDependencies: nameDependencies(source, modern),
    schemaDependencies: schemaDependencies(source, modern),
  };
}

/** The schemas of a map of schemas, such as `properties`, with their places. */
function nodesUnder(
  { place }: SchemaNode,
  keyword: string,
  value: JsonValue | undefined,
): ReadonlyMap<string, SchemaNode> {
  if (!isObject(value)) return NONE;
  const nodes = new Map<string, SchemaNode>();
  const pointer = under(place.pointer, keyword);
  for (const name of Object.keys(value)) {
    const schema = value[name];
    if (isSchema(schema)) nodes.set(name, { schema, place: { file: place.file, pointer: under(pointer, name) } });
  }
  return nodes;
}

function nameDependencies({ schema }: Source, modern: boolean): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const keyword of modern ? ['dependencies', 'dependentRequired'] : ['dependencies']) {
    const value = schema[keyword];
    if (!isObject(value)) continue;
    for (const name of Object.keys(value)) {
      const needed = value[name];
      if (isList(needed) && needed.length > 0) found.set(name, names(needed));
    }
  }
  return found.size === 0 ? NONE : found;
}

function schemaDependencies({ schema, node }: Source, modern: boolean): ReadonlyMap<string, SchemaNode> {
  const old = nodesUnder(node, 'dependencies', schema['dependencies']);
  if (!modern || schema['dependentSchemas'] === undefined) return old;
  return new Map([...old, ...nodesUnder(node, 'dependentSchemas', schema['dependentSchemas'])]);
}

function names(values: readonly JsonValue[]): readonly string[] {
  return values.filter((value) => typeof value === 'string');
}
