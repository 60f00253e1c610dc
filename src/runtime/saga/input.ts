import type { JsonObject } from '../json.js';
import type { Direction } from './state.js';

/** The message that begins an instance. */
export interface StartInput {
  readonly type: 'start';
  readonly now: number;
  readonly data: JsonObject;
  /** 1, or one more than the run before where the saga may repeat. */
  readonly run: number;
}

/** A participant's answer, matched by the idempotency key of its command. */
export interface ReplyInput {
  readonly type: 'reply';
  readonly now: number;
  readonly key: string;
  readonly attempt: number;
  readonly event: string;
  readonly data: JsonObject;
}

/** An attempt ended without an answer: its outcome is unknown. */
export interface AttemptLostInput {
  readonly type: 'attempt-lost';
  readonly now: number;
  readonly key: string;
  readonly attempt: number;
  readonly reason: { readonly kind: 'timeout' } | { readonly kind: 'error'; readonly error: string };
}

/** A timer of the store has come due; one that no longer fits is dropped. */
export interface TimerInput {
  readonly type: 'timer';
  readonly now: number;
  readonly timer: Timer;
}

/** A durable timer. One step and direction has at most one. */
export type Timer =
  | { readonly kind: 'retry'; readonly step: string; readonly direction: Direction; readonly attempt: number }
  | { readonly kind: 'deadline' };

/** Everything that can happen to an instance. The time comes with it: the core has no clock. */
export type SagaInput = StartInput | ReplyInput | AttemptLostInput | TimerInput;
