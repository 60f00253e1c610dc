import type { Outcome } from '../diagnostics/index.js';
import type { Node } from '../language/node.js';
import type { Draft } from './draft.js';

/** A file to take in. `path` is as diagnostics show it; `text` is what it holds. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** What an importer may ask of the outside: files beside those that it was given, for references across files. */
export interface ImportContext {
  /** The file that `reference` means, seen from the file `from`; undefined where there is none or it may not be read. */
  readFile(reference: string, from: string): SourceFile | undefined;
  /** The YAML or JSON of a file as a located tree; parsed once. Undefined, with a report, where it is neither. */
  parse(file: SourceFile): Node | undefined;
  readonly options: ImportOptions;
}

export interface ImportOptions {
  /** Service that the messages are put down to, where the source names none. */
  readonly service?: string;
  /** `event` (default) or `command`: what a bare schema is taken for. */
  readonly as: 'event' | 'command';
}

/** Reads foreign files into definitions. Pure but for `context`; a mistake of the file is a diagnostic with its place. */
export interface Importer {
  readonly id: string;
  readonly summary: string;
  /** Whether this file is of its format: `tree` is its YAML or JSON, undefined where it is neither. Exactly one importer should say yes. */
  accepts(file: SourceFile, tree: Node | undefined): boolean;
  /**
   * Whether a file, of whatever format it is, belongs to files of this format among the `paths` of the run: the schema of a message
   * beside its page. Asked before any importer is asked whether it accepts the file.
   */
  claims?(file: SourceFile, paths: ReadonlySet<string>): boolean;
  /** All files of this format of one run together, so that they can refer to each other. */
  read(files: readonly SourceFile[], context: ImportContext): Outcome<Draft>;
}
