import { stepsBehindPivot } from '../../../model/after-pivot.js';
import { namesOf } from '../../../model/graph.js';
import type {
  AwaitStep,
  CommandDef,
  DoStep,
  FailureHandler,
  ForEachStep,
  ParallelStep,
  SagaDef,
  Step,
  Undo,
  WaitStep,
} from '../../../model/index.js';
import { sagasStartedBy } from '../../../model/saga-starts.js';
import { undoOf } from '../../../model/step-parts.js';
import { type CatalogView, pointerTo } from './catalog-view.js';
import { onFailure } from './conditions.js';
import {
  distinct,
  type Edge,
  type FlowStep,
  labelled,
  messageStep,
  STUCK,
  serviceStep,
  timerStep,
} from './flow-step.js';
import { attemptsText } from './message-page.js';
import { guarded, retrySummary, stepSummary, undoEntries, undoId } from './step-notes.js';

/** A saga that is being drawn; nodes are added in the order in which they are reached. */
export interface Drawing {
  readonly view: CatalogView;
  readonly saga: SagaDef;
  readonly steps: FlowStep[];
}

/** Where the arrows around a sequence of steps lead. */
export interface Around {
  /** What comes behind it. */
  readonly next: readonly Edge[];
  /** What is undone first when its first step fails: what was done before it, or the end. */
  readonly undo: readonly Edge[];
  /** What branches beside it have done, and is undone as well. */
  readonly beside: readonly Edge[];
}

/** Draws steps one after the other; gives the arrows that lead to the first of them. */
export function drawSteps(drawing: Drawing, steps: readonly Step[], around: Around): readonly Edge[] {
  const drawn: FlowStep[][] = [];
  let { next } = around;
  for (let at = steps.length - 1; at >= 0; at--) {
    const step = steps[at];
    if (step === undefined) continue;
    const nodes: FlowStep[] = [];
    const undo = undoEntries(steps.slice(0, at), around.undo);
    next = drawStep({ ...drawing, steps: nodes }, step, { next, undo, beside: around.beside });
    drawn.unshift(nodes);
  }
  drawing.steps.push(...drawn.flat());
  return next;
}

function drawStep(drawing: Drawing, step: Step, around: Around): readonly Edge[] {
  switch (step.kind) {
    case 'do':
      return drawDo(drawing, step, around);
    case 'undo':
      drawUndo(drawing, step, step.undo, around);
      return around.next;
    case 'parallel':
      return drawParallel(drawing, step, around);
    case 'await':
      return drawAwait(drawing, step, around);
    case 'wait':
      return drawWait(drawing, step, around);
    case 'forEach':
      return drawLoop(drawing, step, around);
  }
}

function drawDo(drawing: Drawing, step: DoStep, around: Around): readonly Edge[] {
  const { view } = drawing;
  const { name } = step.command;
  const command = view.catalog.commands.get(name);
  const title = step.name === name ? name : `${step.name}: ${name}`;
  const summary = stepSummary(step);
  const handled = { id: `${step.name}/service`, label: 'handled by' };
  drawing.steps.push(messageStep(view, name, { id: step.name, title, ...summary, next: [handled] }));
  const outcomes = command ? drawOutcomes(drawing, step, command, around) : around.next;
  pushHandler(drawing, step, command, outcomes);
  if (step.undo) drawUndo(drawing, step, step.undo, around);
  return guarded(step, [{ id: step.name }], around.next);
}

/** Who carries the command out: a service, or another saga. */
function pushHandler({ view, steps }: Drawing, step: DoStep, command: CommandDef | undefined, next: readonly Edge[]) {
  const nested = sagasStartedBy(view.catalog, step.command.name)[0];
  const at = steps.findIndex(({ id }) => id === step.name) + 1;
  const node = { id: `${step.name}/service`, title: nested?.id ?? command?.handler?.name ?? 'Nobody is named', next };
  const handler = nested ? { ...node, flow: pointerTo(view, nested) } : serviceStep(view, command?.handler?.name, node);
  steps.splice(at, 0, handler);
}

function drawOutcomes(drawing: Drawing, step: DoStep, command: CommandDef, around: Around): readonly Edge[] {
  const { view } = drawing;
  const success = step.pivot ? 'success: from here on there is no way back' : 'success';
  const successes = namesOf(command.success).map((event): Edge => {
    const id = `${step.name}/${event}`;
    drawing.steps.push(messageStep(view, event, { id, title: event, next: around.next }));
    return { id, label: success };
  });
  const failures = namesOf(command.failure).map((event): Edge => {
    const id = `${step.name}/${event}`;
    const next = afterFailure(drawing, step, event, around);
    drawing.steps.push(messageStep(view, event, { id, title: event, ...retrySummary(view, event), next }));
    return { id, label: onFailure(view.catalog, event) };
  });
  return [...successes, ...failures, ...drawSilence(drawing, step, command, around)];
}

/** No answer in time: asked again, then checked, then undone like something that may have happened. */
function drawSilence(drawing: Drawing, step: DoStep, command: CommandDef, around: Around): readonly Edge[] {
  if (!command.timeout) return [];
  const id = `${step.name}/timeout`;
  const lost = afterTimeout(drawing, step, around);
  const next = step.check ? [{ id: `${step.name}/check`, label: 'has it happened?' }] : lost;
  drawing.steps.push(timerStep(id, `No answer to ${step.command.name}`, command.timeout.text, next));
  if (step.check) drawCheck(drawing, step, step.check.name, lost, around);
  return [{ id, label: `no answer within ${command.timeout.text}, ${attemptsText(command.retry)}` }];
}

function drawCheck(drawing: Drawing, step: DoStep, check: string, lost: readonly Edge[], around: Around): void {
  const not = afterFailure(drawing, step, 'timeout', around);
  const next = [
    ...labelled(around.next, 'it has happened'),
    ...labelled(not, 'it has not'),
    ...labelled(lost, 'nobody knows'),
  ];
  drawing.steps.push(messageStep(drawing.view, check, { id: `${step.name}/check`, title: `Check: ${check}`, next }));
}

/** Where a failure leads: to what handles it, to the next step of one that may fail, into the undo, or to a person. */
function afterFailure(drawing: Drawing, step: DoStep | AwaitStep, cause: string, around: Around): readonly Edge[] {
  const handler = step.onFailure.find(({ on }) => on.name === cause);
  if (handler) return drawHandler(drawing, step, handler, around);
  return givenUp(drawing, step, around, isUnknown(drawing, cause) ? ownUndo(step) : []);
}

function afterTimeout(drawing: Drawing, step: DoStep, around: Around): readonly Edge[] {
  const handler = step.onFailure.find(({ on }) => on.name === 'timeout');
  if (handler) return drawHandler(drawing, step, handler, around);
  if (step.pivot && !step.undo) return [{ id: STUCK, label: 'it may have happened, and cannot be undone' }];
  return givenUp(drawing, step, around, ownUndo(step));
}

function givenUp(drawing: Drawing, step: Step, around: Around, own: readonly Edge[]): readonly Edge[] {
  if (step.optional) return around.next;
  if (stepsBehindPivot(drawing.saga).has(step)) return [{ id: STUCK }];
  return distinct([...(own.length > 0 ? own : around.undo), ...around.beside]);
}

function ownUndo(step: Step): readonly Edge[] {
  return undoOf(step) ? [{ id: undoId(step), label: 'it may have happened' }] : [];
}

function isUnknown({ view }: Drawing, event: string): boolean {
  return view.catalog.events.get(event)?.effect === 'unknown';
}

function handlerId(step: Step, { on }: FailureHandler): string {
  return `${step.name}/handled/${on.name}`;
}

/** What answers a failure: a node of its own, the handler's steps, and where it goes on. */
function drawHandler(drawing: Drawing, step: Step, handler: FailureHandler, around: Around): readonly Edge[] {
  const id = handlerId(step, handler);
  if (drawing.steps.some((node) => node.id === id)) return [{ id }];
  const rounds = handler.rounds ?? 1;
  const then = {
    retry: [{ id: step.name, label: `tried again, ${rounds === 1 ? 'once' : `${rounds} times`} at most` }],
    continue: labelled(around.next, 'goes on'),
    skip: labelled(around.next, 'goes on without it'),
    unwind: labelled(givenUp(drawing, step, around, ownUndo(step)), 'unwinds'),
  }[handler.then];
  const title = `${handler.on.name} is handled`;
  const node = { title, type: 'Check', color: 'yellow', icon: 'WrenchIcon' } as const;
  const at = drawing.steps.push({ id, title, custom: node, next: [] }) - 1;
  const next = drawSteps(drawing, handler.steps, { ...around, next: then });
  drawing.steps[at] = { id, title, custom: node, next };
  return [{ id }];
}

function drawUndo(drawing: Drawing, step: Step, undo: Undo, around: Around): void {
  const { view } = drawing;
  const command = view.catalog.commands.get(undo.command.name);
  const retry = undo.retry ?? command?.retry;
  const handler = command?.handler?.name;
  const properties = {
    ...(step.kind === 'undo' ? {} : { undoes: step.name }),
    command: undo.command.name,
    ...(handler !== undefined && { service: handler }),
    ...(retry && { attempts: retry.attempts }),
    ...(undo.when && { when: undo.when.text }),
  };
  const title = `Undo: ${undo.command.name}`;
  const canFail = command === undefined || command.failure.length > 0 || command.timeout !== undefined;
  drawing.steps.push({
    id: undoId(step),
    title,
    custom: { title, type: 'Compensation', color: 'red', icon: 'ArrowUturnLeftIcon', properties },
    next: [...around.undo, ...(canFail ? [{ id: STUCK, label: 'fails for good' }] : [])],
  });
}

function drawParallel(drawing: Drawing, step: ParallelStep, around: Around): readonly Edge[] {
  const undone = step.branches.map((branch) => undoEntries(branch, []));
  const entries = step.branches.flatMap((branch, index) => {
    const others = undone.filter((_, other) => other !== index).flat();
    const beside = labelled(others, 'and what was done beside it');
    return drawSteps(drawing, branch, { ...around, beside: [...around.beside, ...beside] });
  });
  return guarded(step, distinct(entries), around.next);
}

function drawAwait(drawing: Drawing, step: AwaitStep, around: Around): readonly Edge[] {
  const { view } = drawing;
  const at = drawing.steps.length;
  const successes = namesOf(step.events).map((event): Edge => {
    const id = `${step.name}/${event}`;
    drawing.steps.push(messageStep(view, event, { id, title: event, next: around.next }));
    return { id };
  });
  const failures = namesOf(step.failure).map((event): Edge => {
    const id = `${step.name}/${event}`;
    const next = afterFailure(drawing, step, event, around);
    drawing.steps.push(messageStep(view, event, { id, title: event, next }));
    return { id, label: onFailure(view.catalog, event) };
  });
  const late: Edge[] = [];
  if (step.timeout) {
    const id = `${step.name}/timeout`;
    const next = afterFailure(drawing, step, 'timeout', around);
    drawing.steps.push(timerStep(id, 'It did not come', step.timeout.text, next));
    late.push({ id, label: `after ${step.timeout.text}` });
  }
  const title = `Wait for ${namesOf(step.events).join(' or ')}`;
  const custom = { title, type: 'Await', color: 'blue', icon: 'PauseIcon' } as const;
  const node = { id: step.name, title, ...stepSummary(step), custom, next: [...successes, ...failures, ...late] };
  drawing.steps.splice(at, 0, node);
  return guarded(step, [{ id: step.name }], around.next);
}

function drawWait(drawing: Drawing, step: WaitStep, around: Around): readonly Edge[] {
  drawing.steps.push(timerStep(step.name, `Wait for ${step.for.text}`, step.for.text, around.next));
  if (step.until) {
    const { name } = step.until;
    const next = labelled(around.next, 'ends the pause');
    drawing.steps.push(messageStep(drawing.view, name, { id: `${step.name}/${name}`, title: name, next }));
  }
  return guarded(step, [{ id: step.name }], around.next);
}

function drawLoop(drawing: Drawing, step: ForEachStep, around: Around): readonly Edge[] {
  const title = `For each of ${step.items.text}`;
  const properties = {
    items: step.items.text,
    rounds: step.parallel ? 'side by side' : 'one after the other',
    ...(step.as && { as: step.as.name }),
    ...(step.until && { until: step.until.name }),
  };
  const custom = { title, type: 'Loop', color: 'blue', icon: 'ArrowPathIcon', properties } as const;
  const at = drawing.steps.push({ id: step.name, title, custom, next: [] }) - 1;
  const inside = drawSteps(drawing, step.steps, { ...around, next: [{ id: step.name, label: 'next round' }] });
  const next = [...labelled(inside, 'each round'), ...labelled(around.next, 'no more rounds')];
  drawing.steps[at] = { id: step.name, title, ...stepSummary(step), custom, next };
  return guarded(step, [{ id: step.name }], around.next);
}
