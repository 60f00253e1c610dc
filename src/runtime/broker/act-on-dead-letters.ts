import { type Clock, systemClock } from '../clock.js';
import { describeError } from '../errors.js';
import { type Broker, Unprocessable } from './broker.js';
import { deadLetterFacts, messageBehind } from './dead-letter-facts.js';
import type { BrokerOperations, DeadLetter } from './operations.js';

/** What became of a letter. */
export type DeadLetterAct =
  /** Published on the channel `to`, and no letter any more. */
  | { readonly kind: 'replayed'; readonly letter: DeadLetter; readonly to: string }
  | { readonly kind: 'discarded'; readonly letter: DeadLetter }
  /** Somebody else took it away meanwhile. */
  | { readonly kind: 'gone'; readonly letter: DeadLetter }
  /** It is still there, for a reason of its own; the others go on. */
  | { readonly kind: 'left'; readonly letter: DeadLetter; readonly reason: string }
  /** It is still there, and so are those behind it. `isPublished`: it was replayed, and will be again the next time. */
  | { readonly kind: 'failed'; readonly letter: DeadLetter; readonly reason: string; readonly isPublished: boolean };

export interface ReplayOptions {
  /** Channel to publish on. Default: the one that each letter comes from. */
  readonly to?: string;
  /** Letters a second at most. Default 100. */
  readonly perSecond?: number;
  readonly clock?: Clock;
}

/** Between two acts nothing is held: whoever stops asking leaves the other letters as they are. */
export type DeadLetterActs = AsyncGenerator<DeadLetterAct, void, undefined>;

/**
 * Publishes letters on the channels that they come from, one after the other in their order, each with its own id, key, type, data
 * and headers, and removes each when the broker has it. All groups of the channel get it, and an inbox knows what it has handled.
 * After a crash between the two a letter is still there, and is published again the next time. Ends at the first failure; never throws.
 */
export async function* replayDeadLetters(
  broker: Pick<Broker, 'publish'> & Pick<BrokerOperations, 'removeDeadLetter'>,
  channel: string,
  letters: readonly DeadLetter[],
  options: ReplayOptions = {},
): DeadLetterActs {
  const { perSecond = 100, clock = systemClock } = options;
  const began = clock.now();
  for (const [index, letter] of letters.entries()) {
    await clock.sleep(Math.max(0, began + (index * 1_000) / perSecond - clock.now()));
    const to = options.to ?? deadLetterFacts(letter).channel;
    const act = to === undefined ? unaddressed(letter) : await replay(broker, channel, letter, to);
    yield act;
    if (act.kind === 'failed') return;
  }
}

/** Removes letters for good, one after the other. Ends at the first failure; never throws. */
export async function* discardDeadLetters(
  broker: Pick<BrokerOperations, 'removeDeadLetter'>,
  channel: string,
  letters: readonly DeadLetter[],
): DeadLetterActs {
  for (const letter of letters) {
    const act = await discard(broker, channel, letter);
    yield act;
    if (act.kind === 'failed') return;
  }
}

function unaddressed(letter: DeadLetter): DeadLetterAct {
  return { kind: 'left', letter, reason: 'it does not say which channel it comes from' };
}

async function replay(
  broker: Pick<Broker, 'publish'> & Pick<BrokerOperations, 'removeDeadLetter'>,
  channel: string,
  letter: DeadLetter,
  to: string,
): Promise<DeadLetterAct> {
  try {
    await broker.publish(to, messageBehind(letter));
  } catch (error) {
    // It will never be taken, which says nothing of the others.
    if (error instanceof Unprocessable) return { kind: 'left', letter, reason: error.message };
    return { kind: 'failed', letter, reason: textOf(error), isPublished: false };
  }
  try {
    // Where it is gone by now, somebody else has replayed or discarded it; published it is all the same.
    await broker.removeDeadLetter(channel, letter.position);
    return { kind: 'replayed', letter, to };
  } catch (error) {
    return { kind: 'failed', letter, reason: textOf(error), isPublished: true };
  }
}

async function discard(
  broker: Pick<BrokerOperations, 'removeDeadLetter'>,
  channel: string,
  letter: DeadLetter,
): Promise<DeadLetterAct> {
  try {
    const isRemoved = await broker.removeDeadLetter(channel, letter.position);
    return { kind: isRemoved ? 'discarded' : 'gone', letter };
  } catch (error) {
    return { kind: 'failed', letter, reason: textOf(error), isPublished: false };
  }
}

function textOf(error: unknown): string {
  return error instanceof Error && error.message !== '' ? error.message : describeError(error);
}
