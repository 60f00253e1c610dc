import type { Node } from '../../language/node.js';
import type { Statement, StatementKind } from '../saga.js';
import { compact } from './compact.js';
import { itemsAt, refAt, refOf, textAt } from './read.js';

const KINDS: readonly StatementKind[] = ['always', 'never', 'finally'];

/** Reads what stands under `always`, `never` and `finally` of a saga or flow. */
export function buildStatements(node: Node): readonly Statement[] {
  return KINDS.flatMap((kind) => itemsAt(node, kind).flatMap((item) => statementOf(kind, item) ?? []));
}

/** A statement is a text, or `{ that, because }`. */
function statementOf(kind: StatementKind, item: Node): Statement | undefined {
  const that = item.kind === 'map' ? refAt(item, 'that') : refOf(item);
  if (that === undefined) return undefined;
  return { kind, text: that.name, span: that.span, ...compact({ because: textAt(item, 'because') }) };
}
