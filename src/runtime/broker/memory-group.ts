import type { Clock } from '../clock.js';
import type { BrokerMessage, MessageHandler, SubscribeOptions, Subscription } from './broker.js';
import { createSharedLanes, type GivenUp } from './lanes.js';
import type { Lag } from './operations.js';

/** How a group of the memory broker deals with what fails. */
export interface GroupSetting {
  readonly clock: Clock;
  /** Pause before a message that was given back comes again, in milliseconds. */
  readonly redeliveryMs: number;
  /** How often a message is delivered before it is a dead letter. */
  readonly attempts: number;
  /** `to`: as the subscription says it. */
  readonly bury: (letter: GivenUp, to: SubscribeOptions['deadLetters']) => Promise<void>;
}

/** One group's share of a channel, in lanes that all its members share. */
export interface MemoryGroup {
  /** `at`: when it was published, in milliseconds since 1970. */
  push(message: BrokerMessage, position: string, at: number): void;
  join(handler: MessageHandler, options?: SubscribeOptions): Subscription;
  /** Begins nothing new, and resolves when no member's handler is at work. */
  close(): Promise<void>;
  /** What it has not dealt with. */
  lag(): Lag;
}

export function createMemoryGroup({ clock, redeliveryMs, attempts, bury }: GroupSetting): MemoryGroup {
  const lanes = createSharedLanes({ clock, redeliveryMs });
  /** When each message was published that is not dealt with, by position, oldest first. */
  const left = new Map<string, number>();

  return {
    push(message, position, at) {
      left.set(position, at);
      lanes.push({ message, position, attempt: 1, ack: () => void left.delete(position) });
    },
    join(handler, { deliveries = attempts, deadLetters, concurrency = 16, ordering = 'key' } = {}) {
      const hand = lanes.join({
        handler: (message, delivery) => handler(structuredClone(message), delivery),
        deliveries: deliveries === 'unlimited' ? Number.POSITIVE_INFINITY : deliveries,
        ordering,
        concurrency,
        bury: (letter) => bury(letter, deadLetters),
      });
      return { close: () => hand.leave() };
    },
    lag() {
      const [oldest] = left.values();
      return { messages: left.size, ...(oldest !== undefined && { oldestAgeMs: clock.now() - oldest }) };
    },
    close: () => lanes.close(),
  };
}
