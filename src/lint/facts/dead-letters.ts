import { memoised } from '../../model/graph.js';
import type { Catalog } from '../../model/index.js';

/** Whether a channel is the one to which another puts what could not be handled. */
export function holdsDeadLetters(catalog: Catalog, channel: string): boolean {
  return deadLetterChannels(catalog).has(channel);
}

const deadLetterChannels = memoised((catalog): ReadonlySet<string> => {
  const settings = [...catalog.channels.values()].map(({ deadLetter }) => deadLetter);
  return new Set(settings.flatMap((one) => (one === undefined || one === 'none' ? [] : one.channel)));
});
