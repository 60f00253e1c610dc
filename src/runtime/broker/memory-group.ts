import type { Clock } from '../clock.js';
import { type BrokerMessage, type MessageHandler, RetryLater, type Subscription, Unprocessable } from './broker.js';

/** How a group of the memory broker deals with what fails. */
export interface GroupSetting {
  readonly clock: Clock;
  /** Pause before a message that was given back comes again, in milliseconds. */
  readonly redeliveryMs: number;
  /** How often a message is delivered before it is a dead letter. */
  readonly attempts: number;
  /** Aborted when nothing more is delivered. */
  readonly closing: AbortSignal;
  readonly bury: (message: BrokerMessage, attempts: number, error: unknown) => Promise<void>;
}

/** One group's share of a channel: a line of messages for each key, of which the first is out or waits for its delay. */
export interface MemoryGroup {
  push(message: BrokerMessage): void;
  join(handler: MessageHandler): Subscription;
  /** Resolves when no member's handler is at work. */
  rest(): Promise<void>;
}

interface Waiting {
  readonly message: BrokerMessage;
  attempt: number;
}

interface Member {
  readonly handler: MessageHandler;
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
    const work = deliver(setting, first, member.handler, () => members.includes(member)).then((isDone) => {
      member.working.delete(work);
      if (isDone) line?.shift();
      if (line?.length === 0) lines.delete(key);
      busy.delete(key);
      move(key);
    });
    member.working.add(work);
  }

  return {
    push(message) {
      const line = lines.get(message.key);
      if (line) line.push({ message, attempt: 0 });
      else lines.set(message.key, [{ message, attempt: 0 }]);
      move(message.key);
    },
    join(handler) {
      const member: Member = { handler, working: new Set() };
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

/** Says whether the group is done with the message. */
async function deliver(
  { clock, redeliveryMs, attempts, closing, bury }: GroupSetting,
  waiting: Waiting,
  handler: MessageHandler,
  isMember: () => boolean,
): Promise<boolean> {
  waiting.attempt += 1;
  const { message, attempt } = waiting;
  try {
    // Never in the middle of what the publisher does.
    await Promise.resolve();
    await handler(structuredClone(message), { attempt });
    return true;
  } catch (error) {
    // A member that has left gives its message to another one, as if it had never had it.
    if (!isMember()) {
      waiting.attempt -= 1;
      return false;
    }
    if (error instanceof Unprocessable || attempt >= attempts) {
      await bury(message, attempt, error);
      return true;
    }
    await clock.sleep(error instanceof RetryLater ? error.delayMs : redeliveryMs, closing);
    return false;
  }
}
