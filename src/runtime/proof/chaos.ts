import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../testing/random.js';
import type { Crew } from './crew.js';
import type { Disturbance } from './site.js';

export interface ChaosOptions {
  readonly crew: Crew;
  readonly random: Random;
  readonly disturbances: readonly Disturbance[];
  readonly leaseMs: number;
  /** Ends it; what has been done to a server is repaired before it returns. */
  readonly signal: AbortSignal;
}

/** How often what was done. */
export type ChaosCounts = Readonly<Record<string, number>>;

/** Rest between two strikes. */
const REST = { low: 100, high: 700 };

/** Kills and pauses workers and disturbs the server, at moments that chance chooses, until it is told to end. */
export async function wreakHavoc({ crew, random, disturbances, leaseMs, signal }: ChaosOptions): Promise<ChaosCounts> {
  const counts: Record<string, number> = { kills: 0, pauses: 0 };
  const replacements: Promise<void>[] = [];
  while (!signal.aborted) {
    await sleep(random.between(REST.low, REST.high));
    const luck = random.next();
    if (luck < 0.45) {
      if (!crew.kill()) continue;
      bump(counts, 'kills');
      replacements.push(crew.hire());
    } else if (luck < 0.8 || disturbances.length === 0) {
      // Longer than its lease, and sometimes hardly so.
      if (crew.pause(leaseMs + random.between(50, 1_200))) bump(counts, 'pauses');
    } else {
      const disturbance = random.pick(disturbances);
      bump(counts, disturbance.name);
      await disturbance.act();
    }
  }
  await Promise.all(replacements);
  return counts;
}

function bump(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}
