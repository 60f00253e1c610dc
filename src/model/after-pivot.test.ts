import { expect, it } from 'vitest';
import { catalogFrom } from '../testing/catalog-from.js';
import { stepsAfterPivot, stepsBehindPivot } from './after-pivot.js';

it.each([
  ['[{ do: A }, { do: B }]', []],
  ['[{ do: A }, { do: B, pivot: true }]', []],
  ['[{ do: A, pivot: true }, { parallel: [{ do: B }, [{ do: C }]] }]', ['parallel-2', 'B', 'C']],
  // Beside the pivot nothing is behind it; what follows it in its own branch is.
  ['[{ parallel: [[{ do: A, pivot: true }, { do: B }], { do: C }] }, { do: D }]', ['B', 'D']],
  ['[{ do: A, pivot: true, onFailure: { F: { steps: [{ do: B }] } } }, { do: C }]', ['C']],
  ['[{ do: A, onFailure: { F: { steps: [{ do: B, pivot: true }, { do: C }] } } }, { do: D }]', ['C', 'D']],
])('%s', (steps, after) => {
  const { catalog } = catalogFrom(`sagas: { S: { steps: ${steps} } }`);
  const saga = catalog.sagas.get('S');
  expect(saga && stepsAfterPivot(saga).map(({ step }) => step.name)).toEqual(after);
  expect(new Set(saga && [...stepsBehindPivot(saga)].map((step) => step.name))).toEqual(new Set(after));
});
