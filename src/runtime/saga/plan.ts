import { hashJson } from '../json.js';
import type { CallDefinition, SagaDefinition, StepDefinition, UndoDefinition } from './definition.js';

/** What the engine asks of a definition again and again, worked out once. */
export interface SagaPlan {
  readonly definition: SagaDefinition;
  /** SHA-256 of the definition. */
  readonly hash: string;
  /** Every step at any depth, by name. */
  readonly steps: ReadonlyMap<string, StepDefinition>;
  /** Every command that may be sent: steps, undos and checks. */
  readonly commands: readonly CallDefinition[];
  /** Name of the point of no return, where there is one. */
  readonly pivot?: string;
  /** Names of the steps that come after it; those beside it in a group do not. */
  readonly afterPivot: ReadonlySet<string>;
  /** Names of steps that may run more than once: in a loop or a handler, or tried again. */
  readonly repeated: ReadonlySet<string>;
  /** Names of steps that keep their own answer: others are answered by the same event, or the step may be tried again. */
  readonly keepers: ReadonlySet<string>;
  /** By loop whose rounds run side by side: outcomes of its own commands, which other rounds do not see. */
  readonly apart: ReadonlyMap<string, ReadonlySet<string>>;
  /** Events of the outside that mean something to this saga, its start aside. */
  readonly listensTo: ReadonlySet<string>;
}

/** Prepares a definition for the engine. */
export function planSaga(definition: SagaDefinition): SagaPlan {
  const steps = allSteps(definition.steps);
  const pivot = pivotOf(definition);
  return {
    definition,
    hash: hashJson(definition),
    steps: new Map(steps.map((step) => [step.name, step])),
    commands: steps.flatMap(callsOf),
    ...(pivot === undefined ? {} : { pivot }),
    afterPivot: new Set(pivot === undefined ? [] : stepsAfter(definition.steps, pivot)),
    repeated: new Set(repeatedSteps(definition.steps)),
    keepers: new Set(keepers(steps)),
    apart: apart(definition, steps),
    listensTo: new Set([...definition.hears, ...definition.cancelOn, ...steps.flatMap(eventsAwaitedBy)]),
  };
}

/** Every step at any depth, in the order of the definition. */
export function allSteps(steps: readonly StepDefinition[]): readonly StepDefinition[] {
  return steps.flatMap((step) => [step, ...allSteps(innerSequences(step).flat())]);
}

/** The events that a step ends by, if any. */
export function eventsAwaitedBy(step: StepDefinition): readonly string[] {
  if (step.kind === 'await') return [...step.events, ...step.failure];
  return (step.kind === 'wait' || step.kind === 'forEach') && step.until !== undefined ? [step.until] : [];
}

/** The events that say that a step has happened. */
export function answersOf(step: StepDefinition): readonly string[] {
  return step.kind === 'do' ? [...step.call.success, ...(step.check?.success ?? [])] : [];
}

/** The events that a command may be answered with, successes first. */
export function answersTo({ success, failure }: Pick<CallDefinition, 'success' | 'failure'>): readonly string[] {
  return [...success, ...failure.map(({ event }) => event)];
}

/** How a step is undone, if it is. */
export function undoOf(step: StepDefinition): UndoDefinition | undefined {
  return step.kind === 'do' || step.kind === 'undo' ? step.undo : undefined;
}

function innerSequences(step: StepDefinition): readonly (readonly StepDefinition[])[] {
  switch (step.kind) {
    case 'parallel':
      return step.branches;
    case 'forEach':
      return [step.steps];
    case 'do':
    case 'await':
      return step.onFailure.map((handler) => handler.steps);
    case 'undo':
    case 'wait':
      return [];
  }
}

/** The commands that a step may send: its own, its check, its undo. */
export function callsOf(step: StepDefinition): readonly CallDefinition[] {
  const undo = undoOf(step)?.call;
  const own = step.kind === 'do' ? [step.call, ...(step.check ? [step.check] : [])] : [];
  return undo ? [...own, undo] : own;
}

/** Name of the point of no return: the marked step, or without one the last, if it cannot be taken back. */
export function pivotOf({ steps }: Pick<SagaDefinition, 'steps'>): string | undefined {
  const marked = allSteps(steps).find((step) => (step.kind === 'do' || step.kind === 'await') && step.pivot);
  if (marked !== undefined) return marked.name;
  const last = steps.findLast((step) => !(step.kind === 'do' && step.optional));
  return last?.kind === 'do' && last.undo === undefined && !last.call.readOnly ? last.name : undefined;
}

function stepsAfter(steps: readonly StepDefinition[], name: string): readonly string[] {
  const index = steps.findIndex((step) => allSteps([step]).some((inner) => inner.name === name));
  const step = steps[index];
  if (step === undefined) return [];
  const inside = innerSequences(step).flatMap((sequence) => stepsAfter(sequence, name));
  return [...inside, ...allSteps(steps.slice(index + 1)).map((later) => later.name)];
}

function repeatedSteps(steps: readonly StepDefinition[]): readonly string[] {
  return steps.flatMap((step) => {
    if (step.kind === 'parallel') return step.branches.flatMap(repeatedSteps);
    const inner = allSteps(innerSequences(step).flat()).map(({ name }) => name);
    return isTriedAgain(step) ? [step.name, ...inner] : inner;
  });
}

function keepers(steps: readonly StepDefinition[]): readonly string[] {
  const all = steps.flatMap((step) => [...new Set(answersOf(step))]);
  const shared = new Set(all.filter((event, index) => all.indexOf(event) !== index));
  const keeping = steps.filter((step) => isTriedAgain(step) || answersOf(step).some((event) => shared.has(event)));
  return keeping.map(({ name }) => name);
}

function apart({ start, hears, cancelOn }: SagaDefinition, steps: readonly StepDefinition[]): SagaPlan['apart'] {
  const loops = steps.flatMap((step) => (step.kind === 'forEach' && step.parallel ? [step] : []));
  return new Map(
    loops.map((loop) => {
      const inner = new Set(allSteps(loop.steps));
      const outside = steps.filter((step) => !inner.has(step)).flatMap(outcomesOf);
      const others = new Set([start.message, ...hears, ...cancelOn, ...outside, ...steps.flatMap(eventsAwaitedBy)]);
      return [loop.name, new Set([...inner].flatMap(outcomesOf).filter((event) => !others.has(event)))];
    }),
  );
}

function outcomesOf(step: StepDefinition): readonly string[] {
  return callsOf(step).flatMap(answersTo);
}

function isTriedAgain(step: StepDefinition): boolean {
  return 'onFailure' in step && step.onFailure.some((handler) => handler.then === 'retry');
}
