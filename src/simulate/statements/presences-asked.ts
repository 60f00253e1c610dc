import type { ASTNode } from '@marcbachmann/cel-js';
import { innerNodes } from '../../compile/guard-names.js';

/** A question whether something is there: `has(happened.Name)`, `has(seen.Name)` or `"Name" in happened`. */
export interface Presence {
  readonly among: 'happened' | 'seen';
  readonly name: string;
}

/** The questions of a condition that asks nothing else; undefined where it also reads values. */
export function presencesAsked(ast: ASTNode): readonly Presence[] | undefined {
  const presence = presenceOf(ast);
  if (presence) return [presence];
  if (ast.op === 'id') return undefined;
  const found: Presence[] = [];
  for (const inner of innerNodes(ast.args)) {
    const asked = presencesAsked(inner);
    if (asked === undefined) return undefined;
    found.push(...asked);
  }
  return found;
}

function presenceOf(node: ASTNode): Presence | undefined {
  if (node.op === 'call' && node.args[0] === 'has') {
    const [field] = node.args[1];
    return field?.op === '.' ? among(field.args[0], field.args[1]) : undefined;
  }
  if (node.op !== 'in') return undefined;
  const [name, map] = node.args;
  return name.op === 'value' && typeof name.args === 'string' ? among(map, name.args) : undefined;
}

function among(map: ASTNode, name: string): Presence | undefined {
  if (map.op !== 'id' || (map.args !== 'happened' && map.args !== 'seen')) return undefined;
  return { among: map.args, name };
}
