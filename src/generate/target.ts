import type { Diagnostic } from '../diagnostics/index.js';
import type { Catalog, JsonValue } from '../model/index.js';

/** A file to be written, its path relative to the target's output folder with `/`. */
export interface OutputFile {
  readonly path: string;
  readonly text: string;
  /**
   * `once`: belongs to the user from then on; written only where it is missing. `kept`: its target reads it before (a lock), so it
   * may be edited, and it stays where the target is gone. Default `always`.
   */
  readonly write?: 'always' | 'once' | 'kept';
}

export interface TargetContext {
  readonly catalog: Catalog;
  readonly options: Readonly<Record<string, JsonValue>>;
  /** Text of a handlebars template under `templates/<target id>/`, or under `templates/<of>/`: a built-in one of another target. */
  template(name: string, of?: string): string;
  /** Text of a file of this target's output folder as it stands there now, for what has to stay as it was given (field numbers). */
  earlier(path: string): string | undefined;
  /**
   * The service that is generated for alone (`--service`). The catalog then holds what this service needs, and other
   * services as the names it meets: a target that writes a folder or document for each service writes this one's only.
   */
  readonly service?: string;
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
