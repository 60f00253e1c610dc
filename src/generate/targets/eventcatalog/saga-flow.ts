import { namesOf } from '../../../model/graph.js';
import type { EndEvent, SagaDef, Step } from '../../../model/index.js';
import type { CatalogView } from './catalog-view.js';
import { type CustomNode, distinct, type Edge, type FlowStep, messageStep, STUCK, timerStep } from './flow-step.js';
import { drawSteps } from './saga-steps.js';
import { undoEntries } from './step-notes.js';

/** Ids of the nodes that belong to no step; no name of a step begins like this. */
const START = '#start';
const DEADLINE = '#deadline';
const COMPLETED = '#completed';
const ABORTED = '#aborted';

/** A saga as a flow: its way forth, every failure with what is undone for it, and all of its ends. */
export function sagaFlow(view: CatalogView, saga: SagaDef): readonly FlowStep[] {
  const completed = endNodes(view, saga.complete, COMPLETED, { title: 'Completed', color: 'green', icon: 'CheckIcon' });
  const aborted = endNodes(view, saga.abort, ABORTED, {
    title: 'Aborted',
    color: 'orange',
    icon: 'ArrowUturnLeftIcon',
  });
  const drawing = { view, saga, steps: [] as FlowStep[] };
  const entries = drawSteps(drawing, saga.steps, { next: completed.entries, undo: aborted.entries, beside: [] });
  const unwinding = undoEntries(beforePivot(saga), aborted.entries);
  const interrupts = interruptsOf(view, saga, unwinding);
  const start = messageStep(view, saga.start?.name ?? '', {
    id: START,
    title: saga.start?.name ?? 'Start',
    next: distinct([...entries, ...interrupts.map(({ step, label }) => ({ id: step.id, label }))]),
  });
  return [
    start,
    ...drawing.steps,
    ...interrupts.map(({ step }) => step),
    ...completed.steps,
    ...aborted.steps,
    stuckNode(saga),
  ];
}

/** The deadline, and events that cancel: each of them unwinds what was done by then. */
function interruptsOf(view: CatalogView, saga: SagaDef, unwinding: readonly Edge[]) {
  const next = unwinding.map(({ id }) => ({ id, label: 'what was done is undone' }));
  const cancels = namesOf(saga.cancelOn).map((name) => ({
    step: messageStep(view, name, { id: `#cancel/${name}`, title: name, summary: 'Cancels the saga.', next }),
    label: 'cancelled meanwhile',
  }));
  if (!saga.deadline) return cancels;
  const { text } = saga.deadline;
  return [{ step: timerStep(DEADLINE, 'Deadline', text, next), label: `not done after ${text}` }, ...cancels];
}

function endNodes(
  view: CatalogView,
  ends: readonly EndEvent[],
  id: string,
  look: Pick<CustomNode, 'title' | 'color' | 'icon'>,
): { readonly steps: readonly FlowStep[]; readonly entries: readonly Edge[] } {
  const end: FlowStep = { id, title: look.title, custom: { ...look, type: 'Outcome' }, next: [] };
  const events = ends.map(({ event }) =>
    messageStep(view, event.name, { id: `${id}/${event.name}`, title: event.name, next: [{ id }] }),
  );
  return { steps: [...events, end], entries: events.length === 0 ? [{ id }] : events.map((step) => ({ id: step.id })) };
}

function stuckNode(saga: SagaDef): FlowStep {
  const { alert, runbook } = saga.stuck ?? {};
  const properties = { ...(alert !== undefined && { alert }), ...(runbook !== undefined && { runbook }) };
  const custom: CustomNode = {
    title: 'Stuck',
    type: 'Outcome',
    color: 'red',
    icon: 'ExclamationTriangleIcon',
    ...(Object.keys(properties).length > 0 && { properties }),
  };
  return {
    id: STUCK,
    title: 'Stuck',
    summary: 'A person has to help: nothing more happens by itself.',
    custom,
    next: [],
  };
}

/** The steps that an unwinding may take back; behind the point of no return there are none. */
function beforePivot(saga: SagaDef): readonly Step[] {
  const pivot = saga.steps.findIndex((step) => step.pivot);
  return pivot === -1 ? saga.steps : saga.steps.slice(0, pivot);
}
