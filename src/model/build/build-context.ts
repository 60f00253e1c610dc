import type { Diagnostic } from '../../diagnostics/index.js';
import type { SchemaFile } from '../../language/document.js';
import { type Node, nodeAt } from '../../language/node.js';
import type { Duration } from '../element.js';
import { modelDiagnostic } from './messages.js';
import { parseDuration } from './parse-duration.js';
import { textOf } from './read.js';

/** What every builder may use: where to say what is wrong, and the schema files that payloads refer to. */
export interface BuildContext {
  readonly schemaFiles: ReadonlyMap<string, SchemaFile>;
  /** Top of each definition file, for references from it into itself. */
  readonly roots: ReadonlyMap<string, Node>;
  /** What messages inherit: `node`, read again from the text of their file. */
  readonly messageBase: object;
  report(diagnostic: Diagnostic): void;
}

/** The duration under `key`; a text that is none is reported and left out. */
export function durationAt(context: BuildContext, node: Node | undefined, key: string): Duration | undefined {
  return durationOf(context, nodeAt(node, key));
}

/** The durations under `key`, a list. */
export function durationsAt(context: BuildContext, node: Node | undefined, key: string): readonly Duration[] {
  const list = nodeAt(node, key);
  return list?.kind === 'list' ? list.items.flatMap((item) => durationOf(context, item) ?? []) : [];
}

function durationOf(context: BuildContext, node: Node | undefined): Duration | undefined {
  const text = textOf(node);
  if (node === undefined || text === undefined) return undefined;
  const ms = parseDuration(text);
  if (ms !== undefined) return { ms, text, span: node.span };
  context.report(modelDiagnostic('invalid-duration', node.span, { text }));
  return undefined;
}
