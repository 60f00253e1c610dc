import { type DeadLetter, deadLetterFacts } from '../../runtime/index.js';

/** Whether the name of a channel says that it holds dead letters. */
export function isGraveName(channel: string): boolean {
  return /\.(dead|dlq)$/i.test(channel);
}

/**
 * Letters of a channel that nothing marks as dead: neither their headers nor the name of the channel. Brokers keep dead letters in
 * channels like all others, so a channel that is named by mistake looks as if it were full of them.
 */
export function strangersOf(channel: string, letters: readonly DeadLetter[]): readonly DeadLetter[] {
  if (isGraveName(channel)) return [];
  return letters.filter((letter) => {
    const { channel: from, reason } = deadLetterFacts(letter);
    return from === undefined && reason === undefined;
  });
}
