import type { Clock } from '../clock.js';
import {
  type BrokerMessage,
  type MessageHandler,
  RetryLater,
  type SubscribeOptions,
  type Subscription,
  Unprocessable,
} from './broker.js';

/** How a group of the memory broker deals with what fails. */
export interface GroupSetting {
  readonly clock: Clock;
  /** Pause before a message that was given back comes again, in milliseconds. */
  readonly redeliveryMs: number;
  /** How often a message is delivered before it is a dead letter. */
  readonly attempts: number;
  /** Aborted when nothing more is delivered. */
  readonly closing: AbortSignal;
  /** `to`: as the subscription says it. */
  readonly bury: (letter: Letter, to: SubscribeOptions['deadLetters']) => Promise<void>;
}

/** A message that the group gives up. */
export interface Letter {
  readonly message: BrokerMessage;
  readonly attempts: number;
  readonly error: unknown;
  readonly position: string;
}

/** One group's share of a channel: a line of messages for each key, of which the first is out or waits for its delay. */
export interface MemoryGroup {
  push(message: BrokerMessage, position: string): void;
  join(handler: MessageHandler, options?: SubscribeOptions): Subscription;
  /** Resolves when no member's handler is at work. */
  rest(): Promise<void>;
}

interface Waiting {
  readonly message: BrokerMessage;
  readonly position: string;
  attempt: number;
}

interface Member {
  readonly handler: MessageHandler;
  readonly deliveries: number;
  readonly deadLetters: SubscribeOptions['deadLetters'];
  readonly working: Set<Promise<void>>;
}

export function createMemoryGroup(setting: GroupSetting): MemoryGroup {
  const lines = new Map<string, Waiting[]>();
  // Keys whose first message is with a handler, or waits.
  const busy = new Set<string>();
  const members: Member[] = [];
  let turn = 0;

  function move(key: string): void {
    const line = lines.get(key);
    const first = line?.[0];
    const member = members[turn % Math.max(1, members.length)];
    if (first === undefined || member === undefined || busy.has(key) || setting.closing.aborted) return;
    turn += 1;
    busy.add(key);
    const work = deliver(setting, first, member, () => members.includes(member)).then((againInMs) => {
      member.working.delete(work);
      if (againInMs === undefined) line?.shift();
      if (line?.length === 0) lines.delete(key);
      // Whoever waits is in nobody's hands: a member that leaves meanwhile does not wait with it.
      if (againInMs === undefined || againInMs === 0) free(key);
      else void setting.clock.sleep(againInMs, setting.closing).then(() => free(key));
    });
    member.working.add(work);
  }

  function free(key: string): void {
    busy.delete(key);
    move(key);
  }

  return {
    push(message, position) {
      const line = lines.get(message.key);
      if (line) line.push({ message, position, attempt: 0 });
      else lines.set(message.key, [{ message, position, attempt: 0 }]);
      move(message.key);
    },
    join(handler, { deliveries = setting.attempts, deadLetters } = {}) {
      const limit = deliveries === 'unlimited' ? Number.POSITIVE_INFINITY : deliveries;
      const member: Member = { handler, deliveries: limit, deadLetters, working: new Set() };
      members.push(member);
      for (const key of lines.keys()) move(key);
      return {
        async close() {
          const index = members.indexOf(member);
          if (index !== -1) members.splice(index, 1);
          await Promise.all(member.working);
        },
      };
    },
    rest: async () => void (await Promise.all(members.flatMap(({ working }) => [...working]))),
  };
}

/** Milliseconds until the message comes again; undefined where the group is done with it. */
async function deliver(
  { redeliveryMs, bury }: GroupSetting,
  waiting: Waiting,
  { handler, deliveries, deadLetters }: Member,
  isMember: () => boolean,
): Promise<number | undefined> {
  waiting.attempt += 1;
  const { message, attempt, position } = waiting;
  try {
    // Never in the middle of what the publisher does.
    await Promise.resolve();
    await handler(structuredClone(message), { attempt, position });
    return undefined;
  } catch (error) {
    // A member that has left gives its message to another one, as if it had never had it.
    if (!isMember()) {
      waiting.attempt -= 1;
      return 0;
    }
    if (error instanceof Unprocessable || attempt >= deliveries) {
      await bury({ message, attempts: attempt, error, position }, deadLetters);
      return undefined;
    }
    return error instanceof RetryLater ? error.delayMs : redeliveryMs;
  }
}
