import type { MapNode } from '../../language/node.js';
import type { FlowDef, Reaction } from '../saga.js';
import { type BuildContext, durationAt } from './build-context.js';
import { callsAt } from './build-messages.js';
import { buildStatements } from './build-statements.js';
import { guardAt } from './build-values.js';
import { compact } from './compact.js';
import { type Definition, elementOf } from './definitions.js';
import { choiceAt, flagAt, itemsAt, refAt, refsAt, textAt } from './read.js';

/** Reads one entry of `flows`. */
export function buildFlow(context: BuildContext, definition: Definition<'flow'>): FlowDef {
  const { node } = definition;
  return {
    ...elementOf(definition),
    ...compact({ owner: textAt(node, 'owner'), correlation: refAt(node, 'correlation') }),
    reactions: itemsAt(node, 'reactions').flatMap((item) =>
      item.kind === 'map' ? [buildReaction(context, item)] : [],
    ),
    statements: buildStatements(node),
  };
}

function buildReaction(context: BuildContext, node: MapNode): Reaction {
  return {
    on: refsAt(node, 'on'),
    ...compact({
      by: refAt(node, 'by'),
      onMissing: choiceAt(node, 'onMissing', ['park', 'retry', 'ignore']),
      when: guardAt(node),
      after: durationAt(context, node, 'after'),
      at: textAt(node, 'at'),
    }),
    emits: refsAt(node, 'emits'),
    fails: refsAt(node, 'fails'),
    needs: refsAt(node, 'needs'),
    restart: flagAt(node, 'restart'),
    idempotentBy: refsAt(node, 'idempotentBy'),
    calls: callsAt(node),
    span: node.span,
    node,
  };
}
