/** The public API of `sagac/runtime`: what generated code and its users import. */
export { type Clock, systemClock } from './clock.js';
export { type CrashContext, type CrashHook, type CrashPoint, crashPoints } from './crash-points.js';
export { describeError, isSagaError, SagaError, type SagaErrorCode } from './errors.js';
export { canonicalJson, hashJson, type JsonObject } from './json.js';
export { type Decision, decide } from './saga/decide.js';
export type * from './saga/definition.js';
export type { AlertMessage, CommandMessage, Effect, EventMessage, OutgoingMessage } from './saga/effects.js';
export { evolve } from './saga/evolve.js';
export { initialState } from './saga/initial-state.js';
export type { AttemptLostInput, ReplyInput, SagaInput, StartInput, Timer, TimerInput } from './saga/input.js';
export type { AttemptProblem, JournalEntry } from './saga/journal.js';
export { idempotencyKey, instanceId } from './saga/names.js';
export {
  type CallState,
  type Cause,
  type Direction,
  isEnded,
  type SagaState,
  type SagaStatus,
  type StepState,
} from './saga/state.js';
export { planSaga, type SagaPlan } from './saga/steps.js';
export { type UnsupportedForm, unsupportedForms } from './saga/unsupported-forms.js';
export type {
  CommitResult,
  Consumed,
  InstanceFilter,
  SagaStore,
  StoredTimer,
  TimerChange,
  Transition,
} from './store.js';
export { createMemoryData, createMemoryStore, type MemoryData } from './stores/memory/index.js';
export { describeCause, type TimelineLine, type TimelineTone, timelineLine, timelineOf } from './timeline.js';
export { createVirtualClock, type VirtualClock, type VirtualClockOptions } from './virtual-clock.js';
export { createWorker } from './worker/create-worker.js';
export type {
  CommandAnswer,
  CommandContext,
  CommandHandler,
  CommandHandlers,
  CommittedTransition,
  RunOptions,
  StartOptions,
  StartResult,
  Worker,
  WorkerOptions,
  WorkerProblem,
} from './worker/types.js';
