import { type Clock, systemClock } from '../clock.js';
import type { BrokerMessage, MessageHandler, SubscribeOptions, Subscription } from './broker.js';
import { deadLetterChannel, deadLetterOf } from './dead-letters.js';
import { createMemoryGroup, type GroupSetting, type MemoryGroup } from './memory-group.js';
import { createMemoryLog } from './memory-log.js';
import type { OperatedBroker } from './operations.js';

export interface MemoryBrokerOptions {
  readonly clock?: Clock;
  /** Pause before a message that was given back comes again, in milliseconds. Default 1000. */
  readonly redeliveryMs?: number;
  /** How often a message is delivered before it is a dead letter. Default 5. */
  readonly attempts?: number;
}

/** Broker whose messages live and die with the process, and may be looked at. */
export interface MemoryBroker extends OperatedBroker {
  /** Everything that was ever published on a channel. */
  published(channel: string): readonly BrokerMessage[];
}

/** Makes a broker for tests and trials. Its messages of one key are handled one after the other, even when they fail. */
export function createMemoryBroker(options: MemoryBrokerOptions = {}): MemoryBroker {
  const { clock = systemClock, redeliveryMs = 1_000, attempts = 5 } = options;
  const log = createMemoryLog();
  const groups = new Map<string, Map<string, MemoryGroup>>();

  async function publish(channel: string, message: BrokerMessage): Promise<void> {
    const copy = structuredClone(message);
    const at = clock.now();
    const position = log.add(channel, copy, at);
    for (const group of groups.get(channel)?.values() ?? []) group.push(copy, position, at);
  }

  function createGroup(channel: string, group: string): MemoryGroup {
    const bury: GroupSetting['bury'] = async ({ message, ...letter }, to = deadLetterChannel(channel, group)) => {
      if (to !== false) await publish(to, deadLetterOf(message, { channel, group, ...letter }));
    };
    return createMemoryGroup({ clock, redeliveryMs, attempts, bury });
  }

  async function subscribe(
    channel: string,
    name: string,
    handler: MessageHandler,
    options?: SubscribeOptions,
  ): Promise<Subscription> {
    const own = groups.get(channel) ?? new Map<string, MemoryGroup>();
    groups.set(channel, own);
    const member = groupName(name, options?.kind);
    const group = own.get(member) ?? createGroup(channel, name);
    own.set(member, group);
    return group.join(handler, options);
  }

  return {
    publish,
    subscribe,
    published: (channel) => log.published(channel),
    channels: async () => [...new Set([...log.channels(), ...groups.keys()])].sort(),
    deadLetters: async (channel, limit) => log.letters(channel, limit),
    countDeadLetters: async (channel) => log.count(channel) ?? (groups.has(channel) ? 0 : undefined),
    removeDeadLetter: async (channel, position) => log.remove(channel, position),
    lag: async (channel, group, kind) => groups.get(channel)?.get(groupName(group, kind))?.lag(),
    async close() {
      const all = [...groups.values()].flatMap((own) => [...own.values()]);
      groups.clear();
      await Promise.all(all.map((group) => group.close()));
    },
  };
}

/** All who read a queue are one group, whatever they call themselves. */
function groupName(group: string, kind: SubscribeOptions['kind']): string {
  return kind === 'queue' ? '' : group;
}
