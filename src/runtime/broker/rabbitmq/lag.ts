import type { Clock } from '../../clock.js';
import type { Lag } from '../operations.js';
import type { Management } from './management.js';
import { REST_STEPS_MS } from './resting-places.js';
import { delayQueue, groupQueue, waitQueue } from './settings.js';
import type { WatchedSubscription } from './subscription.js';
import type { Topology } from './topology.js';

export interface LagSetting {
  readonly topology: Topology;
  readonly clock: Clock;
  readonly subscriptions: () => Iterable<WatchedSubscription>;
  readonly management?: Management;
}

/** How long a queue that is not there is not asked for again, in milliseconds: the server logs each time, and others may make it. */
const ABSENT_FOR_MS = 60_000;

/**
 * What a group has not dealt with: what its queue has ready and what rests for it, and what this process has in hand. What other
 * processes have in hand only the management plugin knows.
 */
export function createLagOf({ topology, clock, subscriptions, management }: LagSetting) {
  const absentUntil = new Map<string, number>();

  async function resting(queue: string): Promise<number> {
    if (!topology.restingPlaces.has(queue) && (absentUntil.get(queue) ?? 0) > clock.now()) return 0;
    const count = await topology.ready(queue);
    if (count === undefined) absentUntil.set(queue, clock.now() + ABSENT_FOR_MS);
    return count ?? 0;
  }

  return async (channel: string, group: string, kind: 'topic' | 'queue' = 'topic'): Promise<Lag | undefined> => {
    const queue = groupQueue(channel, group, kind);
    const own = [...subscriptions()].filter((one) => one.queue === queue);
    const ready = await topology.ready(queue);
    if (ready === undefined) return undefined;
    const places = [delayQueue(channel), ...REST_STEPS_MS.map((step) => waitQueue(queue, step))];
    const rest = await Promise.all(places.map(resting));
    const held = own.reduce((sum, one) => sum + one.held, 0);
    const told = (await management?.messages(queue)) ?? 0;
    const oldest = own.flatMap((one) => one.oldest ?? []);
    return {
      messages: Math.max(ready + held, told) + rest.reduce((sum, one) => sum + one, 0),
      ...(oldest.length > 0 && { oldestAgeMs: Math.max(0, clock.now() - Math.min(...oldest)) }),
    };
  };
}
