import { type MapNode, type Node, nodeAt } from '../../language/node.js';
import type { CommandDef } from '../message.js';
import type { FailureHandler, Step, Undo } from '../saga.js';
import { type BuildContext, durationAt } from './build-context.js';
import { buildMappings, guardAt, type ValueScope } from './build-values.js';
import { compact } from './compact.js';
import { modelDiagnostic } from './messages.js';
import { choiceAt, entriesAt, flagAt, itemsAt, numberAt, refAt, refOf, refsAt, textAt } from './read.js';
import { retryAt } from './read-retry.js';

/** What a step needs to know of its surroundings. */
export interface StepScope extends ValueScope {
  readonly context: BuildContext;
  readonly saga: string;
  readonly commands: ReadonlyMap<string, CommandDef>;
  /** Leads the names that steps get from their position, so that nested ones differ. */
  readonly prefix: string;
}

/** Reads a list of steps in order. */
export function buildSteps(nodes: readonly Node[], scope: StepScope): readonly Step[] {
  return nodes.flatMap((node, index) => buildStep(node, index, scope) ?? []);
}

/** A loop comes before a group: `parallel: true` may stand on it. So does a step before its `undo`. */
const FORMS = {
  do: doStep,
  undo: undoStep,
  forEach: forEachStep,
  parallel: parallelStep,
  await: awaitStep,
  wait: waitStep,
} as const;

function buildStep(node: Node, index: number, scope: StepScope): Step | undefined {
  const form = (Object.keys(FORMS) as (keyof typeof FORMS)[]).find((key) => nodeAt(node, key) !== undefined);
  const step =
    form && node.kind === 'map' ? FORMS[form](node, `${scope.prefix}${form}-${index + 1}`, scope) : undefined;
  if (step === undefined) scope.context.report(modelDiagnostic('unknown-step-form', node.span, { saga: scope.saga }));
  return step;
}

function baseOf(node: MapNode, name: string) {
  return {
    name: textAt(node, 'name') ?? name,
    ...compact({ when: guardAt(node) }),
    pivot: flagAt(node, 'pivot'),
    optional: flagAt(node, 'optional'),
    span: node.span,
    node,
  };
}

function doStep(node: MapNode, _position: string, scope: StepScope): Step | undefined {
  const command = refAt(node, 'do');
  if (command === undefined) return undefined;
  const base = baseOf(node, command.name);
  return {
    ...base,
    kind: 'do',
    command,
    ...compact({
      renamedFrom: textAt(node, 'renamedFrom'),
      undo: buildUndo(nodeAt(node, 'undo'), scope),
      noUndo: textAt(node, 'noUndo'),
      check: refAt(node, 'check'),
    }),
    with: buildMappings(node, scope),
    onFailure: failureHandlers(node, base.name, scope),
  };
}

function undoStep(node: MapNode, _position: string, scope: StepScope): Step | undefined {
  const undo = buildUndo(nodeAt(node, 'undo'), scope);
  return undo && { ...baseOf(node, undo.command.name), kind: 'undo', undo };
}

/** Reads `undo: Command` or its long form; own retry values stand over those of the command. */
function buildUndo(node: Node | undefined, scope: StepScope): Undo | undefined {
  const command = node?.kind === 'map' ? refAt(node, 'do') : refOf(node);
  if (node === undefined || command === undefined) return undefined;
  const base = scope.commands.get(command.name)?.retry;
  return {
    command,
    with: buildMappings(node, { ...scope, causes: true }),
    ...compact({
      when: guardAt(node),
      retry: base && nodeAt(node, 'retry') && retryAt(scope.context, node, base),
      timeout: durationAt(scope.context, node, 'timeout'),
    }),
    span: node.span,
  };
}

function parallelStep(node: MapNode, position: string, scope: StepScope): Step {
  const base = baseOf(node, position);
  const branches = itemsAt(node, 'parallel').map((branch, index) =>
    buildSteps(branch.kind === 'list' ? branch.items : [branch], { ...scope, prefix: `${base.name}-${index + 1}-` }),
  );
  return { ...base, kind: 'parallel', branches };
}

function awaitStep(node: MapNode, _position: string, scope: StepScope): Step | undefined {
  const events = refsAt(node, 'await');
  const [first] = events;
  if (first === undefined) return undefined;
  const base = baseOf(node, first.name);
  return {
    ...base,
    kind: 'await',
    events,
    failure: refsAt(node, 'failure'),
    ...compact({
      renamedFrom: textAt(node, 'renamedFrom'),
      timeout: durationAt(scope.context, node, 'timeout'),
    }),
    early: choiceAt(node, 'early', ['keep', 'drop']) ?? 'keep',
    onFailure: failureHandlers(node, base.name, scope),
  };
}

function waitStep(node: MapNode, position: string): Step | undefined {
  const pause = refAt(node, 'wait');
  if (pause === undefined) return undefined;
  return {
    ...baseOf(node, position),
    kind: 'wait',
    for: { text: pause.name, span: pause.span },
    ...compact({ until: refAt(node, 'until') }),
  };
}

function forEachStep(node: MapNode, position: string, scope: StepScope): Step | undefined {
  const items = refAt(node, 'forEach');
  if (items === undefined) return undefined;
  const base = baseOf(node, position);
  const as = refAt(node, 'as');
  const variables = as === undefined ? scope.variables : new Set([...scope.variables, as.name]);
  return {
    ...base,
    kind: 'forEach',
    items: { text: items.name, span: items.span },
    ...compact({ as, until: refAt(node, 'until') }),
    parallel: flagAt(node, 'parallel'),
    steps: buildSteps(itemsAt(node, 'steps'), { ...scope, variables, prefix: `${base.name}-` }),
  };
}

function failureHandlers(node: MapNode, name: string, scope: StepScope): readonly FailureHandler[] {
  return entriesAt(node, 'onFailure').flatMap(({ key, value }) => {
    const on = refOf(key);
    if (on === undefined) return [];
    const steps = buildSteps(itemsAt(value, 'steps'), { ...scope, prefix: `${name}-${on.name}-` });
    const next = choiceAt(value, 'then', ['retry', 'continue', 'skip', 'unwind']) ?? 'continue';
    // biome-ignore lint/suspicious/noThenProperty: the language calls it so, and a text is never awaited.
    return [{ on, steps, then: next, ...compact({ rounds: numberAt(value, 'rounds') }) }];
  });
}
