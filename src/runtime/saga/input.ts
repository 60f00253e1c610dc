import type { JsonObject } from '../json.js';
import type { Direction, ReplyAddress } from './state.js';

/** The message that begins an instance. */
export interface StartInput {
  readonly type: 'start';
  readonly now: number;
  readonly data: JsonObject;
  /** 1, or one more than the run before where the saga may repeat. */
  readonly run: number;
  /** Who sent the command that starts it. */
  readonly replyTo?: ReplyAddress;
  readonly traceparent?: string;
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

/** An attempt is in the hands of a broker or of another saga; its time counts from now. */
export interface DispatchedInput {
  readonly type: 'dispatched';
  readonly now: number;
  readonly key: string;
  readonly attempt: number;
  /** Missing where it may take as long as it takes. */
  readonly timeoutMs?: number;
}

/** An event that was found to belong to this instance. */
export interface EventInput {
  readonly type: 'event';
  readonly now: number;
  readonly event: string;
  readonly data: JsonObject;
}

/** Time has passed: every timer that is due fires, the oldest first. */
export interface TickInput {
  readonly type: 'tick';
  readonly now: number;
}

/** What a person does to an instance, always with a name and a reason. */
export interface OperatorInput {
  readonly type: 'operator';
  readonly now: number;
  readonly who: string;
  readonly why: string;
  readonly act: OperatorAct;
}

export type OperatorAct =
  /** Tries again what failed or waits for its next attempt: the named step, or all of it. */
  | { readonly action: 'retry'; readonly step?: string }
  /** Goes on without the step, or without its undo. */
  | { readonly action: 'skip'; readonly step?: string }
  /** Says how a step's command really ended; an undo that was done by hand needs no event. */
  | { readonly action: 'resolve'; readonly step?: string; readonly event?: string; readonly data?: JsonObject }
  /** Unwinds before the point of no return. */
  | { readonly action: 'cancel' };

/** A durable timer. */
export type Timer =
  | { readonly kind: 'retry'; readonly step: string; readonly direction: Direction; readonly attempt: number }
  /** Of an attempt that was dispatched. */
  | { readonly kind: 'attempt'; readonly step: string; readonly direction: Direction; readonly attempt: number }
  | { readonly kind: 'await'; readonly step: string }
  | { readonly kind: 'wait'; readonly step: string }
  | { readonly kind: 'deadline' };

/** Everything that can happen to an instance. The time comes with it: the core has no clock. */
export type SagaInput =
  | StartInput
  | ReplyInput
  | AttemptLostInput
  | DispatchedInput
  | EventInput
  | TickInput
  | OperatorInput;

type WithoutTime<Input> = Input extends unknown ? Omit<Input, 'now'> : never;

/** What others leave in the mailbox of an instance; the time is that of the worker who takes it out. */
export type MailInput = WithoutTime<ReplyInput | AttemptLostInput | EventInput | OperatorInput>;
