import type { MapNode, Node } from './node.js';

/** One definition file that could be read; `root` is undefined for an empty file. */
export interface Document {
  /** Relative to the catalog's folder, with `/`. */
  readonly file: string;
  readonly text: string;
  readonly root: MapNode | undefined;
}

/** A JSON Schema or Avro file that a payload refers to, parsed with positions. */
export interface SchemaFile {
  readonly file: string;
  readonly text: string;
  readonly root: Node;
}

/** All that was read from one catalog folder; the input of the model. Files with syntax errors are left out. */
export interface CatalogSource {
  /** `sagac.yaml`, already checked for shape. */
  readonly settings: Document;
  /** Definition files in code-unit order of their paths, already checked for shape. */
  readonly documents: readonly Document[];
  /** Schema files reached through `$ref` and `avro:`, by path relative to the catalog. */
  readonly schemaFiles: ReadonlyMap<string, SchemaFile>;
  /** Text of every file that was read, also of those that do not parse: for code frames. */
  readonly texts: ReadonlyMap<string, string>;
  /** True when a mistake left something out, so that a name without a definition may be one of those. */
  readonly incomplete?: boolean;
}
