import type { Span } from '../../diagnostics/index.js';
import type { NameRef } from '../element.js';
import type { Field, JsonValue } from '../type.js';

/** Which parts of a record are taken along: `true` is a whole value. */
export type Selection = true | { readonly fields: Readonly<Record<string, Selection>> } | { readonly each: Selection };

/** Where the value of a field is found at run time. */
export type FieldSource =
  /** Value at `path` in the first of `messages` (latest seen first) that has come. */
  | {
      readonly kind: 'path';
      readonly messages: readonly string[];
      readonly path: readonly string[];
      readonly only?: Selection;
    }
  | { readonly kind: 'const'; readonly value: JsonValue }
  | { readonly kind: 'now' }
  | { readonly kind: 'variable'; readonly name: string; readonly path: readonly string[]; readonly only?: Selection }
  /** By what went wrong, in the order in which it is written. */
  | { readonly kind: 'cause'; readonly cases: readonly { readonly cause: NameRef; readonly from: FieldSource }[] };

/** A value that comes close to what a field needs. */
export interface NearMiss {
  /** As it would be written: `OrderPlaced.total`. */
  readonly path: string;
  readonly type: string;
  /** What speaks for it or against it, in a few words. */
  readonly why: string;
}

/** Why a field has no value. */
export type FieldProblem =
  | { readonly kind: 'missing' }
  /** Branches of a parallel step, which have no order, each carry it. */
  | { readonly kind: 'ambiguous'; readonly messages: readonly string[] }
  | {
      readonly kind: 'type-differs';
      readonly from: string;
      readonly have: string;
      readonly want: string;
      /** Place of the value, where it was written. */
      readonly at?: Span;
    }
  /** The path names nothing: neither a message, nor an id, nor a loop variable. */
  | { readonly kind: 'unknown-root'; readonly root: string; readonly known: readonly string[] }
  /** The message exists, but never comes before this place. */
  | { readonly kind: 'never-seen'; readonly message: string; readonly known: readonly string[] }
  | {
      readonly kind: 'unknown-path';
      readonly message: string;
      readonly part: string;
      readonly known: readonly string[];
    };

/** The outcome of looking for what fills a field. `messages` are those that must have come; not `certain` where one may not have. */
export type FoundSource =
  | {
      readonly kind: 'found';
      readonly source: FieldSource;
      readonly certain: boolean;
      readonly messages: readonly string[];
    }
  | {
      readonly kind: 'problem';
      readonly problem: FieldProblem;
      /** Of a map by causes: what is wrong with further cases. */
      readonly others?: readonly FieldProblem[];
    };

/** What became of one field of a message that the saga fills. `mapping` is there where it was written. */
export type FieldResolution =
  | { readonly kind: 'filled'; readonly field: Field; readonly source: FieldSource; readonly mapping?: NameRef }
  /** Filled only on some paths: `messages` may not have come, or the value may be absent in them. */
  | {
      readonly kind: 'maybe';
      readonly field: Field;
      readonly source: FieldSource;
      readonly messages: readonly string[];
      readonly mapping?: NameRef;
    }
  /** Optional, and nothing fills it. */
  | { readonly kind: 'empty'; readonly field: Field }
  | {
      readonly kind: 'unfilled';
      readonly field: Field;
      readonly problem: FieldProblem;
      readonly others?: readonly FieldProblem[];
      readonly nearMisses: readonly NearMiss[];
      readonly mapping?: NameRef;
    };
