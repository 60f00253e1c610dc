import { describeProblem } from './describe-problem.js';
import { initialState } from './initial-state.js';
import type {
  AttemptFailed,
  CommandSent,
  DeadlinePassed,
  JournalEntry,
  LateSuccess,
  StepFailed,
  StepSucceeded,
} from './journal.js';
import { type CallState, callOf, type Direction, isUndecided, type SagaState } from './state.js';

/** The state after one more journal entry; replaying a whole journal gives the stored state. */
export function evolve(state: SagaState | undefined, entry: JournalEntry): SagaState {
  if (entry.type === 'saga-started') return initialState(entry);
  if (state === undefined) throw new Error(`a journal cannot begin with ${entry.type}`);
  return { ...applyEntry(state, entry), version: state.version + 1 };
}

function applyEntry(state: SagaState, entry: Exclude<JournalEntry, { type: 'saga-started' }>): SagaState {
  switch (entry.type) {
    case 'step-skipped':
      return withCall(state, entry, { status: 'skipped' });
    case 'command-sent':
      return afterSending(state, entry);
    case 'step-succeeded':
      return afterSuccess(state, entry);
    case 'attempt-failed':
      return afterFailedAttempt(state, entry);
    case 'retry-scheduled':
      return withCall(state, entry, { status: 'backing-off' });
    case 'step-failed':
      return afterFailure(state, entry);
    case 'step-blocked':
      return withCall(state, entry, { status: 'blocked', problem: entry.error });
    case 'late-success':
      return afterLateSuccess(state, entry);
    case 'reply-ignored':
      return state;
    case 'deadline-passed':
      return afterDeadline(state, entry);
    case 'unwinding-started':
      return { ...state, status: 'unwinding', cause: entry.cause };
    case 'event-published':
      return withMessage(state, entry);
    case 'saga-completed':
      return { ...state, status: 'completed', endedAt: entry.at };
    case 'saga-aborted':
      return { ...state, status: 'aborted', endedAt: entry.at };
    case 'saga-parked':
      return { ...state, status: 'stuck', endedAt: entry.at };
  }
}

const NEW_CALL: CallState = { status: 'waiting', attempt: 0, input: {}, firstSentAt: 0, mayHaveHappened: false };

interface CallRef {
  readonly step: string;
  readonly direction: Direction;
}

function withCall(state: SagaState, ref: CallRef, change: Partial<CallState>): SagaState {
  const call: CallState = { ...(callOf(state, ref.step, ref.direction) ?? NEW_CALL), ...change };
  const step = { ...state.steps[ref.step], [ref.direction]: call };
  return { ...state, steps: { ...state.steps, [ref.step]: step } };
}

function withMessage(state: SagaState, seen: { readonly event: string; readonly data: CallState['input'] }): SagaState {
  return { ...state, messages: { ...state.messages, [seen.event]: seen.data } };
}

function afterSending(state: SagaState, entry: CommandSent): SagaState {
  const first = entry.attempt === 1 ? { input: entry.input, firstSentAt: entry.at } : {};
  return withCall(state, entry, { status: 'waiting', attempt: entry.attempt, ...first });
}

function afterSuccess(state: SagaState, entry: StepSucceeded): SagaState {
  const after = withMessage(withCall(state, entry, { status: 'succeeded' }), entry);
  return entry.pivot ? { ...after, pivotPassed: true } : after;
}

function afterFailedAttempt(state: SagaState, entry: AttemptFailed): SagaState {
  const { problem } = entry;
  const doubt = problem.kind !== 'failure' || problem.effectUnknown ? { mayHaveHappened: true } : {};
  const after = withCall(state, entry, { problem: describeProblem(problem), ...doubt });
  return problem.kind === 'failure' ? withMessage(after, problem) : after;
}

function afterFailure(state: SagaState, entry: StepFailed): SagaState {
  const after = withCall(state, entry, { status: 'failed', mayHaveHappened: entry.mayHaveHappened });
  if (entry.optional || entry.direction === 'undo' || after.cause !== undefined) return after;
  return { ...after, cause: entry.cause };
}

function afterLateSuccess(state: SagaState, entry: LateSuccess): SagaState {
  const after = withUndoAskedAnew(afterSuccess(state, { ...entry, type: 'step-succeeded', key: '' }), entry);
  if (!entry.reopens) return after;
  const { endedAt: _endedAt, ...reopened } = after;
  return { ...reopened, status: 'unwinding' };
}

/** An undo that was held back while nobody knew of the success is decided again now that its event is there. */
function withUndoAskedAnew(state: SagaState, { step, direction }: LateSuccess): SagaState {
  const own = state.steps[step];
  if (direction === 'undo' || own?.undo === undefined || !isUndecided(own.undo)) return state;
  const { undo: _undo, ...rest } = own;
  return { ...state, steps: { ...state.steps, [step]: rest } };
}

function afterDeadline(state: SagaState, entry: DeadlinePassed): SagaState {
  if (entry.consequence === 'alert' || state.cause !== undefined) return state;
  return { ...state, cause: { kind: 'deadline' } };
}
