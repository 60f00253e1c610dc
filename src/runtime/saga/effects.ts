import type { JsonObject } from '../json.js';
import type { JournalEntry, Told } from './journal.js';
import type { Direction, ReplyAddress } from './state.js';

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
  /** Path of the step. */
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

/** The answer to the command that started the instance. */
export interface AnswerMessage {
  readonly kind: 'answer';
  readonly id: string;
  readonly instance: string;
  readonly to: ReplyAddress;
  readonly event: string;
  readonly data: JsonObject;
}

/** What is kept in the outbox until it is delivered. Commands are not: they are in the state until they are answered. */
export type Notice = EventMessage | AlertMessage | AnswerMessage;

export type OutgoingMessage = CommandMessage | Notice;

/** The messages of one entry: what is committed will be sent, because nothing else says what to send. */
export function messagesOf(instance: string, entry: JournalEntry, position: number): readonly OutgoingMessage[] {
  const id = `${instance}!${position}`;
  switch (entry.type) {
    case 'command-sent': {
      const { type: _type, at: _at, ...command } = entry;
      return [{ kind: 'command', id: commandId(entry.key, entry.attempt), instance, ...command }];
    }
    case 'event-published':
      return [{ kind: 'event', id, instance, event: entry.event, data: entry.data }];
    case 'start-answered':
      return [{ kind: 'answer', id, instance, to: entry.to, event: entry.event, data: entry.data }];
    case 'deadline-passed':
      return entry.consequence === 'alert' ? [alert(id, instance, 'deadline', [DEADLINE_PROBLEM], entry)] : [];
    case 'saga-parked':
      return [alert(id, instance, 'stuck', entry.problems, entry)];
    default:
      return [];
  }
}

/** The messages that go to the outbox. */
export function noticesOf(messages: readonly OutgoingMessage[]): readonly Notice[] {
  return messages.filter((message) => message.kind !== 'command');
}

/** Id of a command message, which is another one in every attempt. */
export function commandId(key: string, attempt: number): string {
  return `${key}#${attempt}`;
}

const DEADLINE_PROBLEM = 'The deadline has passed at or after the point of no return; the saga goes on.';

function alert(
  id: string,
  instance: string,
  reason: AlertMessage['reason'],
  problems: readonly string[],
  told: Told,
): AlertMessage {
  const who = { ...(told.alert && { alert: told.alert }), ...(told.runbook && { runbook: told.runbook }) };
  return { kind: 'alert', id, instance, reason, problems, ...who };
}
