import type { BrokerMessage } from './broker.js';
import { DEAD_LETTER_HEADERS } from './dead-letters.js';
import type { DeadLetter } from './operations.js';
import { channelBehind, RETRY_HEADERS } from './retry-channels.js';

/** What the headers of a dead letter say of it. Letters of other makers may say nothing. */
export interface DeadLetterFacts {
  /** The channel that it was published on, also where it had been in a retry channel. */
  readonly channel?: string;
  /** The group that could not take it. */
  readonly group?: string;
  /** The handler that could not do with it; without it, none could. */
  readonly handler?: string;
  readonly reason?: string;
  readonly attempts?: number;
  /** Where it stood in its channel, in the words of the broker. */
  readonly position?: string;
}

export function deadLetterFacts({ message: { headers } }: Pick<DeadLetter, 'message'>): DeadLetterFacts {
  const { channel, group, handler, reason, attempts, position } = Object.fromEntries(
    Object.entries(DEAD_LETTER_HEADERS).map(([fact, name]) => [fact, own(headers, name)]),
  );
  const count = Number(attempts);
  return {
    ...(channel !== undefined && { channel: group === undefined ? channel : channelBehind(channel, group) }),
    ...(group !== undefined && { group }),
    ...(handler !== undefined && { handler }),
    ...(reason !== undefined && { reason }),
    ...(attempts !== undefined && Number.isFinite(count) && { attempts: count }),
    ...(position !== undefined && { position }),
  };
}

/** The message as it was before it became a dead letter: without what was written on it since. */
export function messageBehind({ message }: Pick<DeadLetter, 'message'>): BrokerMessage {
  const names: readonly string[] = [...Object.values(DEAD_LETTER_HEADERS), ...Object.values(RETRY_HEADERS)];
  const headers = Object.fromEntries(Object.entries(message.headers).filter(([name]) => !names.includes(name)));
  return { ...message, headers };
}

/** An empty header says nothing. */
function own(headers: BrokerMessage['headers'], name: string): string | undefined {
  const value = Object.hasOwn(headers, name) ? headers[name] : undefined;
  return value === '' ? undefined : value;
}
