import type { ConsumerEvent } from './types.js';

const WORDS: Readonly<Partial<Record<ConsumerEvent['kind'], string>>> = {
  dead: 'went to the dead letters',
  dropped: 'was dropped, for its channel has no dead letters',
  unavailable: 'has to wait',
};

/** What is said where nobody watches: a line on the standard error stream for what a person should know. */
export function printEvent({ kind, service, channel, type, messageId, handler, reason }: ConsumerEvent): void {
  const words = WORDS[kind];
  if (words === undefined) return;
  const who = handler === undefined ? service : `${service} (${handler})`;
  const why = reason === undefined ? '' : `: ${reason}`;
  // Types, ids and errors come from elsewhere: none of them may look like another line.
  const line = `sagac: ${who}: ${type} ${messageId} of ${channel} ${words}${why}`;
  process.stderr.write(`${line.replaceAll(/\p{Cc}+/gu, ' ')}\n`);
}
