import type { JsonValue } from '../../../../model/index.js';
import { isObject, type JsonObject } from '../../json.js';
import type { Dialect } from '../dialect.js';
import type { JsonSchemaDocument, SchemaNode } from '../document.js';
import type { Check, Measure, Shape } from './shape.js';

/** A schema that is being read, and where its checks go. */
export interface Scope {
  readonly document: JsonSchemaDocument;
  readonly node: SchemaNode;
  readonly schema: JsonObject;
  readonly dialect: Dialect;
  readonly checks: Check[];
  /** The shape of a schema that stands in this one, under these keys. */
  shapeAt(value: JsonValue, ...keys: readonly (string | number)[]): Shape;
  shapeOf(node: SchemaNode): Shape;
}

/** Adds the checks that a keyword stands for; none where its value is not of the right kind. */
export type ReadKeyword = (scope: Scope, value: JsonValue) => void;

/** A keyword, and the dialects that know it. */
export interface Keyword {
  readonly read: ReadKeyword;
  readonly since?: Dialect;
  readonly until?: Dialect;
}

/** Adds a bound of a length or a number of members. */
export function addSize(scope: Scope, keyword: string, kind: 'least' | 'most', of: Measure, value: JsonValue): void {
  if (typeof value !== 'number' || value < 0 || (kind === 'least' && value === 0)) return;
  scope.checks.push({ kind, keyword, at: `/${keyword}`, of, value, exclusive: false });
}

/** The entries of an object whose values are schemas. */
export function entriesOf(value: JsonValue): readonly (readonly [string, JsonValue])[] {
  return isObject(value) ? Object.entries(value) : [];
}
