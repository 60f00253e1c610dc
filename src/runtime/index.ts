/** The public API of `sagac/runtime`: what generated code and its users import. */
export {
  type DeadLetterAct,
  type DeadLetterActs,
  discardDeadLetters,
  type ReplayOptions,
  replayDeadLetters,
} from './broker/act-on-dead-letters.js';
export * from './broker/broker.js';
export { type DeadLetterFacts, deadLetterFacts, messageBehind } from './broker/dead-letter-facts.js';
export { DEAD_LETTER_HEADERS, deadLetterChannel, deadLetterOf } from './broker/dead-letters.js';
export { createMemoryBroker, type MemoryBroker, type MemoryBrokerOptions } from './broker/memory-broker.js';
export type * from './broker/network-broker-options.js';
export { brokerKind, openBroker, shownBroker } from './broker/open-broker.js';
export type * from './broker/operations.js';
export {
  type DeadLetterFilter,
  type DeadLetterReason,
  deadLetterReasons,
  lettersCalled,
  selectDeadLetters,
} from './broker/select-dead-letters.js';
export * from './broker/wire/index.js';
export { type Clock, systemClock } from './clock.js';
export * from './consumer/index.js';
export { type CrashContext, type CrashHook, type CrashPoint, crashPoints } from './crash-points.js';
export { describeCause, type TimelineTone } from './describe-entry.js';
export { describeError, isSagaError, SagaError, type SagaErrorCode } from './errors.js';
export * from './inbox/index.js';
export { canonicalJson, hashJson, type JsonObject } from './json.js';
export { diagramOf } from './ops/diagram.js';
export { createOperator } from './ops/operator.js';
export type { PossibleAct } from './ops/possible-acts.js';
export type * from './ops/types.js';
export type { StuckCall, Wait } from './ops/waits.js';
export * from './outbox/index.js';
export { type AnswerMemory, createAnswerMemory, type RememberedAnswer } from './remote/answer-memory.js';
export { ERROR_TYPE, HEADERS } from './remote/headers.js';
export { type LinkChannel, linkChannels } from './remote/link-channels.js';
export { createRemoteLink, type RemoteLinkOptions } from './remote/remote-link.js';
export { type ServeCommandsOptions, serveCommands } from './remote/serve-commands.js';
export { type Decision, decide } from './saga/decide.js';
export type * from './saga/definition.js';
export type {
  AlertMessage,
  AnswerMessage,
  CommandMessage,
  EventMessage,
  Notice,
  OutgoingMessage,
} from './saga/effects.js';
export { evolve } from './saga/evolve.js';
export { initialState } from './saga/initial-state.js';
export type * from './saga/input.js';
export type * from './saga/journal.js';
export { type CorrelationValue, idempotencyKey, instanceId } from './saga/names.js';
export { nameOfPath } from './saga/paths.js';
export { planSaga, type SagaPlan } from './saga/plan.js';
export {
  type CallState,
  type Cause,
  callOf,
  type Direction,
  isEnded,
  nextTimerOf,
  type ReplyAddress,
  type SagaState,
  type SagaStatus,
  type StepState,
} from './saga/state.js';
export { undeliveredCommands } from './saga/undelivered.js';
export type * from './store.js';
export { createMemoryData, createMemoryStore, type MemoryData } from './stores/memory/index.js';
export { type TimelineLine, timelineLine, timelineOf } from './timeline.js';
export { createVirtualClock, type VirtualClock, type VirtualClockOptions } from './virtual-clock.js';
export { createWorker } from './worker/create-worker.js';
export { describeWorkerProblem, type WorkerProblem } from './worker/problems.js';
export type * from './worker/remote-link.js';
export type {
  CommandAnswer,
  CommandContext,
  CommandHandler,
  CommandHandlers,
  CommittedTransition,
  ReceiveOptions,
  ReceiveResult,
  RunOptions,
  StartOptions,
  StartResult,
  Worker,
  WorkerCounts,
  WorkerOptions,
} from './worker/types.js';
