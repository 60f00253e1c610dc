import type { JsonObject } from '../json.js';

/** JSON, or bytes that are sent as they are: in a format of the sender's own, or nothing that could be read. */
export type Payload = JsonObject | Uint8Array;

/** What goes through a broker. */
export interface BrokerMessage {
  /** The same for the same message, however often it is published. */
  readonly id: string;
  /** Messages of one key arrive in the order in which they were published. */
  readonly key: string;
  /** Name of the command or event. */
  readonly type: string;
  readonly data: Payload;
  readonly headers: Readonly<Record<string, string>>;
}

/** What a handler knows about a delivery. */
export interface Delivery {
  /** From 1: how often this subscription's group has been given the message. */
  readonly attempt: number;
  /** Where the message stands in its channel, in the words of the broker, where it has any: `3/1042`. */
  readonly position?: string;
}

/** How a subscription is served. */
export interface SubscribeOptions {
  /**
   * How often a message is delivered before it goes to the dead letters. `unlimited` leaves that to the handler. Default: what the
   * broker was set to.
   */
  readonly deliveries?: number | 'unlimited';
  /**
   * Channel for the messages that are given up, by the broker or by the handler itself, or `false` to drop them. It keeps what
   * comes, although nobody reads it. Default: that of `deadLetterChannel`.
   */
  readonly deadLetters?: string | false;
  /**
   * `key`: a message that fails holds up those of its key, and no two processes of the group are given messages of one key at the
   * same time. `none`: whoever is free gets the next message, and one that fails holds up nothing. Default `key`.
   */
  readonly ordering?: 'key' | 'none';
  /** `queue`: all groups of the channel are one, and share what comes. Default `topic`. */
  readonly kind?: 'topic' | 'queue';
  /** Messages in the hands of the handler at the same time; not many more are fetched. Default 16. */
  readonly concurrency?: number;
  /**
   * How long what is published rests before the group is given it, in milliseconds, by brokers that can do that with a queue. With
   * others it comes at once, and the handler says `RetryLater`.
   */
  readonly delayMs?: number;
}

/**
 * Takes a message. Returning acknowledges it. Throwing gives it back: it comes again after a while, or after the delay
 * of a `RetryLater`, and goes to the dead letters when it has come too often, or at once for an `Unprocessable`.
 */
export type MessageHandler = (message: BrokerMessage, delivery: Delivery) => Promise<void>;

export interface Subscription {
  /** Takes no more messages, and resolves when those in the handler's hands are done with. */
  close(): Promise<void>;
}

/**
 * The way between services, at least once. Each group of subscribers gets every message of a channel, and one member of
 * the group gets it. What was published before a group's first subscription may be lost to it.
 */
export interface Broker {
  /**
   * Resolves once the broker has the message safely, and rejects where it is not taken in good time: a promise that never
   * settles would hold up the instance for ever, because nothing but this tells that nobody has the command. Rejects with
   * `Unprocessable` where it will never be taken: too large, or nothing that can be encoded.
   *
   * Messages of one key that are published one after the other arrive in that order; those on their way at the same time may not.
   */
  publish(channel: string, message: BrokerMessage): Promise<void>;
  subscribe(channel: string, group: string, handler: MessageHandler, options?: SubscribeOptions): Promise<Subscription>;
  /** Closes every subscription made here. */
  close(): Promise<void>;
}

/** Thrown by a handler: the message comes again after the delay. */
export class RetryLater extends Error {
  override readonly name = 'RetryLater';
  constructor(
    readonly delayMs: number,
    message: string,
  ) {
    super(message);
  }
}

/** Thrown by a handler: the message will never be any good and belongs to the dead letters. */
export class Unprocessable extends Error {
  override readonly name = 'Unprocessable';
}
