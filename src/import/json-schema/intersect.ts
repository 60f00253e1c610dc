import {
  ASSERTIONS,
  assertionsOf,
  isList,
  isNever,
  isObject,
  type NormalSchema,
} from '../../model/foreign/json-schema-words.js';
import type { JsonValue } from '../../model/type.js';
import { canonicalText } from '../canonical-text.js';

/** A schema, or why there is none that the language could hold. */
export type Merged = { readonly schema: NormalSchema } | { readonly reason: string };

/** One schema that lets pass what all of these let pass. None of them has an `allOf` or a `$ref`; words of the first count. */
export function intersect(schemas: readonly NormalSchema[]): Merged {
  let schema: NormalSchema = {};
  for (const other of schemas) {
    const merged = intersectTwo(schema, other);
    if ('reason' in merged) return merged;
    schema = merged.schema;
  }
  return { schema };
}

type Rule = (one: JsonValue, other: JsonValue) => JsonValue | undefined;

const greater: Rule = (one, other) => (Number(one) > Number(other) ? one : other);
const lesser: Rule = (one, other) => (Number(one) < Number(other) ? one : other);
const both: Rule = (one, other) => [...new Set([...listOf(one), ...listOf(other)])];
const conjoined: Rule = (one, other) => ({ allOf: [one, other] });

/** How two values of a keyword are one; a keyword that is not here can stand in one schema only. */
const RULES: Readonly<Record<string, Rule>> = {
  type: (one, other) => commonTypes(listOf(one), listOf(other)),
  enum: (one, other) => listOf(one).filter((value) => holds(listOf(other), value)),
  required: both,
  minimum: greater,
  exclusiveMinimum: greater,
  minLength: greater,
  minItems: greater,
  minProperties: greater,
  maximum: lesser,
  exclusiveMaximum: lesser,
  maxLength: lesser,
  maxItems: lesser,
  maxProperties: lesser,
  uniqueItems: (one, other) => one === true || other === true,
  multipleOf: multiple,
  items: conjoined,
  propertyNames: conjoined,
};

/** What is merged together, for what one says of a property depends on the others. */
const OBJECT_KEYWORDS = new Set(['properties', 'patternProperties', 'additionalProperties']);

function intersectTwo(one: NormalSchema, other: NormalSchema): Merged {
  const merged: Record<string, JsonValue> = Object.assign(Object.create(null), one);
  for (const [keyword, value] of Object.entries(other)) {
    if (OBJECT_KEYWORDS.has(keyword)) continue;
    const mine = merged[keyword];
    if (mine === undefined) merged[keyword] = value;
    else if (ASSERTIONS.has(keyword) && canonicalText(mine) !== canonicalText(value)) {
      const rule = Object.hasOwn(RULES, keyword) ? RULES[keyword] : undefined;
      const joined = rule?.(mine, value);
      if (joined === undefined) return { reason: `two of its parts have \`${keyword}\`` };
      if (isList(joined) && joined.length === 0) return { reason: 'no value fits all of its parts' };
      merged[keyword] = joined;
    }
  }
  return takeProperties(one, other, merged);
}

function takeProperties(one: NormalSchema, other: NormalSchema, merged: Record<string, JsonValue>): Merged {
  if (![...OBJECT_KEYWORDS].some((keyword) => other[keyword] !== undefined)) return { schema: merged };
  if (![...OBJECT_KEYWORDS].some((keyword) => one[keyword] !== undefined)) {
    for (const keyword of OBJECT_KEYWORDS) if (other[keyword] !== undefined) merged[keyword] = other[keyword];
    return { schema: merged };
  }
  if (one['patternProperties'] !== undefined || other['patternProperties'] !== undefined)
    return { reason: 'two of its parts say something of properties, one of them by `patternProperties`' };
  const [mine, others] = [propertiesOf(one), propertiesOf(other)];
  const rests = [restOf(one), restOf(other)] as const;
  const properties: Record<string, JsonValue> = Object.create(null);
  for (const name of new Set([...Object.keys(mine), ...Object.keys(others)])) {
    const property = joined(mine[name] ?? rests[0], others[name] ?? rests[1]);
    // What one part does not let pass at all is no property of a closed whole.
    if (isNever(property) && (isNever(rests[0]) || isNever(rests[1]))) continue;
    properties[name] = property;
  }
  merged['properties'] = properties;
  const rest = joined(rests[0], rests[1]);
  if (assertionsOf(rest).length > 0) merged['additionalProperties'] = rest;
  else delete merged['additionalProperties'];
  return { schema: merged };
}

function propertiesOf(schema: NormalSchema): NormalSchema & Record<string, NormalSchema> {
  const { properties } = schema;
  return (isObject(properties) ? properties : {}) as Record<string, NormalSchema>;
}

function restOf(schema: NormalSchema): NormalSchema {
  const rest = schema['additionalProperties'];
  return isObject(rest) ? rest : {};
}

/** Both schemas as one; the simpler spellings first, so that most of what is joined needs no further merging. */
function joined(one: NormalSchema, other: NormalSchema): NormalSchema {
  if (isNever(one)) return one;
  if (isNever(other)) return other;
  if (Object.keys(other).length === 0 || canonicalText(one) === canonicalText(other)) return one;
  return Object.keys(one).length === 0 ? other : { allOf: [one, other] };
}

function commonTypes(one: readonly JsonValue[], other: readonly JsonValue[]): readonly JsonValue[] {
  const found = one.filter((type) => other.includes(type));
  const isWhole = (mine: readonly JsonValue[], theirs: readonly JsonValue[]) =>
    mine.includes('integer') && !mine.includes('number') && theirs.includes('number') && !theirs.includes('integer');
  if (isWhole(one, other) || isWhole(other, one)) return [...found, 'integer'];
  return found;
}

function multiple(one: JsonValue, other: JsonValue): JsonValue | undefined {
  if (!Number.isSafeInteger(one) || !Number.isSafeInteger(other)) return undefined;
  let [a, b] = [Number(one), Number(other)];
  while (b !== 0) [a, b] = [b, a % b];
  const least = (Number(one) / a) * Number(other);
  return Number.isSafeInteger(least) ? least : undefined;
}

function holds(values: readonly JsonValue[], value: JsonValue): boolean {
  const text = canonicalText(value);
  return values.some((other) => canonicalText(other) === text);
}

function listOf(value: JsonValue): readonly JsonValue[] {
  return isList(value) ? value : [value];
}
