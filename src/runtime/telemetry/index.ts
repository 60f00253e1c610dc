/** The public API of `sagac/runtime/telemetry`: spans, metrics and logs of a worker, spans and metrics of a consumer, gauges of inbox, outbox and broker. */
export { createTelemetry, type Telemetry, type TelemetryOptions } from './create-telemetry.js';
export { type LogLevel, type LogRecord, toJsonLines } from './log.js';
export { observeBroker, type WatchedChannel } from './observe-broker.js';
export { type ConsumerTelemetryOptions, observeConsumer } from './observe-consumer.js';
export type { WaitingTelemetryOptions } from './observe-gauges.js';
export { observeInbox, observeOutbox } from './observe-waiting.js';
export { currentTraceparent, inTraceOf } from './traceparent.js';
export { type ObservableOptions, withTelemetry } from './with-telemetry.js';
