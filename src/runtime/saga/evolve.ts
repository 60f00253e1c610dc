import {
  DEADLINE,
  resumed,
  timerOwner,
  withCall,
  withMessage,
  withoutTimer,
  withStep,
  withTimer,
} from './change-state.js';
import { describeProblem } from './describe-problem.js';
import { evolveOperator } from './evolve-operator.js';
import { initialState } from './initial-state.js';
import type {
  AttemptFailed,
  AwaitSucceeded,
  CommandDispatched,
  CommandSent,
  DeadlinePassed,
  EventReceived,
  EventTaken,
  JournalEntry,
  LateSuccess,
  RetryScheduled,
  SagaParked,
  StepFailed,
  StepSucceeded,
} from './journal.js';
import { callOf, isUndecided, type SagaState, stepOf } from './state.js';

/** The state after one more journal entry; replaying a whole journal gives the stored state. */
export function evolve(state: SagaState | undefined, entry: JournalEntry): SagaState {
  if (entry.type === 'saga-started') return initialState(entry);
  if (state === undefined) throw new Error(`a journal cannot begin with ${entry.type}`);
  return { ...applyEntry(state, entry), version: state.version + 1, updatedAt: entry.at };
}

function applyEntry(state: SagaState, entry: Exclude<JournalEntry, { type: 'saga-started' }>): SagaState {
  switch (entry.type) {
    case 'step-skipped':
      return withCall(state, entry, { status: 'skipped' });
    case 'step-blocked':
      return withCall(state, entry, { status: 'blocked', problem: entry.error });
    case 'command-sent':
      return afterSending(state, entry);
    case 'command-dispatched':
      return afterDispatch(state, entry);
    case 'step-succeeded':
      return afterSuccess(state, entry);
    case 'attempt-failed':
      return afterFailedAttempt(state, entry);
    case 'retry-scheduled':
      return afterScheduling(state, entry);
    case 'step-checked':
      return withCall(state, { ...entry, direction: 'check' }, { status: 'succeeded' });
    case 'step-failed':
      return afterFailure(state, entry);
    case 'failure-passed-on':
      return { ...state, cause: entry.cause };
    case 'late-success':
      return afterLateSuccess(state, entry);
    case 'await-started':
      return afterWaitBegan(state, entry, 'await');
    case 'await-succeeded':
      return afterAwait(state, entry);
    case 'wait-started':
      return afterWaitBegan(state, entry, 'wait');
    case 'wait-ended':
      return withCall(state, { ...entry, direction: 'do' }, { status: 'succeeded' });
    case 'loop-started':
      return withStep(state, entry.step, { loop: { items: entry.items, rounds: entry.items.length } });
    case 'loop-cut':
      return withStep(state, entry.step, {
        loop: { items: stepOf(state, entry.step)?.loop?.items ?? [], rounds: entry.rounds },
      });
    case 'event-received':
      return afterEvent(state, entry);
    case 'event-taken':
      return afterTaking(state, entry);
    case 'event-published':
      return withMessage(state, '', entry.event, entry.data);
    case 'start-answered':
      return { ...state, answered: true };
    case 'deadline-passed':
      return afterDeadline(state, entry);
    case 'unwinding-started':
      return { ...state, status: 'unwinding', cause: entry.cause };
    case 'operator-acted':
      return evolveOperator(state, entry);
    case 'reply-ignored':
    case 'operator-refused':
      return state;
    case 'saga-completed':
      // Whatever comes late, a saga that has completed is never unwound.
      return { ...state, status: 'completed', endedAt: entry.at, timers: {}, early: [], pivotPassed: true };
    case 'saga-aborted':
      return { ...state, status: 'aborted', endedAt: entry.at, timers: {}, early: [] };
    case 'saga-parked':
      return afterParking(state, entry);
  }
}

function afterWaitBegan(
  state: SagaState,
  { step, at, dueAt }: Extract<JournalEntry, { type: 'await-started' | 'wait-started' }>,
  kind: 'await' | 'wait',
): SagaState {
  const waiting = withCall(state, { step, direction: 'do' }, { firstSentAt: at });
  return withTimer(waiting, step, { kind, step }, dueAt);
}

function afterSending(state: SagaState, entry: CommandSent): SagaState {
  const { step, direction, attempt, input, at } = entry;
  const isRetry = callOf(state, step, direction)?.status === 'backing-off';
  // A series of attempts that begins anew is not charged with those of an earlier one.
  const series = isRetry ? {} : { input, firstSentAt: at, ...(attempt > 1 && { forgiven: attempt - 1 }) };
  const call = { status: 'waiting' as const, attempt, dispatched: false, ...series };
  const sent = withCall(withoutTimer(state, timerOwner(entry)), entry, call);
  return direction === 'check' ? withCall(sent, { step, direction: 'do' }, { status: 'checking' }) : sent;
}

function afterDispatch(state: SagaState, entry: CommandDispatched): SagaState {
  const { step, direction, attempt } = entry;
  const dispatched = withCall(state, entry, { dispatched: true });
  return withTimer(dispatched, timerOwner(entry), { kind: 'attempt', step, direction, attempt }, entry.dueAt);
}

function afterSuccess(state: SagaState, entry: StepSucceeded): SagaState {
  const { step, direction, event, data } = entry;
  const done = withCall(state, { step, direction }, { status: 'succeeded' });
  const seen = withMessage(done, step, event, data);
  const kept = entry.keeps ? withStep(seen, step, { answer: { event, data } }) : seen;
  return entry.pivot ? { ...kept, pivotPassed: true } : kept;
}

function afterFailedAttempt(state: SagaState, entry: AttemptFailed): SagaState {
  const { problem } = entry;
  const doubt = problem.kind !== 'failure' || problem.effectUnknown ? { mayHaveHappened: true } : {};
  const after = withCall(withoutTimer(state, timerOwner(entry)), entry, {
    problem: describeProblem(problem),
    ...doubt,
  });
  return problem.kind === 'failure' ? withMessage(after, entry.step, problem.event, problem.data) : after;
}

function afterScheduling(state: SagaState, entry: RetryScheduled): SagaState {
  const { step, direction, attempt, dueAt } = entry;
  const waiting = withCall(state, entry, { status: 'backing-off' });
  return withTimer(waiting, timerOwner(entry), { kind: 'retry', step, direction, attempt }, dueAt);
}

function afterFailure(state: SagaState, entry: StepFailed): SagaState {
  const { step, cause, handled, mayHaveHappened } = entry;
  const seen = cause.kind === 'failure' && entry.key === undefined ? seenInScope(state, step, cause.event) : state;
  const failed = withCall(seen, entry, { status: 'failed', mayHaveHappened });
  if (handled) return withStep(failed, step, { handled: { ...handled, cause } });
  if (entry.optional || entry.direction !== 'do' || failed.cause !== undefined) return failed;
  return { ...failed, cause };
}

/** An event of the outside is seen by the whole saga; that it ended this step counts in the step's own scope too. */
function seenInScope(state: SagaState, path: string, event: string): SagaState {
  const data = state.messages[event];
  return data === undefined ? state : withMessage(state, path, event, data);
}

function afterLateSuccess(state: SagaState, entry: LateSuccess): SagaState {
  const { messages } = state;
  const after = withUndoAskedAnew(afterSuccess(state, { ...entry, type: 'step-succeeded', key: '' }), entry);
  const seen = entry.abandoned ? { ...after, messages } : after;
  if (!entry.reopens) return seen;
  return resumed(seen, seen.parkedFrom ?? (seen.status === 'completed' ? 'running' : 'unwinding'), entry.at);
}

/** An undo that was held back while nobody knew of the success is decided again now that its event is there. */
function withUndoAskedAnew(state: SagaState, { step, direction }: LateSuccess): SagaState {
  const own = stepOf(state, step);
  if (direction === 'undo' || own?.undo === undefined || !isUndecided(own.undo)) return state;
  const { undo: _undo, ...rest } = own;
  return { ...state, steps: { ...state.steps, [step]: rest } };
}

function afterAwait(state: SagaState, entry: AwaitSucceeded): SagaState {
  const { step, event } = entry;
  const done = withCall(state, { step, direction: 'do' }, { status: 'succeeded' });
  const seen = seenInScope(done, step, event);
  return entry.pivot ? { ...seen, pivotPassed: true } : seen;
}

function afterEvent(state: SagaState, { use, event, data, at }: EventReceived): SagaState {
  switch (use) {
    case 'noted':
      return withMessage(state, '', event, data);
    case 'kept':
      return { ...state, early: [...state.early, { event, data }] };
    case 'cancels': {
      const going = state.status === 'stuck' ? resumed(state, 'running', at) : state;
      return { ...withMessage(going, '', event, data), cause: { kind: 'cancel', event } };
    }
    case 'ignored':
      return state;
  }
}

function afterTaking(state: SagaState, { event }: EventTaken): SagaState {
  const index = state.early.findIndex((kept) => kept.event === event);
  const kept = state.early[index];
  if (kept === undefined) return state;
  return withMessage({ ...state, early: state.early.toSpliced(index, 1) }, '', event, kept.data);
}

function afterDeadline(state: SagaState, { consequence }: DeadlinePassed): SagaState {
  const after = withoutTimer(state, DEADLINE);
  if (consequence === 'alert') return { ...after, overdue: true };
  return consequence === 'unwind' && after.cause === undefined ? { ...after, cause: { kind: 'deadline' } } : after;
}

function afterParking(state: SagaState, entry: SagaParked): SagaState {
  const parkedFrom = state.status === 'unwinding' ? 'unwinding' : 'running';
  return { ...state, status: 'stuck', parkedFrom, endedAt: entry.at, timers: {} };
}
