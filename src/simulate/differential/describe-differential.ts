import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SagaStore } from '../../runtime/store.js';
import { sharedFolder } from '../../testing/shared.js';
import type { SagaSetting } from '../saga/setting.js';
import { fixtureSettings, randomSettings, sagasOfCatalog } from './cases.js';
import { tellDifference } from './difference.js';
import { replay } from './replay.js';
import { simulateRun } from './simulated-run.js';

const CATALOGS = [
  'fixtures/catalogs/shop',
  'fixtures/catalogs/travel',
  'fixtures/catalogs/bank',
  'fixtures/scenarios/every-step/input',
  ...realCatalogs(sharedFolder('real-sagas')),
];

/** Catalogs of real systems, one in a folder. */
function realCatalogs(shared: string | undefined): readonly string[] {
  if (shared === undefined) return [];
  const names = readdirSync(shared).filter((name) => /^\d/.test(name));
  return names.sort().map((name) => join(shared, name));
}

/** A store that holds nothing, and the end of it. */
export interface FreshStore {
  readonly store: SagaStore;
  remove(): Promise<void>;
}

export interface DifferentialOptions {
  /** How many runs are replayed, over all sagas; `SAGAC_RUNS` in the environment goes before it. */
  readonly runs: number;
  /** Runs of another seed are other runs. */
  readonly seed: number;
}

/** Replays random runs of the simulation on the real engine: both have to write the same and to end in the same state. */
export async function describeDifferential(
  name: string,
  open: () => Promise<FreshStore>,
  options: DifferentialOptions,
): Promise<void> {
  const runs = Number(process.env['SAGAC_RUNS'] ?? options.runs);
  const ofCatalogs = (await Promise.all(CATALOGS.map(sagasOfCatalog))).flat();
  const known = [...ofCatalogs, ...fixtureSettings()];
  const each = Math.ceil(runs / 2 / known.length);
  // A run is soon over; the limit is there for one that hangs.
  const timeout = 20_000 + runs * 200;

  async function compare(setting: SagaSetting, from: number): Promise<void> {
    const simulated = simulateRun(setting, { seed: options.seed, from });
    const { store, remove } = await open();
    try {
      const difference = await replay(simulated, store);
      expect(difference && tellDifference(simulated, difference)).toBeUndefined();
    } finally {
      await store.close();
      await remove();
    }
  }

  describe(`simulated runs on ${name}`, () => {
    it.each(known.map((setting) => ({ saga: setting.plan.definition.saga, setting })))(
      'mean the same to the engine: $saga',
      async ({ setting }) => {
        for (let from = 0; from < each; from += 1) await compare(setting, from);
      },
      timeout,
    );

    it(
      'mean the same to the engine: random sagas',
      async () => {
        for (const setting of randomSettings(options.seed, Math.ceil(runs / 2))) await compare(setting, 0);
      },
      timeout,
    );
  });
}
