import type { JsonValue } from '../../../model/index.js';
import { isObject, type JsonObject, own } from '../json.js';
import { type AvroField, type AvroRecord, type AvroType, titleOf } from './avro-type.js';
import { note, type Reading, shown } from './reading.js';

/** Steps for one default: a value may fit one branch of many in many ways, and nobody writes that much by hand. */
const MOST_STEPS = 10_000;
const MAX_DEPTH = 200;
const NUMBER_WORDS: ReadonlySet<string> = new Set(['NaN', 'Infinity', '-Infinity']);

interface Budget {
  left: number;
}

/** Reports defaults that are no values of their field's type; of a union any branch will do. */
export function checkDefaults(reading: Reading): void {
  for (const field of reading.defaults) {
    const value = field.default as JsonValue;
    if (fits(field.type, value, { left: MOST_STEPS }, 0)) continue;
    const message = `Field \`${field.name}\` has the default ${shown(value)}, which is no value of its type, \`${titleOf(field.type)}\`.`;
    note(reading, `${field.pointer}/default`, message, helpFor(field));
  }
}

function helpFor(field: AvroField): string {
  const type = titleOf(field.type);
  if (field.default !== null) return `Give it a default that is a value of \`${type}\`.`;
  if (field.type.kind === 'union') return 'Put `"null"` in front of its types.';
  return 'Make its type a union with `"null"` in front, or give it another default.';
}

/** What is too deep or too much to look at counts as fitting. */
function fits(type: AvroType, value: JsonValue, budget: Budget, depth: number): boolean {
  if (budget.left-- <= 0 || depth > MAX_DEPTH) return true;
  switch (type.kind) {
    case 'null':
      return value === null;
    case 'boolean':
      return typeof value === 'boolean';
    case 'int':
      return typeof value === 'number' && (value | 0) === value;
    case 'long':
      return Number.isInteger(value);
    case 'float':
    case 'double':
      return typeof value === 'number' || isNumberText(value);
    case 'bytes':
    case 'string':
    case 'fixed':
    case 'enum':
      return typeof value === 'string';
    case 'array':
      return Array.isArray(value) && value.every((item) => fits(type.items, item, budget, depth + 1));
    case 'map':
      return isObject(value) && Object.values(value).every((item) => fits(type.values, item, budget, depth + 1));
    case 'union':
      return type.branches.some((branch) => fits(branch, value, budget, depth + 1));
    case 'record':
      return isObject(value) && recordFits(type, value, budget, depth);
  }
}

/** Numbers that JSON lacks are written as text. */
function isNumberText(value: JsonValue): boolean {
  return (
    typeof value === 'string' && (NUMBER_WORDS.has(value) || (value.trim() !== '' && !Number.isNaN(Number(value))))
  );
}

/** A field that the value lacks takes its own default, which is looked at where it is written. */
function recordFits(type: AvroRecord, value: JsonObject, budget: Budget, depth: number): boolean {
  for (const field of type.fields.values()) {
    const inner = own(value, field.name);
    const fine = inner === undefined ? field.default !== undefined : fits(field.type, inner, budget, depth + 1);
    if (!fine) return false;
  }
  return true;
}
