import type { Span } from '../diagnostics/index.js';
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

/** Sets of rules that come with sagac; each has all rules of those before it. */
export const LINT_PRESETS = ['minimal', 'recommended', 'strict'] as const;

/** A file with lint settings: `sagac.yaml`, or one that `lint.extends` leads to. */
export interface LintFile {
  /** Relative to the catalog, with `/`; may lead out of it. */
  readonly file: string;
  /** How to speak of it: its path, or as a part of its package. */
  readonly name: string;
  /** It comes from a package, so it was not written for this catalog alone. */
  readonly shared: boolean;
  /** What stands under `lint`. */
  readonly root: MapNode | undefined;
}

/** A file of custom rules that `lint.plugins` names. */
export interface PluginFile {
  /** As written. */
  readonly name: string;
  readonly file: string;
  /** `module` is code, and runs. */
  readonly kind: 'yaml' | 'module';
  /** Where it is named. */
  readonly span: Span;
}

/** The lint settings of a catalog, weakest file first. */
export interface LintSource {
  readonly files: readonly LintFile[];
  readonly plugins: readonly PluginFile[];
}

/** All that was read from one catalog folder; the input of the model. Files with syntax errors are left out. */
export interface CatalogSource {
  /** `sagac.yaml`, already checked for shape. */
  readonly settings: Document;
  /** The lint settings with what they extend; without it, those of `settings` are all. */
  readonly lint?: LintSource;
  /** Definition files in code-unit order of their paths, already checked for shape. */
  readonly documents: readonly Document[];
  /** Schema files reached through `$ref` and `avro:`, by path relative to the catalog. */
  readonly schemaFiles: ReadonlyMap<string, SchemaFile>;
  /** The tree of a definition file once more: the model does not keep those of messages. */
  readonly reread: (file: string) => MapNode | undefined;
  /** Text of every file that was read, also of those that do not parse: for code frames. */
  readonly texts: ReadonlyMap<string, string>;
  /** True when a mistake left something out, so that a name without a definition may be one of those. */
  readonly incomplete?: boolean;
}
