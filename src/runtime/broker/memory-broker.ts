import { type Clock, systemClock } from '../clock.js';
import {
  type Broker,
  type BrokerMessage,
  type MessageHandler,
  RetryLater,
  type Subscription,
  Unprocessable,
} from './broker.js';
import { deadLetterChannel, deadLetterOf } from './dead-letters.js';

export interface MemoryBrokerOptions {
  readonly clock?: Clock;
  /** Pause before a message that was given back comes again, in milliseconds. Default 1000. */
  readonly redeliveryMs?: number;
  /** How often a message is delivered before it is a dead letter. Default 5. */
  readonly attempts?: number;
}

/** Broker whose messages live and die with the process, and may be looked at. */
export interface MemoryBroker extends Broker {
  /** Everything that was ever published on a channel. */
  published(channel: string): readonly BrokerMessage[];
}

interface Waiting {
  readonly message: BrokerMessage;
  attempt: number;
}

/** One group's share of a channel: a line of messages for each key, of which the first is out or waits for its delay. */
interface Group {
  readonly name: string;
  readonly channel: string;
  readonly lines: Map<string, Waiting[]>;
  /** Keys whose first message is with a handler, or waits. */
  readonly busy: Set<string>;
  readonly members: Member[];
  next: number;
}

interface Member {
  readonly handler: MessageHandler;
  readonly working: Set<Promise<void>>;
}

/** Makes a broker for tests and trials. Its messages of one key are handled one after the other, even when they fail. */
export function createMemoryBroker(options: MemoryBrokerOptions = {}): MemoryBroker {
  const { clock = systemClock, redeliveryMs = 1_000, attempts = 5 } = options;
  const log = new Map<string, BrokerMessage[]>();
  const groups = new Map<string, Map<string, Group>>();
  const closing = new AbortController();

  async function publish(channel: string, message: BrokerMessage): Promise<void> {
    const copy = structuredClone(message);
    const kept = log.get(channel);
    if (kept) kept.push(copy);
    else log.set(channel, [copy]);
    for (const group of groups.get(channel)?.values() ?? []) {
      const line = group.lines.get(copy.key);
      if (line) line.push({ message: copy, attempt: 0 });
      else group.lines.set(copy.key, [{ message: copy, attempt: 0 }]);
      move(group, copy.key);
    }
  }

  function move(group: Group, key: string): void {
    const line = group.lines.get(key);
    const first = line?.[0];
    const member = group.members[group.next % Math.max(1, group.members.length)];
    if (first === undefined || member === undefined || group.busy.has(key) || closing.signal.aborted) return;
    group.next += 1;
    group.busy.add(key);
    const work = deliver(group, member, first).then((isDone) => {
      member.working.delete(work);
      if (isDone) line?.shift();
      if (line?.length === 0) group.lines.delete(key);
      group.busy.delete(key);
      move(group, key);
    });
    member.working.add(work);
  }

  /** Says whether the group is done with the message. */
  async function deliver(group: Group, member: Member, waiting: Waiting): Promise<boolean> {
    waiting.attempt += 1;
    const { message, attempt } = waiting;
    try {
      // Never in the middle of what the publisher does.
      await Promise.resolve();
      await member.handler(structuredClone(message), { attempt });
      return true;
    } catch (error) {
      // A member that has left gives its message to another one, as if it had never had it.
      if (!group.members.includes(member)) {
        waiting.attempt -= 1;
        return false;
      }
      if (error instanceof Unprocessable || attempt >= attempts) {
        const { channel, name } = group;
        const letter = deadLetterOf(message, { channel, group: name, attempts: attempt, error });
        await publish(deadLetterChannel(channel, name), letter);
        return true;
      }
      await clock.sleep(error instanceof RetryLater ? error.delayMs : redeliveryMs, closing.signal);
      return false;
    }
  }

  function groupOf(channel: string, name: string): Group {
    const own = groups.get(channel) ?? new Map<string, Group>();
    groups.set(channel, own);
    const group = own.get(name) ?? { name, channel, lines: new Map(), busy: new Set(), members: [], next: 0 };
    own.set(name, group);
    return group;
  }

  async function subscribe(channel: string, name: string, handler: MessageHandler): Promise<Subscription> {
    const group = groupOf(channel, name);
    const member: Member = { handler, working: new Set() };
    group.members.push(member);
    for (const key of group.lines.keys()) move(group, key);
    return {
      async close() {
        const index = group.members.indexOf(member);
        if (index !== -1) group.members.splice(index, 1);
        await Promise.all(member.working);
      },
    };
  }

  return {
    publish,
    subscribe,
    published: (channel) => [...(log.get(channel) ?? [])],
    async close() {
      closing.abort();
      const members = [...groups.values()].flatMap((own) => [...own.values()].flatMap((group) => group.members));
      groups.clear();
      await Promise.all(members.flatMap(({ working }) => [...working]));
    },
  };
}
