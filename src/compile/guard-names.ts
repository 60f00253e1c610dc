import type { ASTNode, Environment } from '@marcbachmann/cel-js';

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

/** The variables, the `seen.Name` and the `"Name" in seen` of an expression, in the order of the text. */
export function guardNames(ast: ASTNode): readonly GuardName[] {
  const names: GuardName[] = [];
  collect(ast, names);
  return names.toSorted((a, b) => a.start - b.start);
}

/** The same of a text; none where it cannot be parsed. Names bound inside it, as in `all(x, ...)`, are CEL's own to check. */
export function guardNamesIn(environment: Environment, cel: string): readonly GuardName[] {
  try {
    return guardNames(environment.parse(cel).ast);
  } catch {
    return [];
  }
}

function collect(node: ASTNode, names: GuardName[]): void {
  const { start, end } = node.range;
  if (node.op === 'id') names.push({ kind: 'message', name: node.args, start, end });
  if (node.op === '.' && node.args[0].op === 'id') {
    names.push(nameBelow(node.args[0].args, node.args[1], node.range));
    return;
  }
  if (node.op === 'in' && isText(node.args[0]) && isMapOfMessages(node.args[1])) {
    names.push(nameBelow(node.args[1].args, node.args[0].args, node.range));
    return;
  }
  for (const inner of innerNodes(node.args)) collect(inner, names);
}

function nameBelow(root: string, field: string, { start, end }: ASTNode['range']): GuardName {
  return root === 'seen'
    ? { kind: 'seen', name: field, start, end }
    : { kind: 'message', name: root, field, start, end };
}

function isText(node: ASTNode): node is ASTNode & { readonly args: string } {
  return node.op === 'value' && typeof node.args === 'string';
}

/** `"Name@1" in seen` asks the same as `has(seen.Name)`. */
function isMapOfMessages(node: ASTNode): node is Extract<ASTNode, { readonly op: 'id' }> {
  return node.op === 'id' && (node.args === 'seen' || node.args === 'happened');
}

/** The nodes directly below, in the order of the text. */
export function innerNodes(args: unknown): readonly ASTNode[] {
  if (Array.isArray(args)) return args.flatMap(innerNodes);
  return isNode(args) ? [args] : [];
}

function isNode(value: unknown): value is ASTNode {
  return typeof value === 'object' && value !== null && 'op' in value && 'args' in value && 'range' in value;
}
