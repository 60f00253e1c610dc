import type { JsonValue } from '../../../model/index.js';
import type { SchemaProblem } from '../schema-problem.js';
import type { SchemaPlace } from '../schema-verdict.js';
import type { Dialect } from './dialect.js';

/** A schema and where it stands. The schema is the very value of the file, so it can be known by its identity. */
export interface SchemaNode {
  readonly schema: JsonValue;
  readonly place: SchemaPlace;
}

/** A JSON Schema that has been read, with the files that its references lead to. */
export interface JsonSchemaDocument {
  readonly file: string;
  /** Of the main file: what its `$schema` says, else draft-07. */
  readonly dialect: Dialect;
  readonly root: SchemaNode;
  /** References that lead nowhere, and a `$schema` that is not known; in the order in which they stand. */
  readonly problems: readonly SchemaProblem[];
  /** The dialect in which a schema of the document is written. */
  dialectOf(node: SchemaNode): Dialect;
  /**
   * The schema that a reference leads to from the schema in which it stands (`keyword` is `$ref` unless given); the same node
   * each time. Undefined where it leads nowhere; then a problem says so. The target may be a reference again, even to itself.
   */
  resolve(from: SchemaNode, ref: string, keyword?: RefKeyword): SchemaNode | undefined;
}

/** The keywords that lead to another schema. */
export const REF_KEYWORDS = ['$ref', '$dynamicRef', '$recursiveRef'] as const;

/** A keyword that leads to another schema. */
export type RefKeyword = (typeof REF_KEYWORDS)[number];
