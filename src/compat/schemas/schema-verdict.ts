import type { Span } from '../../diagnostics/index.js';
import type { JsonValue } from '../../model/index.js';

/** A place in a schema: the file (or the name that the schema was given) and an RFC 6901 pointer into it (`/fields/1/type`). */
export interface SchemaPlace {
  readonly file: string;
  readonly pointer: string;
  /** Where the text is known; of JSON it is found by the pointer, when it is printed. */
  readonly span?: Span;
}

/** One reason why a reader cannot take what a writer writes. */
export interface SchemaBreak {
  /** What kind of reason, in the words of the format's own checker (`MISSING_ENUM_SYMBOLS`); final once released. */
  readonly kind: string;
  /** One sentence that says what is there and what goes wrong, names in backquotes. */
  readonly message: string;
  /** How to reach the same aim without breaking. */
  readonly help?: string;
  readonly reader?: SchemaPlace;
  readonly writer?: SchemaPlace;
  /** A value that the writer's side allows and the reader's side refuses. */
  readonly counterexample?: JsonValue;
}

/** Whether a reader can take all that a writer writes. Backward: the reader is the new schema; forward: the old one. */
export interface SchemaVerdict {
  /** In the order of the reader's schema; empty where nothing breaks. */
  readonly breaks: readonly SchemaBreak[];
  /** What could not be decided, and why: no promise either way. */
  readonly doubts: readonly SchemaBreak[];
}
