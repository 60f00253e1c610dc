import { type Node, nodeAt } from '../../language/node.js';
import { nodeAtPointer, splitRef } from '../../language/refs.js';
import type { BuildContext } from '../build/build-context.js';
import { modelDiagnostic } from '../build/messages.js';
import { textAt } from '../build/read.js';
import type { Budget } from './budget.js';

/** Where a schema is being read: in which file, below which root, and through which `$ref`s it was reached. */
export interface SchemaScope {
  readonly context: BuildContext;
  readonly file: string;
  /** Where `#/...` starts. */
  readonly root: Node | undefined;
  readonly trail: readonly Node[];
  readonly budget: Budget;
}

/** Follows the `$ref` of `node`. One that leads nowhere has been reported when the files were read; a recursive one is here. */
export function followRef(
  scope: SchemaScope,
  node: Node,
): { readonly scope: SchemaScope; readonly node: Node } | undefined {
  const ref = textAt(node, '$ref') ?? '';
  const parts = splitRef(scope.file, ref);
  if (parts.kind !== 'file') return undefined;
  const { schemaFiles, roots } = scope.context;
  const root = ref.startsWith('#') ? scope.root : (schemaFiles.get(parts.file)?.root ?? roots.get(parts.file));
  const target = nodeAtPointer(root, parts.pointer);
  if (target === undefined) return undefined;
  if (scope.trail.includes(target)) {
    const problem = `\`${ref}\` leads back to itself: fields cannot nest without end.`;
    scope.context.report(modelDiagnostic('schema-not-representable', nodeAt(node, '$ref')?.span, { problem }));
    return undefined;
  }
  return { scope: { ...scope, file: parts.file, root, trail: [...scope.trail, target] }, node: target };
}
