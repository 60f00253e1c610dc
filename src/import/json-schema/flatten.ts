import { assertionsOf, isObject, listIn, type NormalSchema, schemasIn } from '../../model/foreign/json-schema-words.js';
import { intersect, type Merged } from './intersect.js';
import type { SchemaSet } from './schema-set.js';

/** Schemas that may be joined into one; more are an attack, or nothing that a person would read. */
const MOST_PARTS = 2000;

/**
 * A schema without `$ref` and `allOf`: what they lead to is joined with what stands beside them. `const` is an `enum` of
 * one, and an object is closed by `additionalProperties` alone. A schema that is part of itself has no such form.
 */
export function flatten(set: SchemaSet, schema: NormalSchema): Merged {
  const flat = flattenWithin(set, schema, new Set(), { left: MOST_PARTS });
  if ('schema' in flat) set.standsAt(flat.schema, schema);
  return flat;
}

function flattenWithin(
  set: SchemaSet,
  schema: NormalSchema,
  open: ReadonlySet<string>,
  budget: { left: number },
): Merged {
  if (--budget.left < 0) return { reason: `it is joined of more than ${MOST_PARTS} schemas` };
  const { $ref, allOf: _parts, const: constant, ...rest } = schema;
  const own = constant === undefined ? rest : { ...rest, enum: [constant] };
  const parts = [own, ...schemasIn(schema, 'allOf')];
  const target = typeof $ref === 'string' ? set.target($ref) : undefined;
  if (target) {
    if (open.has(target.key)) return { reason: 'it is part of itself without a property between' };
    open = new Set([...open, target.key]);
    parts.push(target.schema);
  }
  if (constant !== undefined && rest['enum'] !== undefined) parts.push({ enum: listIn(rest, 'enum') });
  if (parts.length === 1) return closed(own);
  const flats: NormalSchema[] = [];
  for (const [index, part] of parts.entries()) {
    const flat = index === 0 ? { schema: own } : flattenWithin(set, part, open, budget);
    if ('reason' in flat) return flat;
    flats.push(flat.schema);
  }
  const merged = intersect(flats);
  return 'reason' in merged ? merged : closed(merged.schema);
}

/** What looks at the properties of a part of a schema is `unevaluatedProperties` too wide for. */
const BRANCHES = ['anyOf', 'oneOf', 'if', 'dependentSchemas', 'patternProperties', 'not'];

/** `unevaluatedProperties` of a schema without branches is what `additionalProperties` is. */
function closed(schema: NormalSchema): Merged {
  const { unevaluatedProperties: rest, ...others } = schema;
  if (rest === undefined) return { schema };
  if (others['additionalProperties'] !== undefined) return { schema: others };
  if (BRANCHES.some((keyword) => others[keyword] !== undefined))
    return { reason: '`unevaluatedProperties` stands beside a choice of schemas' };
  if (isObject(rest) && assertionsOf(rest).length === 0) return { schema: others };
  return { schema: { ...others, additionalProperties: rest } };
}
