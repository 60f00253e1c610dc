import { type Node, nodeAt } from '../../language/node.js';
import { flattenSteps } from '../flatten-steps.js';
import type { CommandDef } from '../message.js';
import type { EndEvent, SagaDef, Step } from '../saga.js';
import { type BuildContext, durationAt } from './build-context.js';
import { buildStatements } from './build-statements.js';
import { buildSteps } from './build-steps.js';
import { buildMappings, type ValueScope } from './build-values.js';
import { compact } from './compact.js';
import { type Definition, elementOf } from './definitions.js';
import { modelDiagnostic } from './messages.js';
import { flagAt, itemsAt, refAt, refOf, refsAt, textAt } from './read.js';

/** Reads one entry of `sagas`; `commands` lend their retry policies to undos. */
export function buildSaga(
  context: BuildContext,
  definition: Definition<'saga'>,
  commands: ReadonlyMap<string, CommandDef>,
): SagaDef {
  const { node, key } = definition;
  const ids = refsAt(node, 'ids');
  const values = { variables: new Set(ids.map((id) => id.name)), causes: false };
  const steps = buildSteps(itemsAt(node, 'steps'), { ...values, context, saga: key.text, commands, prefix: '' });
  reportSameNames(context, key.text, steps);
  reportLateUndoSteps(context, key.text, steps);
  return {
    ...elementOf(definition),
    ...compact({
      version: textAt(node, 'version'),
      service: refAt(node, 'service'),
      start: refAt(node, 'start'),
      correlation: refAt(node, 'correlation'),
      deadline: durationAt(context, node, 'deadline'),
      stuck: stuckOf(node),
    }),
    steps,
    complete: endEvents(node, 'complete', values),
    abort: endEvents(node, 'abort', { ...values, causes: true }),
    ids,
    hears: refsAt(node, 'hears'),
    cancelOn: refsAt(node, 'cancelOn'),
    repeat: flagAt(node, 'repeat'),
    statements: buildStatements(node),
  };
}

/** An end is a name, `{ emit, with }`, or a list of these. */
function endEvents(node: Node, key: string, scope: ValueScope): readonly EndEvent[] {
  return itemsAt(node, key).flatMap((item) => {
    if (item.kind === 'map') {
      const mappings = buildMappings(item, scope);
      return refsAt(item, 'emit').map((event) => ({ event, with: mappings }));
    }
    const event = refOf(item);
    return event ? [{ event, with: [] }] : [];
  });
}

function stuckOf(node: Node): SagaDef['stuck'] {
  const stuck = nodeAt(node, 'stuck');
  if (stuck?.kind !== 'map') return undefined;
  return { ...compact({ alert: textAt(stuck, 'alert'), runbook: textAt(stuck, 'runbook') }), span: stuck.span };
}

function reportSameNames(context: BuildContext, saga: string, steps: readonly Step[]): void {
  const first = new Map<string, Step>();
  for (const { step } of flattenSteps(steps)) {
    const other = first.get(step.name);
    if (other === undefined) first.set(step.name, step);
    else {
      const labels = [{ span: other.span, text: 'the first step of this name' }];
      context.report(
        modelDiagnostic('duplicate-step', step.span, { name: step.name, saga }, { labels, element: `saga ${saga}` }),
      );
    }
  }
}

/** What the start message did comes before everything else, and so does its undo. */
function reportLateUndoSteps(context: BuildContext, saga: string, steps: readonly Step[]): void {
  const leading = steps.findIndex((step) => step.kind !== 'undo');
  const first = new Set(leading === -1 ? steps : steps.slice(0, leading));
  for (const { step } of flattenSteps(steps)) {
    if (step.kind !== 'undo' || first.has(step)) continue;
    const params = { saga, undo: step.undo.command.name };
    context.report(modelDiagnostic('undo-step-not-first', step.span, params, { element: `saga ${saga}` }));
  }
}
