import type { BrokerMessage } from './broker.js';
import type { DeadLetter } from './operations.js';

/** What was published in a broker in memory, by channel. */
export interface MemoryLog {
  /** Gives the position of the message in its channel. */
  add(channel: string, message: BrokerMessage, at: number): string;
  /** Everything that was ever published there. */
  published(channel: string): readonly BrokerMessage[];
  /** Those that nobody has removed, oldest first. */
  letters(channel: string, limit: number): readonly DeadLetter[];
  /** Undefined where nothing was ever published. */
  count(channel: string): number | undefined;
  /** False where nothing is at this position. */
  remove(channel: string, position: string): boolean;
  channels(): readonly string[];
}

interface Kept {
  readonly messages: BrokerMessage[];
  readonly letters: Map<string, DeadLetter>;
}

export function createMemoryLog(): MemoryLog {
  const log = new Map<string, Kept>();
  return {
    add(channel, message, at) {
      const kept: Kept = log.get(channel) ?? { messages: [], letters: new Map() };
      log.set(channel, kept);
      const position = String(kept.messages.length);
      kept.messages.push(message);
      kept.letters.set(position, { message, position, at });
      return position;
    },
    published: (channel) => [...(log.get(channel)?.messages ?? [])],
    letters: (channel, limit) => structuredClone([...(log.get(channel)?.letters.values() ?? [])].slice(0, limit)),
    count: (channel) => log.get(channel)?.letters.size,
    remove: (channel, position) => log.get(channel)?.letters.delete(position) ?? false,
    channels: () => [...log.keys()],
  };
}
