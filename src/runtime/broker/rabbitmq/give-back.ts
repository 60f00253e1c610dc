import type { Clock } from '../../clock.js';
import type { Hand, Taken } from './hand.js';
import { type RestingPlaces, SHORTEST_REST_MS } from './resting-places.js';

/** Lets messages wait that were given back, where order does not count: at the server, or here when it is not for long. */
export interface GiveBack {
  /** `attempts`: how often it has been delivered. `next` is called when it waits here and its time has come. */
  wait(taken: Taken, attempts: number, ms: number, next: () => void): void;
  /** Resolves when nothing is on its way to where it rests. */
  rest(): Promise<unknown>;
}

export function createGiveBack(hand: Hand, places: RestingPlaces, clock: Clock, closing: AbortSignal): GiveBack {
  const onTheirWay = new Set<Promise<void>>();

  async function waitHere(taken: Taken, ms: number, next: () => void): Promise<void> {
    await clock.sleep(ms, closing);
    if (closing.aborted) hand.giveBack(taken);
    else if (hand.has(taken)) next();
  }

  async function putToRest(taken: Taken, attempts: number, ms: number, next: () => void): Promise<void> {
    const rests = await places.rest(taken.brought, attempts, ms).catch(() => false);
    if (rests) hand.acknowledge(taken);
    else void waitHere(taken, ms, next);
  }

  return {
    wait(taken, attempts, ms, next) {
      if (closing.aborted) return hand.giveBack(taken);
      if (ms < SHORTEST_REST_MS) return void waitHere(taken, ms, next);
      const work = putToRest(taken, attempts, ms, next).finally(() => onTheirWay.delete(work));
      onTheirWay.add(work);
    },
    rest: () => Promise.all(onTheirWay),
  };
}
