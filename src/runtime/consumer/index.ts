/** The part of `sagac/runtime` that takes messages. */
export type { AttemptTimes } from './attempts.js';
export { DEAD_HANDLER_HEADER } from './bury.js';
export {
  commandChannel,
  eventChannel,
  RETRY_HEADERS,
  replyChannel,
  retryChannel,
  sagaGroup,
} from './channels.js';
export { type Codec, jsonCodec } from './codec.js';
export type { InboxCommandContext, InboxCommandHandler, InboxCommandHandlers } from './commands.js';
export type * from './definition.js';
export { emitTo } from './emit.js';
export { Reject } from './errors.js';
export { printEvent } from './print-event.js';
export { type ReadChannel, readChannels } from './read-channels.js';
export { startConsumer } from './start-consumer.js';
export { type StopOptions, stopOnSignals } from './stop-on-signals.js';
export type {
  Consumer,
  ConsumerEvent,
  ConsumerObserver,
  ConsumerOptions,
  EventHandler,
  EventHandlers,
  HandlerContext,
  HandlerOutcome,
  HandlerResult,
  ObservedDelivery,
} from './types.js';
