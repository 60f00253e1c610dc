import type { JsonValue } from '../../../../model/index.js';
import type { SchemaPlace } from '../../schema-verdict.js';

/** The kinds of values as bits of a set. */
export const NULL = 1;
export const BOOLEAN = 2;
export const STRING = 4;
export const ARRAY = 8;
export const OBJECT = 16;
/** A whole number written as one: `1`. */
export const INTEGER = 32;
/** A whole number with a point or an exponent: `1.0`. Draft 4 does not take it for an integer; a parsed value never shows it. */
export const POINT = 64;
/** A number that is not whole. */
export const FRACTION = 128;
export const NUMBER = INTEGER | POINT | FRACTION;
export const ANY = 255;

/** The kinds that `type` has one name for in every dialect. */
export const NAMED_KINDS: readonly (readonly [name: string, kind: number])[] = [
  ['null', NULL],
  ['boolean', BOOLEAN],
  ['string', STRING],
  ['array', ARRAY],
  ['object', OBJECT],
];

/** What a bound counts; of a text, code points. */
export type Measure = 'number' | 'length' | 'items' | 'properties';

/** A keyword that says something about values of one kind (or, `type` and `values`, about all) without other alternatives. */
export type Atom = { readonly keyword: string; readonly at: string } & (
  | { readonly kind: 'values'; readonly values: readonly JsonValue[] }
  | { readonly kind: 'least' | 'most'; readonly of: Measure; readonly value: number; readonly exclusive: boolean }
  | { readonly kind: 'multiple'; readonly value: number }
  | { readonly kind: 'pattern'; readonly pattern: string }
  | { readonly kind: 'has'; readonly key: string }
  | { readonly kind: 'property'; readonly key: string; readonly shape: Shape }
  | { readonly kind: 'matching'; readonly pattern: string; readonly shape: Shape }
  | {
      readonly kind: 'others';
      readonly keys: ReadonlySet<string>;
      readonly patterns: readonly string[];
      readonly shape: Shape;
    }
  | { readonly kind: 'names'; readonly shape: Shape }
  | { readonly kind: 'item'; readonly index: number; readonly shape: Shape }
  | { readonly kind: 'rest'; readonly from: number; readonly shape: Shape }
  | {
      readonly kind: 'contains';
      readonly least: number;
      readonly most: number;
      readonly shape: Shape;
      /** Whether the items that it finds count as looked at for `unevaluatedItems`; validators of 2019-09 disagree. */
      readonly evaluates: boolean | undefined;
    }
  | { readonly kind: 'unique' }
);

/** An atom of one kind. */
export type AtomOf<K extends Atom['kind']> = Extract<Atom, { readonly kind: K }>;

/** A keyword made of other schemas that look at the same value, or one that is not understood. */
export type Junction = { readonly keyword: string; readonly at: string } & (
  | { readonly kind: 'type'; readonly mask: number }
  | { readonly kind: 'all' | 'not'; readonly shape: Shape }
  | { readonly kind: 'any' | 'one'; readonly shapes: readonly Shape[] }
  | { readonly kind: 'if'; readonly test: Shape; readonly held: Shape; readonly failed: Shape }
  | { readonly kind: 'needs'; readonly key: string; readonly keys: readonly string[] }
  | { readonly kind: 'implies'; readonly key: string; readonly shape: Shape }
  | {
      readonly kind: 'unevaluatedProperties' | 'unevaluatedItems';
      readonly shape: Shape;
      /** The same said with other checks, beside which it stands; undefined where that cannot be said. */
      means?: Check;
    }
  | { readonly kind: 'opaque'; readonly reason: string }
);

/** One thing that a schema asks of a value. `at` is its pointer from the schema in which it stands. */
export type Check = Atom | Junction;

/** A schema as a row of checks that must all hold. Schemas that mean the same by their text have the same `id`. */
export interface Shape {
  id: number;
  /** What each of its checks says, as a text; set together with the id, where that is possible. */
  keys?: readonly string[];
  readonly place: SchemaPlace;
  readonly checks: readonly Check[];
  /** Whether the members that its checks looked at matter, because it has an `unevaluated` keyword. */
  readonly unevaluated: boolean;
}

/** The kinds of values about which an atom says something; others pass it. */
export function kindsOf(atom: Atom): number {
  switch (atom.kind) {
    case 'values':
      return ANY;
    case 'least':
    case 'most':
      return MEASURED[atom.of];
    case 'multiple':
      return NUMBER;
    case 'pattern':
      return STRING;
    case 'has':
    case 'property':
    case 'matching':
    case 'others':
    case 'names':
      return OBJECT;
    case 'item':
    case 'rest':
    case 'contains':
    case 'unique':
      return ARRAY;
  }
}

const MEASURED: Readonly<Record<Measure, number>> = {
  number: NUMBER,
  length: STRING,
  items: ARRAY,
  properties: OBJECT,
};

/** The kind of a value, as one bit. */
export function kindOf(value: JsonValue): number {
  if (value === null) return NULL;
  if (typeof value === 'boolean') return BOOLEAN;
  if (typeof value === 'string') return STRING;
  if (typeof value === 'number') return Number.isInteger(value) ? INTEGER : FRACTION;
  return Array.isArray(value) ? ARRAY : OBJECT;
}

/** Whether a check is about the value alone and has no alternatives. */
export function isAtom(check: Check): check is Atom {
  switch (check.kind) {
    case 'type':
    case 'all':
    case 'not':
    case 'any':
    case 'one':
    case 'if':
    case 'needs':
    case 'implies':
    case 'unevaluatedProperties':
    case 'unevaluatedItems':
    case 'opaque':
      return false;
    default:
      return true;
  }
}
