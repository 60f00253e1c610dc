import { describeError } from '../errors.js';
import { type BrokerMessage, Unprocessable } from './broker.js';

/** Headers that a dead letter has besides its own. */
export const DEAD_LETTER_HEADERS = {
  /** The channel that it was on. */
  channel: 'dead-channel',
  /** The group that could not take it. */
  group: 'dead-group',
  reason: 'dead-reason',
  attempts: 'dead-attempts',
  /** Where it stood in its channel, where the broker says so. */
  position: 'dead-position',
  /** The handler that could not do with it; without it, none could. */
  handler: 'dead-handler',
} as const;

/** Where the dead letters of a group's subscription to a channel go. */
export function deadLetterChannel(channel: string, group: string): string {
  return `${channel}.${group}.dead`;
}

/** The message as it goes to the dead letters. */
export function deadLetterOf(
  message: BrokerMessage,
  from: {
    readonly channel: string;
    readonly group: string;
    readonly attempts: number;
    readonly error: unknown;
    readonly position?: string;
  },
): BrokerMessage {
  const { channel, group, attempts, error, position } = from;
  const headers = {
    ...message.headers,
    [DEAD_LETTER_HEADERS.channel]: channel,
    [DEAD_LETTER_HEADERS.group]: group,
    [DEAD_LETTER_HEADERS.reason]: error instanceof Unprocessable ? error.message : describeError(error),
    [DEAD_LETTER_HEADERS.attempts]: String(attempts),
    ...(position !== undefined && { [DEAD_LETTER_HEADERS.position]: position }),
  };
  return { ...message, headers };
}
