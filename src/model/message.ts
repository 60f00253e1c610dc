import type { Span } from '../diagnostics/index.js';
import type { Node } from '../language/node.js';
import type { Duration, Element, NameRef } from './element.js';
import type { Field, JsonType } from './type.js';

export interface RetryPolicy {
  /** Attempts in all, the first included. */
  readonly attempts: number | 'unlimited';
  readonly backoff: 'fixed' | 'linear' | 'exponential';
  readonly delayMs: number;
  readonly maxDelayMs: number;
  readonly jitter: 'full' | 'none';
  /** No new attempt begins later than this after the first. */
  readonly withinMs?: number;
}

export interface Payload {
  readonly fields: readonly Field[];
  /** No other field may stand beside these. */
  readonly closed?: true;
  /** A payload that is no object of known fields (there are none, then). */
  readonly raw?: JsonType;
  /** Where the payload came from; all of them are read into the same fields. */
  readonly origin: 'fields' | 'schema' | 'ref' | 'avro';
  /** Place of the `payload` value; of the message's name when it has none. */
  readonly span: Span;
}

interface MessageBase<K extends 'event' | 'command'> extends Element<K> {
  /** The name without `@major`. */
  readonly name: string;
  /** 1 for `Name@1`; absent for the current version. */
  readonly oldMajor?: number;
  readonly version?: string;
  /** Name on the wire, where it is not `name`. */
  readonly wire?: string;
  readonly channel?: NameRef;
  /** Partition key: own or the channel's default. */
  readonly key?: NameRef;
  readonly payload: Payload;
  readonly examples: readonly Node[];
  readonly compat?: string;
  readonly cannotFail?: string;
}

export interface Consumer {
  readonly service: NameRef;
  /** Fields it reads; undefined = not said. */
  readonly uses?: readonly NameRef[];
  readonly group?: string;
  readonly perSecond?: number;
  readonly instances?: number;
}

export interface EventDef extends MessageBase<'event'> {
  readonly producer?: NameRef;
  readonly consumers: readonly Consumer[];
  readonly visibility: 'public' | 'internal';
  readonly carries: 'state' | 'notification' | 'delta';
  readonly failureOf?: NameRef;
  /** A failure that is worth another attempt. */
  readonly retryable: boolean;
  /** `unknown`: this failure may have left something behind. */
  readonly effect: 'none' | 'unknown';
}

export interface Call {
  readonly service: NameRef;
  readonly idempotentBy: readonly NameRef[];
}

export interface CommandDef extends MessageBase<'command'> {
  readonly handler?: NameRef;
  readonly senders: readonly NameRef[];
  readonly success: readonly NameRef[];
  readonly failure: readonly NameRef[];
  /** Of one attempt: own or the catalog's default. */
  readonly timeout?: Duration;
  /** Own values over the catalog's defaults over the built-in ones. */
  readonly retry: RetryPolicy;
  /** `none`: only reads, so it needs no undo. */
  readonly effect: 'some' | 'none';
  readonly calls: readonly Call[];
  readonly refusedAfter: readonly NameRef[];
}

export type MessageDef = EventDef | CommandDef;
