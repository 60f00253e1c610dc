import type { JsonSchemaDocument } from '../../../compat/schemas/json-schema/document.js';
import type { VersionPin } from '../../../compat/schemas/json-schema/version-pins.js';
import type { SchemaProblem } from '../../../compat/schemas/schema-problem.js';
import type { SchemaVerdict } from '../../../compat/schemas/schema-verdict.js';
import type { Encoding, JsonValue } from '../../../model/index.js';

/** What schema files may be written in. */
export type SchemaFormat = Extract<Encoding, 'avro' | 'json-schema' | 'protobuf'>;

/** A schema file of one side. */
export interface SchemaSource {
  /** How it is called in places, with `/`. */
  readonly file: string;
  readonly text: string;
  /** Missing where the file is no schema that is known. */
  readonly format?: SchemaFormat;
  /** Why the disk gave no text: one sentence. */
  readonly fault?: string;
  /** By what name it is paired with its other version, where that is not `file`. */
  readonly pairName?: string;
}

/** The files of one side. */
export interface SchemaFiles {
  /** The text of a file by its name in places; undefined for what must not be or cannot be read. */
  readonly readFile: (file: string) => string | undefined;
  /** Files that stand together, so that a reference may name one by the `$id` in it. */
  readonly sources: readonly SchemaSource[];
}

/** Something of each side. */
export interface BothSides<T> {
  readonly old: T;
  readonly new: T;
}

/** A schema as far as it could be read; without a value nothing can be said of it. */
export interface ReadSchema<T> {
  readonly value?: T;
  readonly problems: readonly SchemaProblem[];
}

/** A JSON Schema, and the way to read it once more with another text of the file. */
export interface JsonSchemaRead {
  readonly json: JsonValue;
  readonly document: JsonSchemaDocument;
  readonly again: (json: JsonValue) => JsonSchemaDocument;
}

/** Two schemas that differ no more in the versions that both pin. */
export interface WithoutVersions<T> extends BothSides<T> {
  readonly pins: readonly VersionPin[];
}

/** One format of schemas: how it is read, and by which rules a reader is judged. */
export interface SchemaEngine<T = unknown> {
  readonly id: SchemaFormat;
  /** Rules that `--profile` may choose; the first counts where nothing is said. */
  readonly profiles: readonly string[];
  /** Whether files that stand together are one schema, and not each its own. */
  readonly together: boolean;
  /** Finds a reference to another file, so that a schema may have changed though its text has not; undefined if there are none. */
  readonly elsewhere?: RegExp;
  read(sources: readonly SchemaSource[], files: SchemaFiles): Promise<ReadSchema<T>>;
  /** Takes versions that both sides pin for what they are: no part of what data may be. */
  withoutVersions?(schemas: BothSides<T>): WithoutVersions<T>;
  canRead(reader: T, writer: T, profile: string): SchemaVerdict;
}
