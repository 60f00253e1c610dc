import type { Broker } from '../broker/broker.js';
import type { Clock } from '../clock.js';
import type { Inbox } from '../inbox/inbox.js';
import type { JsonObject } from '../json.js';
import type { OutboxMessage } from '../outbox/outbox-message.js';
import type { AttemptTimes } from './attempts.js';
import type { Codec } from './codec.js';
import type { InboxCommandHandlers } from './commands.js';
import type { ConsumerDefinition } from './definition.js';

/** What a handler knows about the message that it is given. */
export interface HandlerContext<Tx> {
  /** The transaction in which the inbox notes the message: what is written in it happens once. */
  readonly tx: Tx;
  /** Id of the message, the same in every delivery. */
  readonly messageId: string;
  /** Id of the event in the catalog: tells the events of a handler of several. */
  readonly event: string;
  /** From 1: how often this handler has been given the message, as far as that is known. */
  readonly attempt: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Data of the events that it needs or asks for, by id, where they have come. */
  readonly seen: Readonly<Record<string, JsonObject>>;
  /** W3C trace context to pass on. */
  readonly traceparent?: string;
  /** Aborted when the consumer is to stop and will not wait any longer. */
  readonly signal: AbortSignal;
}

/** An event that comes of a message. */
export interface HandlerOutcome {
  readonly outcome: string;
  readonly data: JsonObject;
}

/**
 * Handles a message, and gives the events that come of it. What it throws is tried again, unless it is a `Reject`: that goes to
 * the dead letters at once.
 */
// biome-ignore lint/suspicious/noConfusingVoidType: a handler of which nothing comes need not return.
export type EventHandler<Tx> = (data: JsonObject, context: HandlerContext<Tx>) => Promise<HandlerResult | void>;

export type HandlerResult = HandlerOutcome | readonly HandlerOutcome[] | undefined;

export type EventHandlers<Tx> = Readonly<Record<string, EventHandler<Tx>>>;

/** What became of a message in one consumer, or of all in the service where no handler is named. */
export interface ConsumerEvent {
  readonly kind:
    | 'handled'
    /** It was handled before. */
    | 'duplicate'
    /** Its guard does not hold, or what it needs has not come and is not waited for. */
    | 'passed'
    | 'parked'
    | 'retrying'
    | 'dead'
    /** It could not be handled, and the channel has no dead letters. */
    | 'dropped'
    /** Nobody here takes messages of its type. */
    | 'unknown'
    /** The database or the broker cannot be reached for the time being. */
    | 'unavailable';
  readonly service: string;
  readonly channel: string;
  /** Type on the wire. */
  readonly type: string;
  readonly messageId: string;
  readonly handler?: string;
  /** Why, where it did not go well. */
  readonly reason?: string;
  /** How long the handler was at work, in milliseconds. */
  readonly tookMs?: number;
}

/** Watches a consumer: for traces and metrics. */
export interface ConsumerObserver {
  /** What it throws is ignored. */
  onEvent?(event: ConsumerEvent): void;
  /**
   * Does the work of one handler on one message as part of a trace; calls `work` once, with the trace context that the handler
   * passes on, and gives its result.
   */
  around?<T>(delivery: ObservedDelivery, work: (traceparent: string | undefined) => Promise<T>): Promise<T>;
}

export interface ObservedDelivery {
  readonly service: string;
  readonly handler: string;
  readonly channel: string;
  readonly type: string;
  readonly messageId: string;
  readonly attempt: number;
  readonly traceparent?: string;
}

export interface ConsumerOptions<Tx> {
  readonly definition: ConsumerDefinition;
  readonly broker: Broker;
  readonly inbox: Inbox<Tx>;
  /** A function for each handler of the definition, by its name. */
  readonly handlers: EventHandlers<Tx>;
  /** A function for each command of the definition, by its id. */
  readonly commands?: InboxCommandHandlers<Tx>;
  /** Time of an attempt at a command whose sender names none, in milliseconds. Default 60000. */
  readonly attemptTimeoutMs?: number;
  /**
   * Publishes what comes of messages, in the transaction of the handler: best by an outbox, `(tx, message) => outbox.add(tx, message)`.
   * Needed where any handler emits something; `emitTo(broker)` is for trials.
   */
  readonly emit?: (tx: Tx, message: OutboxMessage) => unknown;
  /** Judges data beyond its types: why it is not valid, or undefined where it is. `message` is the id in the catalog. */
  readonly validate?: (message: string, data: JsonObject) => string | undefined;
  /** Default: JSON. */
  readonly codec?: Codec;
  /** Messages that are handled at the same time; those of one key never are. Default 16. */
  readonly concurrency?: number;
  /** The attempts that follow at once, before a message goes to its retry delays. Default: 3, the pauses from 100 ms on. */
  readonly attempts?: AttemptTimes;
  /** Whether what a handler threw is worth another attempt. Default: all but a `Reject`. */
  readonly isRetryable?: (error: unknown) => boolean;
  /** How long a message waits for others that it needs, in milliseconds. Default: a day. */
  readonly parkMs?: number;
  /** How often to look for parked messages that other processes have made due, in milliseconds. Default 1000. */
  readonly pollMs?: number;
  /** How long `close` waits for the handlers at work before their `signal` is aborted, in milliseconds. Default 10000. */
  readonly stopTimeoutMs?: number;
  readonly clock?: Clock;
  /** Default: a line on the standard error stream for what is dead, dropped or unavailable. */
  readonly observer?: ConsumerObserver;
  /** From 0 to below 1, for jitter. */
  readonly random?: () => number;
}

/** A service's subscriptions. */
export interface Consumer {
  /** Takes nothing new, waits for the handlers at work, and gives back what they do not finish. */
  close(): Promise<void>;
}
