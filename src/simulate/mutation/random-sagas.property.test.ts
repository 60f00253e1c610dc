import fc from 'fast-check';
import { expect, it } from 'vitest';
import { randomSaga } from '../../runtime/testing/random-saga.js';
import { explore } from '../explore/explore.js';
import { sagaInvariants } from '../invariants/saga/index.js';
import { sagaModel } from '../saga/saga-model.js';
import { bareSetting } from '../saga/testing/bare-setting.js';

const NUM_RUNS = Number(process.env['SAGAC_RUNS'] ?? 60);
const BOUNDS = { maxFaults: 2, maxDepth: 60, maxStates: 400 };
/** What no definition can break: on the real engine it holds for every saga, however odd. */
const ofEngine = sagaInvariants.filter(({ examples, check, id }) => check && !examples && id !== 'step-blocked');

it('no run of any saga breaks what watches the engine', () => {
  fc.assert(
    fc.property(randomSaga, (definition) => {
      const setting = bareSetting(definition);
      const model = sagaModel(setting, (before, move, after) =>
        ofEngine.flatMap(({ id, on, check }) => {
          if (on && !after.last.entries.some(({ type }) => on.includes(type))) return [];
          const found = check?.({ setting, before, move, after }) ?? [];
          return found.map((breach) => ({ invariant: id, ...breach }));
        }),
      );
      const { breaches } = explore(model, BOUNDS);
      expect(
        breaches.map(({ breach, run }) => [breach.invariant, breach.message, ...run.moves.map(({ id }) => id)]),
      ).toEqual([]);
    }),
    { numRuns: NUM_RUNS },
  );
});
