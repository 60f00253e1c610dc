import type {
  AwaitStepDefinition,
  DoStepDefinition,
  ForEachStepDefinition,
  ParallelStepDefinition,
  SagaDefinition,
  StepDefinition,
} from '../saga/definition.js';
import { nameOfPath } from '../saga/paths.js';
import { eventsAwaitedBy, planSaga, type SagaPlan } from '../saga/plan.js';
import { obstaclesOf } from '../saga/problems.js';
import { type SagaState, stepOf } from '../saga/state.js';
import { createFlowchart, type Exit, type Flowchart, type Shape } from './flowchart.js';
import { standingOf } from './step-standing.js';

/** The saga of an instance as a Mermaid flowchart, each step with how far it is. */
export function diagramOf(definition: SagaDefinition, state: SagaState): string {
  const chart = createFlowchart();
  const plan = planSaga(definition);
  const drawing: Drawing = { chart, plan, state, nodes: new Map(), unwinding: [] };
  const start = chart.node('round', [definition.start.message, state.instance], 'done');
  const exits = drawSteps(drawing, definition.steps, [{ node: start }]);
  const isOver = state.status === 'completed';
  const completed = chart.node('round', ['completed', ...eventsOf(definition.complete)], isOver ? 'done' : 'open');
  chart.connect(exits, completed);
  drawAbort(drawing, definition);
  drawStuck(drawing);
  return chart.text();
}

interface Drawing {
  readonly chart: Flowchart;
  readonly plan: SagaPlan;
  readonly state: SagaState;
  /** By name of the step. */
  readonly nodes: Map<string, string>;
  /** From where the saga unwinds. */
  readonly unwinding: Exit[];
}

const PIVOT = 'point of no return';

function drawSteps(drawing: Drawing, steps: readonly StepDefinition[], from: readonly Exit[]): readonly Exit[] {
  return steps.reduce((exits, step) => drawStep(drawing, step, exits), from);
}

function drawStep(drawing: Drawing, step: StepDefinition, from: readonly Exit[]): readonly Exit[] {
  switch (step.kind) {
    case 'do':
      return drawHandlers(drawing, step, drawNode(drawing, step, from, 'box'));
    case 'await':
      return drawHandlers(drawing, step, drawNode(drawing, step, from, 'slanted'));
    case 'wait':
      return [{ node: drawNode(drawing, step, from, 'slanted') }];
    case 'undo':
      return [{ node: drawNode(drawing, step, from, 'box') }];
    case 'parallel':
      return drawParallel(drawing, step, from);
    case 'forEach':
      return drawLoop(drawing, step, from);
  }
}

function drawNode(
  { chart, plan, state, nodes }: Drawing,
  step: StepDefinition,
  from: readonly Exit[],
  shape: Shape,
): string {
  const { standing, text } = standingOf(state, step.name);
  const events = eventsAwaitedBy(step);
  const about = [...(events.length > 0 ? [events.join(' or ')] : []), ...(plan.pivot === step.name ? [PIVOT] : [])];
  const node = chart.node(shape, [step.name, ...about, text], standing);
  nodes.set(step.name, node);
  chart.connect(from, node);
  return node;
}

function drawHandlers(drawing: Drawing, step: DoStepDefinition | AwaitStepDefinition, node: string): readonly Exit[] {
  const exits: Exit[] = [{ node }];
  for (const { on, steps, then } of step.onFailure) {
    const ends = drawSteps(drawing, steps, [{ node, label: on }]);
    const labelled = ends.map((end) => ({ ...end, label: end.label === undefined ? then : `${end.label}, ${then}` }));
    if (then === 'retry') drawing.chart.connect(labelled, node);
    else if (then === 'unwind') drawing.unwinding.push(...labelled);
    else exits.push(...labelled);
  }
  return exits;
}

function drawParallel(drawing: Drawing, step: ParallelStepDefinition, from: readonly Exit[]): readonly Exit[] {
  const fork = drawing.chart.node('diamond', [step.name], 'open');
  drawing.chart.connect(from, fork);
  return step.branches.flatMap((branch) => drawSteps(drawing, branch, [{ node: fork }]));
}

function drawLoop(drawing: Drawing, step: ForEachStepDefinition, from: readonly Exit[]): readonly Exit[] {
  const { chart, state } = drawing;
  const rounds = stepOf(state, step.name)?.loop?.rounds;
  const head = chart.node(
    'diamond',
    [step.name, rounds === undefined ? 'for each' : `${rounds} ${rounds === 1 ? 'round' : 'rounds'}`],
    'open',
  );
  chart.connect(from, head);
  const ends = drawSteps(drawing, step.steps, [{ node: head }]);
  if (!step.parallel)
    chart.connect(
      ends.map((end) => ({ ...end, label: end.label ?? 'next' })),
      head,
    );
  return step.parallel ? ends : [{ node: head }];
}

function drawAbort({ chart, state, nodes, unwinding }: Drawing, definition: SagaDefinition): void {
  const { cause } = state;
  const culprit = cause !== undefined && 'step' in cause ? nodes.get(nameOfPath(cause.step)) : undefined;
  const from = culprit === undefined ? unwinding : [...unwinding, { node: culprit, label: 'unwinds' }];
  if (from.length === 0 && state.status !== 'aborted') return;
  const standing = state.status === 'aborted' ? 'undone' : 'open';
  chart.connect(from, chart.node('round', ['aborted', ...eventsOf(definition.abort)], standing));
}

function drawStuck({ chart, plan, state, nodes }: Drawing): void {
  if (state.status !== 'stuck') return;
  const names = obstaclesOf(plan, state).map(({ step }) => nameOfPath(step));
  const from = [...new Set(names)].flatMap((name) => nodes.get(name) ?? []);
  const stuck = chart.node('round', ['stuck'], 'failed');
  chart.connect(
    from.map((node) => ({ node, label: 'needs a person' })),
    stuck,
  );
}

function eventsOf(emits: SagaDefinition['complete']): readonly string[] {
  return emits.map(({ event }) => event);
}
