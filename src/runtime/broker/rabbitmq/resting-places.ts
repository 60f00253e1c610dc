import { randomUUID } from 'node:crypto';
import { again, type Brought, copyOf, OWN_HEADERS } from './envelope.js';
import type { Publisher } from './publisher.js';
import { bytesOf } from './raw-bodies.js';
import { waitQueue } from './settings.js';
import type { Topology } from './topology.js';

/** How long messages rest in the queues that there are for it, longest first, in milliseconds. */
export const REST_STEPS_MS = [1_800_000, 300_000, 30_000, 5_000, 1_000] as const;

/** The shortest time for which a message is put to rest; what has to wait less waits in the process. */
export const SHORTEST_REST_MS = REST_STEPS_MS[REST_STEPS_MS.length - 1] ?? 1_000;

/** Queues in which the messages of one other queue rest, from which they come back by themselves. */
export interface RestingPlaces {
  /**
   * Sends the message to where it rests. A time that no queue has is gone through in steps: the message comes back after each, and says
   * how much is left. False where there is no such queue; rejects where the server does not take it.
   */
  rest(brought: Brought, attempts: number, ms: number): Promise<boolean>;
}

export function createRestingPlaces(queue: string, topology: Topology, publisher: Publisher): RestingPlaces {
  const known = new Map<number, Promise<boolean>>();

  function isThere(step: number): Promise<boolean> {
    const asked = known.get(step) ?? topology.restingPlace(waitQueue(queue, step), step, queue);
    known.set(step, asked);
    asked.catch(() => known.delete(step));
    return asked;
  }

  return {
    async rest(brought, attempts, ms) {
      const step = REST_STEPS_MS.find((one) => one <= ms);
      if (step === undefined || !(await isThere(step))) return false;
      const properties = again(brought, {
        [OWN_HEADERS.attempts]: attempts,
        [OWN_HEADERS.waitMs]: Math.ceil(ms - step),
        ...(copyOf(brought) === undefined && { [OWN_HEADERS.copy]: randomUUID() }),
      });
      const route = { exchange: '', queue: waitQueue(queue, step), mustArrive: true };
      try {
        await publisher.publish(route, properties, bytesOf(brought.body));
        return true;
      } catch (error) {
        // It may have been deleted.
        known.delete(step);
        throw error;
      }
    },
  };
}
