/** Rises when older versions of sagac would misread the file. */
export const SNAPSHOT_VERSION = 1;

/** One definition in the index of a snapshot. */
export interface IndexEntry {
  readonly version?: string;
  /** SHA-256 of the definition as written, whatever its layout and comments; what it refers to does not count. */
  readonly hash: string;
}

/** A catalog with the text of every file that reading it takes. Paths are relative to its folder, with `/`. */
export interface CatalogSnapshot {
  /** Name of the catalog. */
  readonly catalog: string;
  /** Definitions by section (`events`) and name. */
  readonly index: ReadonlyMap<string, ReadonlyMap<string, IndexEntry>>;
  /** `sagac.yaml` and the files with definitions. */
  readonly files: ReadonlyMap<string, string>;
  /** Files that a `$ref` or `avro` leads to, which are not read as definitions. */
  readonly referenced: ReadonlyMap<string, string>;
}
