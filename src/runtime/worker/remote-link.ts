import type { JsonObject } from '../json.js';
import type { CallDefinition } from '../saga/definition.js';
import type { AnswerMessage, CommandMessage, EventMessage } from '../saga/effects.js';
import type { SagaState } from '../saga/state.js';
import type { PostResult } from '../store.js';
import type { ReceiveOptions, ReceiveResult } from './types.js';

/** An answer, or the reason why there is none, that came from elsewhere. */
export interface IncomingReply {
  /** Of the message: the same id again changes nothing. */
  readonly id: string;
  /** Idempotency key of the command. */
  readonly key: string;
  readonly attempt: number;
  readonly answer:
    | { readonly kind: 'outcome'; readonly event: string; readonly data: JsonObject }
    /** The participant has failed: the outcome is unknown. */
    | { readonly kind: 'error'; readonly error: string };
}

/** A command that starts a saga here on behalf of somebody elsewhere. */
export interface IncomingCommand {
  readonly command: string;
  readonly data: JsonObject;
  readonly key: string;
  readonly attempt: number;
  /** Channel for the answer. */
  readonly replyChannel: string;
  readonly traceparent?: string;
}

/** `answered`: it was started before and has ended, so this is the answer, once more. */
export type CommandReceipt =
  | { readonly kind: 'started'; readonly instance: string }
  | { readonly kind: 'answered'; readonly event: string; readonly data: JsonObject }
  | { readonly kind: 'refused'; readonly reason: string };

/** What a link gives to its worker. */
export interface RemoteReceiver {
  receive(event: string, data: JsonObject, options: ReceiveOptions): Promise<ReceiveResult>;
  receiveReply(reply: IncomingReply): Promise<PostResult>;
  receiveCommand(command: IncomingCommand): Promise<CommandReceipt>;
}

/** A worker's way to others: commands, events and answers go out by it, and theirs come in. */
export interface RemoteLink {
  /** Says whether commands of this name to this service go over the link. */
  serves(command: string, service: string): boolean;
  /** Resolves once the broker has the command. The same message may be sent again, with the same id. */
  sendCommand(message: CommandMessage, sender: SagaState, call: CallDefinition): Promise<void>;
  /** Resolves once the broker has the answer for `message.to.channel`. */
  sendAnswer(message: AnswerMessage): Promise<void>;
  /** Resolves once the broker has the event. Missing where events go another way. */
  publish?(message: EventMessage): Promise<void>;
  /** Gives what comes to the receiver, until the function that it resolves with is called. */
  listen(receiver: RemoteReceiver): Promise<() => Promise<void>>;
}
