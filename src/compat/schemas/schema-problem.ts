import type { SchemaPlace } from './schema-verdict.js';

/** Why a schema cannot be read, or not wholly: a mistake in the schema itself, before it is compared with anything. */
export interface SchemaProblem {
  readonly place: SchemaPlace;
  /** One sentence that says what is there and what is wrong with it, names in backquotes. */
  readonly message: string;
  readonly help?: string;
}
