import type pg from 'pg';
import { type Clock, systemClock } from '../../clock.js';

/** Steps back of the server's clock that are only slept through, in milliseconds; larger ones are followed. */
const LARGEST_WAIT = 1_000;

/** The server's time, from the machine's clock and what the server said last. */
export interface ServerClock extends Clock {
  /** The machine's own time, in milliseconds. */
  machine(): number;
  /** The server said `serverNow`, in answer to a question that was asked at `askedAt` of the machine's time. */
  measured(serverNow: number, askedAt: number): void;
}

/** Makes a clock that shows the machine's time until it is told the server's. */
export function createServerClock(machine: () => number = monotonicNow): ServerClock {
  let offset: number | undefined;
  let latest = Number.NEGATIVE_INFINITY;
  return {
    ...systemClock,
    machine,
    measured(serverNow, askedAt) {
      // The server spoke between question and answer. No more is certain: after an outage they are far apart.
      const [least, most] = [serverNow - machine(), serverNow - askedAt];
      offset = Math.min(most, Math.max(least, offset ?? (least + most) / 2));
    },
    now() {
      const shown = Math.floor(machine() + (offset ?? 0));
      if (shown > latest || latest - shown > LARGEST_WAIT) latest = shown;
      return latest;
    },
  };
}

/** Asks the server a few times and keeps the answer that came soonest. */
export async function synchronize(clock: ServerClock, client: pg.ClientBase): Promise<void> {
  let shortest = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 3; round++) {
    const askedAt = clock.machine();
    const { rows } = await client.query<{ readonly now: number }>(
      'SELECT extract(epoch FROM clock_timestamp())::float8 * 1000 AS now',
    );
    const took = clock.machine() - askedAt;
    if (took >= shortest || rows[0] === undefined) continue;
    shortest = took;
    clock.measured(rows[0].now, askedAt);
  }
}

/** Not affected when somebody sets the machine's clock. */
function monotonicNow(): number {
  return performance.timeOrigin + performance.now();
}
