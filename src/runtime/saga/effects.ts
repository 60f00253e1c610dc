import type { JsonObject } from '../json.js';
import type { Timer } from './input.js';
import type { JournalEntry, Told } from './journal.js';
import type { Direction } from './state.js';

/** A command to a participant. `timeoutMs` counts from its delivery. */
export interface CommandMessage {
  readonly kind: 'command';
  /** Unique per attempt. */
  readonly id: string;
  readonly instance: string;
  /** The idempotency key, equal in all attempts. */
  readonly key: string;
  readonly command: string;
  readonly service: string;
  readonly step: string;
  readonly direction: Direction;
  readonly attempt: number;
  readonly input: JsonObject;
  readonly timeoutMs?: number;
}

/** An event that the saga itself publishes. */
export interface EventMessage {
  readonly kind: 'event';
  readonly id: string;
  readonly instance: string;
  readonly event: string;
  readonly data: JsonObject;
}

/** A person is needed: `alert` is who, `runbook` where to read what to do, both as the saga's `stuck` says. */
export interface AlertMessage extends Told {
  readonly kind: 'alert';
  readonly id: string;
  readonly instance: string;
  readonly reason: 'stuck' | 'deadline';
  readonly problems: readonly string[];
}

export type OutgoingMessage = CommandMessage | EventMessage | AlertMessage;

/** What a transition makes happen outside. All of it commits with the transition's journal entries. */
export type Effect =
  | { readonly type: 'send'; readonly message: OutgoingMessage }
  /** Replaces the timer of the same `owner`. */
  | {
      readonly type: 'set-timer';
      readonly owner: string;
      readonly timer: Timer;
      readonly minDelayMs: number;
      readonly maxDelayMs: number;
    }
  | { readonly type: 'cancel-timer'; readonly owner: string }
  | { readonly type: 'cancel-all-timers' };

/** Owner of the deadline's timer; the others are owned by idempotency keys, which contain a slash. */
export const DEADLINE_OWNER = 'deadline';

/** The effects of one entry: what is committed will be sent, because nothing else says what to send. */
export function effectsOf(instance: string, entry: JournalEntry, position: number): readonly Effect[] {
  switch (entry.type) {
    case 'saga-started':
      return entry.deadlineMs === undefined ? [] : [deadlineTimer(entry.deadlineMs)];
    case 'command-sent': {
      const { type: _type, at: _at, ...command } = entry;
      const id = `${entry.key}#${entry.attempt}`;
      return [send({ kind: 'command', id, instance, ...command })];
    }
    case 'retry-scheduled':
      return [retryTimer(entry)];
    case 'step-succeeded':
    case 'step-failed':
      return [cancel(entry.key)];
    case 'event-published':
      return [send({ kind: 'event', id: `${instance}!${position}`, instance, event: entry.event, data: entry.data })];
    case 'deadline-passed':
      return entry.consequence === 'alert' ? [alert(instance, position, 'deadline', [DEADLINE_PROBLEM], entry)] : [];
    case 'saga-parked':
      return [{ type: 'cancel-all-timers' }, alert(instance, position, 'stuck', entry.problems, entry)];
    case 'saga-completed':
    case 'saga-aborted':
      return [{ type: 'cancel-all-timers' }];
    case 'step-skipped':
    case 'step-blocked':
    case 'attempt-failed':
    case 'late-success':
    case 'reply-ignored':
    case 'unwinding-started':
      return [];
  }
}

const DEADLINE_PROBLEM = 'The deadline has passed at or after the point of no return; the saga goes on.';

function send(message: OutgoingMessage): Effect {
  return { type: 'send', message };
}

function cancel(owner: string): Effect {
  return { type: 'cancel-timer', owner };
}

function deadlineTimer(delayMs: number): Effect {
  const timer: Timer = { kind: 'deadline' };
  return { type: 'set-timer', owner: DEADLINE_OWNER, timer, minDelayMs: delayMs, maxDelayMs: delayMs };
}

function retryTimer(entry: Extract<JournalEntry, { type: 'retry-scheduled' }>): Effect {
  const { key, step, direction, attempt, minDelayMs, maxDelayMs } = entry;
  return { type: 'set-timer', owner: key, timer: { kind: 'retry', step, direction, attempt }, minDelayMs, maxDelayMs };
}

function alert(
  instance: string,
  position: number,
  reason: AlertMessage['reason'],
  problems: readonly string[],
  told: Told,
): Effect {
  const who = { ...(told.alert && { alert: told.alert }), ...(told.runbook && { runbook: told.runbook }) };
  return send({ kind: 'alert', id: `${instance}!${position}`, instance, reason, problems, ...who });
}
