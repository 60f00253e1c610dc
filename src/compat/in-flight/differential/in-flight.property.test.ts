import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom, type Random } from '../../../runtime/testing/random.js';
import { randomSaga } from '../../../runtime/testing/random-saga.js';
import { catalogFrom } from '../../../testing/catalog-from.js';
import { EDITS } from './edits.js';
import { goOn, type Version } from './go-on.js';
import { specOf } from './saga-spec.js';
import { type RunnableVersion, runnable, versionOf, worstOf } from './verdicts.js';

/** More of it, with a table of what was found: `SAGAC_RUNS=5000 SAGAC_SEED=2 npx vitest run src/compat/in-flight`. */
const RUNS = Number(process.env['SAGAC_RUNS'] ?? 80);
const SEED = Number(process.env['SAGAC_SEED'] ?? 1);
const HOUR = 3_600_000;

interface Case {
  readonly name: string;
  readonly seed: number;
  readonly old: RunnableVersion;
  readonly next: Version;
}

/** Random sagas, each with one random edit, as far as both can run. */
function cases(random: Random): readonly Case[] {
  const names = Object.keys(EDITS);
  return fc.sample(randomSaga, { numRuns: RUNS, seed: SEED }).flatMap((definition, seed) => {
    const spec = specOf(definition);
    const edited = structuredClone(spec);
    const name = names[seed % names.length] ?? '';
    const saga = edited.sagas['Checkout'];
    if (saga === undefined || EDITS[name]?.(edited, saga, random) !== true) return [];
    const [old, next] = [spec, edited].map((each) => versionOf(catalogFrom(JSON.stringify(each)).catalog));
    const before = runnable(old);
    return before && next ? [{ name, seed, old: before, next }] : [];
  });
}

/** What goes wrong at the stops of an instance, as far as it does not go wrong without the edit as well; so many are enough. */
async function wrongsOf({ old, next, seed }: Case, random: Random, most: number): Promise<readonly string[]> {
  const wrongs: string[] = [];
  for (let stop = 1; stop < 60 && wrongs.length < most; stop += random.between(1, 3)) {
    const outcome = await goOn(old, next, seed, stop);
    if (outcome === undefined) break;
    if (outcome.wrong === undefined || (await goOn(old, old, seed, stop))?.wrong === outcome.wrong) continue;
    wrongs.push(`stopped after ${stop}: ${outcome.wrong}`);
  }
  return wrongs;
}

describe('instances in flight on the real engine', () => {
  it('go wrong only by edits that are judged a break', { timeout: HOUR }, async () => {
    const random = createRandom(SEED);
    const tally: Record<string, { runs: number; breaks: number; risks: number; shown: number }> = {};
    for (const one of cases(random)) {
      const worst = worstOf(one.old.catalog, one.next.catalog);
      // Of a break it is enough to see that it is one.
      const wrongs = await wrongsOf(one, random, worst === 'break' ? 1 : 60);
      // What is only a risk may show, but not leave an instance behind.
      const allowed = worst === 'risk' ? wrongs.filter((wrong) => wrong.endsWith('not understood')) : [];
      if (worst !== 'break') expect({ ...one, old: '', next: '', wrongs }).toMatchObject({ wrongs: allowed });
      tally[one.name] ??= { runs: 0, breaks: 0, risks: 0, shown: 0 };
      const count = tally[one.name] ?? { runs: 0, breaks: 0, risks: 0, shown: 0 };
      count.runs += 1;
      if (worst === 'break') count.breaks += 1;
      if (worst === 'risk') count.risks += 1;
      if (wrongs.length > 0) count.shown += 1;
    }
    if (process.env['SAGAC_RUNS'] !== undefined) console.table(tally);
    expect(Object.values(tally).some(({ shown }) => shown > 0)).toBe(true);
  });
});
