import { expect, it } from 'vitest';
import { ownCases } from './corpus.js';
import { createMutantJudge, type Verdict } from './judge-mutant.js';
import { sagaMutations } from './saga-mutations.js';

const cases = await ownCases();

function judge(name: string, mutation: string, what: string): Verdict | undefined {
  const original = cases.find(({ saga }) => saga.id === name);
  if (original === undefined) return undefined;
  const mutants = sagaMutations.find(({ id }) => id === mutation)?.mutants(original) ?? [];
  const mutant = mutants.find((candidate) => candidate.what.includes(what));
  return mutant && createMutantJudge(original)(mutant);
}

it('finds what leaves an effect behind, and says how it ends', () => {
  expect(judge('ThreeSteps', 'drop-undo', 'ReserveStock')).toEqual({
    kind: 'found',
    by: ['effect-without-undo'],
    changes: ['aborted, told [OrderCancelled]: [ReserveStock]'],
  });
});

it('sees the world as it is where undos have changed places', () => {
  const verdict = judge('AllUndone', 'swap-undos', 'ReserveStock and BookShipment');
  expect(verdict?.kind).toBe('found');
  expect(verdict?.changes).toContain('aborted, told [OrderCancelled]: [ReserveStock]');
});

it('sees that a saga waits for ever', () => {
  const verdict = judge('Delivery', 'drop-await-timeout', 'ParcelTaken');
  expect(verdict).toMatchObject({ kind: 'found', by: ['waits-for-ever'] });
  expect(verdict?.changes).toContain('waits for ever: [CapturePayment]');
});

it('does not count what ends as before, nor what the compiler refuses', () => {
  expect(judge('ThreeSteps', 'drop-deadline', '')?.kind).toBe('equivalent');
  expect(judge('ThreeSteps', 'guard-reads-absent', 'CapturePayment')?.kind).toBe('refused');
});

it('tells what survives', () => {
  expect(judge('AllUndone', 'drop-undo', 'AddPoints')).toMatchObject({ kind: 'survived', by: [] });
});
