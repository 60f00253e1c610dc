import type {
  CallDefinition,
  DoStepDefinition,
  FailureDefinition,
  SagaDefinition,
  StepDefinition,
} from '../runtime/saga/definition.js';
import { type UndoneSequence, undoneBefore } from './undone-sequence.js';

/** One way in which a saga can go wrong, and what the engine makes of it. */
export interface FailurePath {
  /** The step that fails; every other one succeeds, and every guard holds. */
  readonly step: string;
  /** A failure event, or `timeout`: no attempt was ever answered. */
  readonly by: string;
  readonly ends: 'completed' | 'aborted' | 'stuck';
  /** Steps that are undone, in the order of the undoing. */
  readonly undone: UndoneSequence;
}

/**
 * Every failure event and timeout of every step, in the order of the definition. Left out is what nobody can foretell:
 * failures that are retried without end, and those in a branch beside the one with the point of no return.
 */
export function failurePaths(definition: SagaDefinition): readonly FailurePath[] {
  const steps = flatten(definition.steps);
  const pivot = pivotOf(definition, steps);
  const pivotAt = steps.findIndex((step) => step.name === pivot);
  return steps.flatMap((step, index) => {
    if (pivot !== undefined && areSideBySide(definition.steps, step.name, pivot)) return [];
    const afterPivot = pivotAt !== -1 && index > pivotAt;
    return failuresOf(step).map((failure) =>
      pathOf(definition, step, failure, { afterPivot, pivot: step.name === pivot }),
    );
  });
}

type FallibleStep = Extract<StepDefinition, { kind: 'do' | 'await' }>;

interface Failure {
  readonly by: string;
  /** Whether the step may have happened all the same. */
  readonly inDoubt: boolean;
}

function failuresOf(step: FallibleStep): readonly Failure[] {
  if (step.kind === 'await') {
    const timeout = step.timeoutMs === undefined ? [] : [{ by: 'timeout', inDoubt: false }];
    return [...step.failure.map((event) => ({ by: event, inDoubt: false })), ...timeout];
  }
  const failures = step.call.failure.filter((failure) => endsSometime(step.call, failure));
  const answered = failures.map((failure) => ({
    by: failure.event,
    inDoubt: failure.effectUnknown && !step.call.readOnly,
  }));
  const timeout = step.call.retry.attempts === 'unlimited' ? [] : [{ by: 'timeout', inDoubt: !step.call.readOnly }];
  return [...answered, ...timeout];
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

function pathOf(
  definition: SagaDefinition,
  step: FallibleStep,
  failure: Failure,
  place: { readonly afterPivot: boolean; readonly pivot: boolean },
): FailurePath {
  const base = { step: step.name, by: failure.by };
  if (step.optional) return { ...base, ends: 'completed', undone: [] };
  const undoable = step.kind === 'do' && step.undo !== undefined;
  if (place.afterPivot || (place.pivot && failure.inDoubt && !undoable)) return { ...base, ends: 'stuck', undone: [] };
  return { ...base, ends: 'aborted', undone: undoneBefore(definition.steps, step.name, undoable && failure.inDoubt) };
}

/** The marked step; without one the last, if it cannot be taken back. */
function pivotOf(definition: SagaDefinition, steps: readonly FallibleStep[]): string | undefined {
  const marked = steps.find((step) => step.pivot);
  if (marked) return marked.name;
  const last = definition.steps.findLast((step) => !(step.kind === 'do' && step.optional));
  return last?.kind === 'do' && isIrreversible(last) ? last.name : undefined;
}

function isIrreversible(step: DoStepDefinition): boolean {
  return step.undo === undefined && !step.call.readOnly;
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
      return flatten(step.steps);
    case 'undo':
    case 'wait':
      return [];
  }
}
