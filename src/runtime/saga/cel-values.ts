import { Environment } from '@marcbachmann/cel-js';
import { isJsonObject, type JsonObject } from '../json.js';
import type { Json, ShapeType } from './definition.js';

const makeDuration = new Environment().registerVariable('text', 'string').parse('duration(text)');

/**
 * A JSON value as CEL sees it by its type in the catalog: decimals and doubles as numbers, integers as 64-bit integers,
 * timestamps and durations by value. What does not fit its type stays as it is, so that a comparison fails loudly.
 */
export function toCelValue(value: Json | undefined, shape: ShapeType): unknown {
  if (value === null || value === undefined) return value;
  if (typeof shape === 'string') return toCelScalar(value, shape);
  if ('nullable' in shape) return toCelValue(value, shape.nullable);
  if ('list' in shape) return Array.isArray(value) ? value.map((item: Json) => toCelValue(item, shape.list)) : value;
  if (!isJsonObject(value)) return value;
  if ('oneOf' in shape) return toCelValue(value, caseOf(shape, value));
  const typeOf = (key: string): ShapeType => ('map' in shape ? shape.map : (own(shape.record, key) ?? 'any'));
  // A map: CEL takes an object by its constructor, and a field may be called so.
  return new Map(Object.entries(value).map(([key, item]) => [key, toCelValue(item, typeOf(key))]));
}

function caseOf({ oneOf, by }: Extract<ShapeType, { readonly by: string }>, value: JsonObject): ShapeType {
  const tag = Object.hasOwn(value, by) ? value[by] : undefined;
  return (typeof tag === 'string' ? own(oneOf, tag) : undefined) ?? 'any';
}

function own(record: Readonly<Record<string, ShapeType>>, key: string): ShapeType | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function toCelScalar(value: Json, shape: Extract<ShapeType, string>): unknown {
  switch (shape) {
    case 'decimal':
      return typeof value === 'string' ? numberOr(value, Number(value)) : value;
    case 'int':
      return typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : value;
    case 'timestamp':
      return typeof value === 'string' ? dateOr(value) : value;
    case 'duration':
      return typeof value === 'string' ? durationOr(value) : value;
    case 'string':
    case 'boolean':
    case 'double':
    case 'any':
      return value;
  }
}

function numberOr(text: string, value: number): number | string {
  return text.trim() === '' || Number.isNaN(value) ? text : value;
}

function dateOr(text: string): Date | string {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? text : date;
}

const DURATION = /^(-?)P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
const UNIT_SECONDS = [7 * 86_400, 86_400, 3_600, 60, 1] as const;

/** ISO 8601 without years and months, whose length depends on the calendar. */
function durationOr(text: string): unknown {
  const match = DURATION.exec(text);
  if (match === null) return text;
  const seconds = UNIT_SECONDS.reduce((sum, unit, index) => sum + unit * Number(match[index + 2] ?? 0), 0);
  return makeDuration({ text: `${match[1]}${seconds}s` });
}
