import type { Clock } from '../clock.js';
import {
  type BrokerMessage,
  type MessageHandler,
  RetryLater,
  type SubscribeOptions,
  type Subscription,
  Unprocessable,
} from './broker.js';
import type { Lag } from './operations.js';

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
  /** `at`: when it was published, in milliseconds since 1970. */
  push(message: BrokerMessage, position: string, at: number): void;
  join(handler: MessageHandler, options?: SubscribeOptions): Subscription;
  /** Resolves when no member's handler is at work. */
  rest(): Promise<void>;
  /** What it has not dealt with. */
  lag(): Lag;
}

interface Waiting {
  readonly message: BrokerMessage;
  readonly position: string;
  readonly at: number;
  attempt: number;
}

/** Messages that are handled one after the other. */
interface Line {
  readonly name: unknown;
  readonly waiting: Waiting[];
}

interface Member {
  readonly handler: MessageHandler;
  readonly deliveries: number;
  readonly concurrency: number;
  readonly deadLetters: SubscribeOptions['deadLetters'];
  readonly working: Set<Promise<void>>;
}

export function createMemoryGroup(setting: GroupSetting): MemoryGroup {
  const lines = new Map<unknown, Line>();
  /** Lines whose first message is with no handler, and does not wait for its delay. */
  const ready: Line[] = [];
  const members: Member[] = [];
  let turn = 0;
  let isOrdered = true;

  function move(): void {
    while (ready.length > 0 && !setting.closing.aborted) {
      const member = freeMember();
      const line = member && ready.shift();
      if (member === undefined || line === undefined) return;
      start(line, member);
    }
  }

  /** The next one in turn that has a place. */
  function freeMember(): Member | undefined {
    const inTurn = members.map((_, index) => members[(turn + index) % members.length]);
    const found = inTurn.findIndex((member) => member !== undefined && member.working.size < member.concurrency);
    if (found === -1) return undefined;
    turn += found + 1;
    return inTurn[found];
  }

  function start(line: Line, member: Member): void {
    const [first] = line.waiting;
    if (first === undefined) return;
    const work = deliver(setting, first, member, () => members.includes(member)).then((againInMs) => {
      member.working.delete(work);
      if (againInMs === undefined) line.waiting.shift();
      // Whoever waits is in nobody's hands: a member that leaves meanwhile does not wait with it.
      if (againInMs === undefined || againInMs === 0) free(line);
      else {
        void setting.clock.sleep(againInMs, setting.closing).then(() => free(line));
        move();
      }
    });
    member.working.add(work);
  }

  function free(line: Line): void {
    if (line.waiting.length === 0) lines.delete(line.name);
    else ready.push(line);
    move();
  }

  return {
    push(message, position, at) {
      const own: Waiting = { message, position, at, attempt: 0 };
      const name = isOrdered ? message.key : own;
      const line = lines.get(name);
      if (line !== undefined) {
        line.waiting.push(own);
        return;
      }
      const begun: Line = { name, waiting: [own] };
      lines.set(name, begun);
      ready.push(begun);
      move();
    },
    join(handler, { deliveries = setting.attempts, deadLetters, concurrency = 16, ordering = 'key' } = {}) {
      const limit = deliveries === 'unlimited' ? Number.POSITIVE_INFINITY : deliveries;
      const member: Member = { handler, deliveries: limit, concurrency, deadLetters, working: new Set() };
      isOrdered = ordering === 'key';
      members.push(member);
      move();
      return {
        async close() {
          const index = members.indexOf(member);
          if (index !== -1) members.splice(index, 1);
          await Promise.all(member.working);
        },
      };
    },
    lag() {
      const times = [...lines.values()].flatMap(({ waiting }) => waiting.map(({ at }) => at));
      const oldest = times.reduce((least, at) => Math.min(least, at), Number.POSITIVE_INFINITY);
      return { messages: times.length, ...(times.length > 0 && { oldestAgeMs: setting.clock.now() - oldest }) };
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
