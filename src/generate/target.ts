import type { Diagnostic } from '../diagnostics/index.js';
import type { Catalog, JsonValue } from '../model/index.js';

/** A file to be written, its path relative to the target's output folder with `/`. */
export interface OutputFile {
  readonly path: string;
  readonly text: string;
  /** `once`: belongs to the user from then on; written only where it is missing. Default `always`. */
  readonly write?: 'always' | 'once';
}

export interface TargetContext {
  readonly catalog: Catalog;
  readonly options: Readonly<Record<string, JsonValue>>;
  /** Text of a handlebars template under `templates/<target id>/`. */
  template(name: string): string;
}

export interface TargetResult {
  readonly files: readonly OutputFile[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Turns a catalog into files. Pure: same catalog and options, same bytes. */
export interface Target {
  readonly id: string;
  readonly summary: string;
  /** JSON Schema of the options object in `sagac.yaml`. */
  readonly options: Readonly<Record<string, JsonValue>>;
  generate(context: TargetContext): TargetResult;
}
