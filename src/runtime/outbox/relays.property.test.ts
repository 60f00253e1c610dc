import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Broker } from '../broker/broker.js';
import { createRandom, type Random } from '../testing/random.js';
import { createVirtualClock } from '../virtual-clock.js';
import { type Arrival, disorderOf } from './contract/order-of.js';
import { messageOf } from './contract/outbox-contract.js';
import { createRelay, type Relay } from './create-relay.js';
import type { OutboxStore } from './outbox-store.js';
import { createSqliteOutbox, createSqliteOutboxStore, migrateSqliteOutbox } from './sqlite-outbox.js';

const KEYS = 6;
const LEASE_MS = 3_000;
const never = () => new Promise<never>(() => undefined);

/** A relay in a process of its own, which can stand still or end without a word. */
interface Process {
  readonly relay: Relay;
  readonly running: Promise<void>;
  pause(ms: number): void;
  kill(): void;
}

/** Relays that come, go, are killed and stand still, a broker that fails now and then, a database that is away now and then. */
async function play(
  seed: number,
): Promise<{ readonly arrivals: readonly Arrival[]; readonly counts: readonly number[] }> {
  const random = createRandom(seed);
  const clock = createVirtualClock({ startAt: 1_000_000 });
  const database = new Database(':memory:');
  migrateSqliteOutbox(database);
  const outbox = createSqliteOutbox(clock);
  const store = createSqliteOutboxStore(database, clock);
  const arrivals: Arrival[] = [];
  let isCalm = false;
  const happens = (chance: number) => !isCalm && random.chance(chance);

  async function publish(key: string, id: string): Promise<void> {
    await clock.sleep(random.between(0, 400));
    if (happens(0.03)) await clock.sleep(2 * LEASE_MS);
    if (happens(0.05)) throw new Error('not taken');
    arrivals.push({ key, number: Number(id.split('-')[1]) });
    if (happens(0.05)) throw new Error('the answer was lost');
  }

  function start(): Process {
    let state: 'up' | 'dead' = 'up';
    let pausedUntil = 0;
    /** What the process does next happens when it is not paused, or never. */
    async function passing<T>(work: () => Promise<T>): Promise<T> {
      while (clock.now() < pausedUntil) await clock.sleep(pausedUntil - clock.now());
      return state === 'dead' ? never() : work();
    }
    const asked = <T>(work: () => Promise<T>) =>
      passing(async () => {
        await clock.sleep(random.between(0, 20));
        if (happens(0.02)) throw new Error('the database is away');
        const answer = await passing(work);
        await clock.sleep(random.between(0, 20));
        return passing(async () => answer);
      });
    const own: OutboxStore = {
      ...store,
      lease: (...args) => asked(() => store.lease(...args)),
      release: (...args) => asked(() => store.release(...args)),
      take: (...args) => asked(() => store.take(...args)),
      settle: (...args) => asked(() => store.settle(...args)),
      status: () => asked(() => store.status()),
    };
    const broker: Broker = {
      publish: (_channel, { key, id }) => passing(() => publish(key, id)),
      subscribe: () => Promise.reject(new Error('nobody reads')),
      close: async () => undefined,
    };
    const settings = { batch: random.between(1, 12), concurrency: random.between(1, 5), attempts: 1_000 };
    const relay = createRelay({ store: own, broker, clock, leaseMs: LEASE_MS, ...settings });
    return {
      relay,
      running: relay.run(),
      pause: (ms) => {
        pausedUntil = clock.now() + ms;
      },
      kill: () => {
        state = 'dead';
      },
    };
  }

  const counts = Array.from({ length: KEYS }, () => 0);
  const processes = [start(), start(), start()];
  for (let round = 0; round < 40; round += 1) {
    for (let index = random.between(0, 8); index > 0; index -= 1) add(random);
    await clock.sleep(random.between(1, 500));
    await disturb(processes, start, random);
  }
  isCalm = true;
  processes.push(start());
  for (let waits = 0; (await store.status()).waiting > 0 && waits < 1_000; waits += 1) await clock.sleep(1_000);
  await Promise.all(processes.map(({ relay }) => relay.stop()));
  database.close();
  return { arrivals, counts };

  function add({ between }: Random): void {
    const key = between(0, KEYS - 1);
    counts[key] = (counts[key] ?? 0) + 1;
    outbox.add(database, messageOf(`k${key}-${counts[key]}`, { key: `k${key}` }));
  }
}

async function disturb(processes: Process[], start: () => Process, random: Random): Promise<void> {
  const index = random.between(0, Math.max(0, processes.length - 1));
  const process = processes[index];
  const act = random.between(0, 9);
  if (process === undefined || (act === 0 && processes.length < 4)) processes.push(start());
  else if (act === 1) process.pause(random.between(1, 4 * LEASE_MS));
  else if (act === 2) {
    process.kill();
    processes.splice(index, 1);
  } else if (act === 3) {
    processes.splice(index, 1);
    void process.relay.stop();
  }
}

describe('several relays', () => {
  it('lose nothing and keep the order of each key, whatever becomes of them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0 }), async (seed) => {
        const { arrivals, counts } = await play(seed);
        expect(disorderOf(arrivals)).toEqual([]);
        const came = new Set(arrivals.map(({ key, number }) => `${key}-${number}`));
        expect(came.size).toBe(counts.reduce((sum, count) => sum + count, 0));
      }),
      {
        numRuns: Number(process.env['SAGAC_RUNS'] ?? 8),
        seed: Number(process.env['SAGAC_SEED'] ?? 1),
        endOnFailure: true,
      },
    );
  }, 180_000);
});
