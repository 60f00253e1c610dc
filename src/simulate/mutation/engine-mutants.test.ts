import { afterAll, describe, expect, it } from 'vitest';
import { exploreSaga, settingOf } from '../saga/simulate-saga.js';
import { compiled } from './compiled.js';
import { ownCases } from './corpus.js';
import type { EngineMutant } from './engine-mutant.js';
import { engineMutants } from './engine-mutants.js';

const cases = await ownCases();
const caught: string[] = [];

/** The first saga on which the broken engine breaks an invariant, with one fault if that is enough. */
function catchIt(mutant: EngineMutant): string | undefined {
  for (const maxFaults of [1, 2]) {
    for (const { name, catalog, saga, plan } of cases.map((each) => ({ ...each, plan: compiled(each) }))) {
      if (plan === undefined) throw new Error(`${name} cannot be compiled`);
      const bounds = { maxFaults, maxDepth: 100, maxStates: 1_000 };
      const { violations } = exploreSaga(settingOf(catalog, saga, plan, mutant), bounds);
      const errors = [...new Set(violations.filter(({ severity }) => severity === 'error').map(({ id }) => id))];
      if (errors.length > 0) return `${name}, faults: ${maxFaults}, by: ${errors.sort().join(', ')}`;
    }
  }
  return undefined;
}

describe('an engine that', () => {
  afterAll(() =>
    console.info([`${caught.length} of ${engineMutants.length} broken engines caught`, ...caught].join('\n')),
  );

  it.each(engineMutants)('$id is caught', { timeout: 60_000 }, (mutant) => {
    const found = catchIt(mutant);
    if (found !== undefined) caught.push(`${mutant.id}: ${found}`);
    expect(found).toBeDefined();
  });

  it('is one of at least 25', () => {
    expect(new Set(engineMutants.map(({ id }) => id)).size).toBeGreaterThanOrEqual(25);
  });
});
