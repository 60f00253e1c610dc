import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameOfPath } from '../../runtime/saga/paths.js';
import { checkout } from '../../runtime/testing/definitions.js';
import { assembly, payment } from '../../runtime/testing/fixture-sagas.js';
import { randomSaga } from '../../runtime/testing/random-saga.js';
import { explore } from '../explore/explore.js';
import { judgeSaga } from './judge.js';
import { sagaModel } from './saga-model.js';
import type { SagaSetting } from './setting.js';
import { standingPaths } from './standing.js';
import { bareSetting } from './testing/bare-setting.js';

/** More runs of the property: `SAGAC_RUNS=2000 npx vitest run src/simulate/saga/reductions.property.test.ts`. */
const RUNS = Number(process.env['SAGAC_RUNS'] ?? 40);
const MOST_STATES = 6_000;

interface Found {
  readonly complete: boolean;
  readonly states: number;
  /** Ends with what stands in them. */
  readonly ends: readonly string[];
  /** Breaches with the fewest faults that show them. */
  readonly breaches: readonly string[];
}

/** What an exploration finds, in words that do not depend on how it goes. */
function findAll(setting: SagaSetting, maxFaults: number): Found {
  const model = sagaModel(setting, judgeSaga(setting));
  const ends = new Set<string>();
  const bounds = { maxFaults, maxDepth: 400, maxStates: MOST_STATES };
  const { complete, states, breaches } = explore(model, bounds, {
    move(_before, _move, after) {
      if (!model.isEnd(after)) return;
      const standing = [...new Set(standingPaths(after).map(nameOfPath))].sort();
      ends.add(`${after.saga.status}: ${standing.join(', ')}`);
    },
  });
  return {
    complete,
    states,
    ends: [...ends].sort(),
    breaches: breaches.map(({ breach, faults }) => `${breach.invariant} ${breach.about} ${faults}`).sort(),
  };
}

describe('what is taken for one', () => {
  it.each([
    [checkout, 1],
    [assembly, 1],
    [payment, 1],
  ] as const)('makes no difference to $saga', (definition, faults) => {
    const whole = findAll(bareSetting(definition, { reduced: false }), faults);
    const reduced = findAll(bareSetting(definition), faults);
    expect(whole.complete).toBe(true);
    expect(reduced).toEqual({ ...whole, states: reduced.states });
    expect(reduced.states).toBeLessThan(whole.states);
  });

  it('makes no difference to any saga', () => {
    let compared = 0;
    fc.assert(
      fc.property(randomSaga, fc.integer({ min: 1, max: 2 }), (definition, faults) => {
        const whole = findAll(bareSetting(definition, { reduced: false }), faults);
        if (!whole.complete) return;
        compared += 1;
        const reduced = findAll(bareSetting(definition), faults);
        expect(reduced).toEqual({ ...whole, states: reduced.states });
      }),
      { numRuns: RUNS, seed: process.env['SAGAC_SEED'] === undefined ? 4 : Number(process.env['SAGAC_SEED']) },
    );
    expect(compared).toBeGreaterThan(RUNS / 3);
  }, 120_000);
});
