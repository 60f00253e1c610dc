import type {
  CallDefinition,
  FailureDefinition,
  FailureHandlerDefinition,
  SagaDefinition,
  StepDefinition,
} from '../runtime/saga/definition.js';
import { allSteps, pivotOf } from '../runtime/saga/plan.js';
import { repeat, roundsOf, type UndoneSequence, undoneBefore, undoneWhenDone } from './undone-sequence.js';

/** One way in which a saga can go wrong, and what the engine makes of it. */
export interface FailurePath {
  /** The step that fails, however often it is tried; every other one succeeds, and every guard holds. */
  readonly step: string;
  /** A failure event, or `timeout`: no attempt was ever answered, or no awaited event came. */
  readonly by: string;
  readonly ends: 'completed' | 'aborted' | 'stuck';
  /** Steps that are undone, in the order of the undoing. */
  readonly undone: UndoneSequence;
}

/**
 * Every failure event and timeout of every step, in the order of the definition. Lists have one item, and loops have a
 * round for each. Left out is what nobody can foretell: failures that are retried without end, those in a branch beside
 * the one with the point of no return, those of rounds side by side, and those of steps that only a failure leads to.
 */
export function failurePaths(definition: SagaDefinition): readonly FailurePath[] {
  const steps = flatten(definition.steps);
  const pivot = pivotIn(definition, steps);
  const pivotAt = steps.findIndex((step) => step.name === pivot?.step);
  return steps.flatMap((step, index) => {
    if (pivot !== undefined && areSideBySide(definition.steps, step.name, pivot.step)) return [];
    const isPivot = step.name === pivot?.step && !pivot.inHandler;
    const place = { afterPivot: pivotAt !== -1 && index > pivotAt, pivot: isPivot };
    return failuresOf(step).map((failure) => pathOf(definition, step, failure, place));
  });
}

type FallibleStep = Extract<StepDefinition, { kind: 'do' | 'await' }>;

interface Failure {
  readonly by: string;
  /** Whether the step may have happened all the same. */
  readonly inDoubt: boolean;
  /** Whether a check is asked, which says that it has. */
  readonly checked: boolean;
}

function failuresOf(step: FallibleStep): readonly Failure[] {
  if (step.kind === 'await') {
    const failures = [...step.failure, ...(step.timeoutMs === undefined ? [] : ['timeout'])];
    return failures.map((by) => ({ by, inDoubt: false, checked: false }));
  }
  const { call, check } = step;
  const failures = call.failure.filter((failure) => endsSometime(call, failure));
  const answered = failures.map(({ event, effectUnknown, retryable }) => ({
    by: event,
    inDoubt: effectUnknown && !call.readOnly,
    checked: effectUnknown && retryable && check !== undefined,
  }));
  if (call.retry.attempts === 'unlimited') return answered;
  return [...answered, { by: 'timeout', inDoubt: !call.readOnly, checked: check !== undefined }];
}

/** Whether two steps stand in different branches of one parallel step. */
function areSideBySide(steps: readonly StepDefinition[], one: string, other: string): boolean {
  return steps.some((step) => {
    if (step.kind !== 'parallel') return false;
    const branchOf = (name: string) =>
      step.branches.findIndex((branch) => flatten(branch).some((inner) => inner.name === name));
    const [first, second] = [branchOf(one), branchOf(other)];
    if (first === -1 || second === -1) return false;
    return first !== second || areSideBySide(step.branches[first] ?? [], one, other);
  });
}

/** A failure that is retried without end leads nowhere. */
function endsSometime(call: CallDefinition, failure: FailureDefinition): boolean {
  return !failure.retryable || call.retry.attempts !== 'unlimited';
}

interface Place {
  readonly afterPivot: boolean;
  readonly pivot: boolean;
}

function pathOf(definition: SagaDefinition, step: FallibleStep, failure: Failure, place: Place): FailurePath {
  const base = { step: step.name, by: failure.by };
  if (failure.checked) return { ...base, ends: 'completed', undone: [] };
  const handler = step.onFailure.find(({ on }) => on === failure.by);
  const itself: UndoneSequence = step.kind === 'do' && step.undo && failure.inDoubt ? [step.name] : [];
  const atOnce = undoneAtOnce(handler, itself);
  if (livesOn(step, handler)) {
    const times = timesReached(definition.steps, step.name);
    return { ...base, ends: 'completed', undone: repeat(times, atOnce).flat() };
  }
  const undoable = step.kind === 'do' && step.undo !== undefined;
  if (place.afterPivot || (place.pivot && failure.inDoubt && !undoable)) {
    return { ...base, ends: 'stuck', undone: atOnce };
  }
  const own = [...lastTry(handler, itself), ...beforeLastTry(handler)];
  return { ...base, ends: 'aborted', undone: [...atOnce, ...undoneBefore(definition.steps, step.name, own)] };
}

/** An optional step's failure is the end of it only where no handler makes something else of it. */
function livesOn({ optional }: FallibleStep, handler: FailureHandlerDefinition | undefined): boolean {
  switch (handler?.then) {
    case 'continue':
    case 'skip':
      return true;
    case 'unwind':
      return false;
    case 'retry':
    case undefined:
      return optional;
  }
}

/** What is undone while the saga still goes forward: before the step is tried again, or left out. */
function undoneAtOnce(handler: FailureHandlerDefinition | undefined, itself: UndoneSequence): UndoneSequence {
  if (handler?.then === 'retry') return repeat(triesAgain(handler), itself).flat();
  return handler?.then === 'skip' ? itself : [];
}

function lastTry(handler: FailureHandlerDefinition | undefined, itself: UndoneSequence): UndoneSequence {
  return handler?.then === 'unwind' ? [...undoneWhenDone(handler.steps), ...itself] : itself;
}

/** What the handler has done before each further try. */
function beforeLastTry(handler: FailureHandlerDefinition | undefined): UndoneSequence {
  if (handler?.then !== 'retry') return [];
  return repeat(triesAgain(handler), undoneWhenDone(handler.steps)).flat();
}

function triesAgain({ rounds = 1 }: FailureHandlerDefinition): number {
  return rounds;
}

/** In how many rounds a step stands, where its failure does not end them. */
function timesReached(steps: readonly StepDefinition[], name: string): number {
  const step = steps.find((candidate) => flatten([candidate]).some((inner) => inner.name === name));
  if (step?.kind === 'forEach') return roundsOf(step) * timesReached(step.steps, name);
  if (step?.kind !== 'parallel') return 1;
  const branch = step.branches.find((inner) => flatten(inner).some((candidate) => candidate.name === name));
  return timesReached(branch ?? [], name);
}

/** The point of no return, or the step whose failure leads to it. */
function pivotIn(
  definition: SagaDefinition,
  steps: readonly FallibleStep[],
): { readonly step: string; readonly inHandler: boolean } | undefined {
  const name = pivotOf(definition);
  const found = steps.find((step) => allSteps([step]).some((inner) => inner.name === name));
  return found && { step: found.name, inHandler: found.name !== name };
}

function flatten(steps: readonly StepDefinition[]): readonly FallibleStep[] {
  return steps.flatMap(fallibleSteps);
}

function fallibleSteps(step: StepDefinition): readonly FallibleStep[] {
  switch (step.kind) {
    case 'do':
    case 'await':
      return [step];
    case 'parallel':
      return step.branches.flatMap(flatten);
    case 'forEach':
      return step.parallel && roundsOf(step) > 1 ? [] : flatten(step.steps);
    case 'undo':
    case 'wait':
      return [];
  }
}
