import { nodeAt } from '../../language/node.js';
import type { ServiceDef } from '../topology.js';
import { type BuildContext, durationAt } from './build-context.js';
import { compact } from './compact.js';
import { type Definition, elementOf } from './definitions.js';
import { flagAt, textAt } from './read.js';

/** Reads one entry of `services`. */
export function buildService(context: BuildContext, definition: Definition<'service'>): ServiceDef {
  const { node } = definition;
  return {
    ...elementOf(definition),
    ...compact({
      owner: textAt(node, 'owner'),
      domain: textAt(node, 'domain'),
      store: textAt(node, 'store'),
      outboxKeep: durationAt(context, nodeAt(node, 'outbox'), 'keep'),
      inboxWindow: durationAt(context, nodeAt(node, 'inbox'), 'window'),
      runbook: textAt(node, 'runbook'),
    }),
    outbox: flagAt(node, 'outbox') || nodeAt(node, 'outbox')?.kind === 'map',
    inbox: flagAt(node, 'inbox') || nodeAt(node, 'inbox')?.kind === 'map',
    external: flagAt(node, 'external'),
  };
}
