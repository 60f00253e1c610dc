import type { ASTNode } from '@marcbachmann/cel-js';

/** A name in a guard, with its place in the guard's text. */
export interface GuardName {
  /** `message`: asked for its fields; `seen`: asked whether it has come. */
  readonly kind: 'message' | 'seen';
  readonly name: string;
  /** Of a message: the field that `has()` asks for, which CEL itself does not check. */
  readonly field?: string;
  readonly start: number;
  readonly end: number;
}

/** The variables and the `seen.Name` of an expression, in the order of the text. */
export function guardNames(ast: ASTNode): readonly GuardName[] {
  const names: GuardName[] = [];
  collect(ast, names);
  return names.toSorted((a, b) => a.start - b.start);
}

function collect(node: ASTNode, names: GuardName[]): void {
  const { start, end } = node.range;
  if (node.op === 'id') names.push({ kind: 'message', name: node.args, start, end });
  if (node.op === '.' && node.args[0].op === 'id') {
    const [{ args: root }, field] = [node.args[0], node.args[1]];
    if (root === 'seen') names.push({ kind: 'seen', name: field, start, end });
    else names.push({ kind: 'message', name: root, field, start, end });
    return;
  }
  for (const inner of innerNodes(node.args)) collect(inner, names);
}

/** The nodes directly below, in the order of the text. */
export function innerNodes(args: unknown): readonly ASTNode[] {
  if (Array.isArray(args)) return args.flatMap(innerNodes);
  return isNode(args) ? [args] : [];
}

function isNode(value: unknown): value is ASTNode {
  return typeof value === 'object' && value !== null && 'op' in value && 'args' in value && 'range' in value;
}
