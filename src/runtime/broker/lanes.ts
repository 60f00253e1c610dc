import type { Clock } from '../clock.js';
import type { BrokerMessage, MessageHandler, SubscribeOptions } from './broker.js';
import { KeyedLanes } from './keyed-lanes.js';

/** A message that a broker has given to this process, and what it wants to hear of it. */
export interface Given {
  readonly message: BrokerMessage;
  readonly position?: string;
  /** From 1: how often the group has been given it, by the broker's count. */
  readonly attempt: number;
  /** It is done with and does not come again. Never rejects: what is not acknowledged comes again. */
  ack(): void;
  /**
   * Gives it back, to come again after so many milliseconds. Missing where the broker cannot: then it waits here. Where order counts,
   * only a subscription that ends gives messages back.
   */
  readonly giveBack?: (delayMs: number) => void;
}

/** A message that is given up. */
export interface GivenUp {
  readonly message: BrokerMessage;
  readonly position?: string;
  readonly attempts: number;
  readonly error: unknown;
}

/** Who handles what is in the lanes. */
export interface Hand {
  readonly handler: MessageHandler;
  /** How often a message is delivered before it is given up. */
  readonly deliveries: number;
  readonly ordering: NonNullable<SubscribeOptions['ordering']>;
  /** Messages in the handler's hands at the same time. */
  readonly concurrency: number;
  /** Puts a message to the dead letters. While it rejects, the message waits and holds up its key. */
  readonly bury: (letter: GivenUp) => Promise<void>;
}

export interface SharedLanesOptions {
  readonly clock: Clock;
  /** Pause before a message that was given back comes again, in milliseconds. */
  readonly redeliveryMs: number;
}

export interface LanesOptions extends SharedLanesOptions, Hand {}

/**
 * What one subscription of one process has in hand: a lane of messages for each key, of which the first is with the handler or waits.
 * Every adapter of a broker fetches into it.
 */
export interface Lanes {
  push(given: Given): void;
  /** Messages that are here: at work, in line and waiting. */
  readonly size: number;
  /** Resolves as soon as fewer than `limit` messages are here, or nothing is taken any more. */
  room(limit: number): Promise<void>;
  /** Forgets what is not with the handler: the broker has taken it back and gives it again. */
  forget(isConcerned?: (given: Given) => boolean): void;
  /** Begins nothing new, waits for the handler, and gives back the rest. */
  close(): Promise<void>;
}

/** Lanes of several hands, in turn. A message goes to whichever is free, and without any it stays. */
export interface SharedLanes extends Lanes {
  /** The `ordering` of whoever came last is that of what is pushed from then on. */
  join(hand: Hand): {
    /** Takes nothing more, and resolves when what is with the handler is done with. What fails then is left to the others. */
    leave(): Promise<void>;
  };
}

export function createLanes(options: LanesOptions): Lanes {
  const lanes = createSharedLanes(options);
  lanes.join(options);
  return lanes;
}

export function createSharedLanes(options: SharedLanesOptions): SharedLanes {
  return new KeyedLanes(options);
}
