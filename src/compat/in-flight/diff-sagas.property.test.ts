import fc from 'fast-check';
import { expect, it } from 'vitest';
import { flattenSteps } from '../../model/graph.js';
import type { Catalog } from '../../model/index.js';
import { randomSaga } from '../../runtime/testing/random-saga.js';
import { catalogFrom } from '../../testing/catalog-from.js';
import type { Change } from '../change.js';
import { diffSagas } from './diff-sagas.js';
import { specOf } from './differential/saga-spec.js';

/** What each kind is when the sides are swapped, where it is another one. */
const MIRROR: Readonly<Record<string, string>> = {
  'step-added': 'step-removed',
  'step-removed': 'step-added',
  'step-undo-added': 'step-undo-removed',
  'step-undo-removed': 'step-undo-added',
  'saga-outcome-added': 'saga-outcome-removed',
  'saga-outcome-removed': 'saga-outcome-added',
};

/** Kinds whose count depends on the side: which step of two moved, and which saga sends a command that is different. */
const ONE_SIDED = /^(step-reordered|saga-outcome-.*|saga-failure-changed)$/;

function catalogOf(definition: Parameters<typeof specOf>[0]): Catalog {
  return catalogFrom(JSON.stringify(specOf(definition))).catalog;
}

function kindsOf(changes: readonly Change[], mirror: Readonly<Record<string, string>> = {}): readonly string[] {
  const kinds = changes.map(({ kind }) => mirror[kind] ?? kind);
  return kinds.filter((kind) => !ONE_SIDED.test(kind)).sort();
}

it('two sagas differ the same from both sides, and each step is new, gone, or there', { timeout: 600_000 }, () => {
  fc.assert(
    fc.property(randomSaga, randomSaga, (one, other) => {
      const [old, next] = [catalogOf(one), catalogOf(other)];
      const changes = diffSagas(old, next);
      expect(kindsOf(diffSagas(next, old), MIRROR)).toEqual(kindsOf(changes));
      const steps = flattenSteps(next.sagas.get('Checkout')?.steps ?? []).map(({ step }) => step.name);
      for (const change of changes) {
        expect(change.owner).toEqual({ kind: 'saga', id: 'Checkout' });
        if (change.kind === 'step-added') expect(steps).toContain(change.step);
      }
    }),
    { seed: Number(process.env['SAGAC_SEED'] ?? 1), numRuns: Number(process.env['SAGAC_RUNS'] ?? 100) },
  );
});
