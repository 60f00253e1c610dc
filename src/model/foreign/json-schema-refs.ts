import type { Node } from '../../language/node.js';
import { resolveRef } from '../../language/refs.js';
import type { BuildContext } from '../build/build-context.js';
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

/** Follows the `$ref` of `node`. One that leads nowhere has been reported when the files were read. */
export function followRef(
  scope: SchemaScope,
  node: Node,
): { readonly scope: SchemaScope; readonly node: Node } | { readonly recursive: true } | undefined {
  const ref = textAt(node, '$ref') ?? '';
  const { schemaFiles, roots } = scope.context;
  const rootOf = (file: string): Node | undefined => schemaFiles.get(file)?.root ?? roots.get(file);
  const target = resolveRef(rootOf, scope.file, ref, scope.root);
  if (target === undefined) return undefined;
  if (scope.trail.includes(target.node) || target.node === scope.budget.payload) return { recursive: true };
  const { file, root, node: found } = target;
  return { scope: { ...scope, file, root, trail: [...scope.trail, found] }, node: found };
}
