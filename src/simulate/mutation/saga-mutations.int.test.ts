import { describe, expect, it } from 'vitest';
import { fixtureCases, isLarge, ownCases, realCases } from './corpus.js';
import { createMutantJudge } from './judge-mutant.js';
import { whyItSurvives } from './known-survivors.js';
import type { SagaCase } from './saga-case.js';
import { sagaMutations } from './saga-mutations.js';
import { type Judged, shareFound, summaryOf } from './summary.js';

/**
 * `SAGAC_MUTANTS=all` takes the sagas of real systems, too, and of large sagas every mutant where this takes every second one, with two
 * faults at once: minutes.
 */
const ALL = process.env['SAGAC_MUTANTS'] === 'all';
const cases = [...(await ownCases()), ...(await fixtureCases()), ...(ALL ? await realCases() : [])];

function judgeAll(original: SagaCase): readonly Judged[] {
  const isBounded = !ALL && isLarge(original);
  const judge = createMutantJudge(original, isBounded ? 1 : 2);
  return sagaMutations.flatMap(({ id, mutants }) => {
    const taken = mutants(original).filter((_, index) => !isBounded || index % 2 === 0);
    return taken.map((mutant) => {
      return { mutation: id, name: `${id} ${original.name}: ${mutant.what}`, verdict: judge(mutant) };
    });
  });
}

describe('mutants of correct sagas', () => {
  it('are found where their runs end in another way', { timeout: 600_000 }, () => {
    const judged = cases.flatMap(judgeAll);
    console.info(summaryOf(judged));
    expect(shareFound(judged)).toBeGreaterThanOrEqual(0.95);
    const survived = judged.filter(({ verdict }) => verdict.kind === 'survived').map(({ name }) => name);
    expect(survived.filter((name) => whyItSurvives(name) === undefined)).toEqual([]);
    const unused = sagaMutations.filter(({ id }) => !judged.some(({ mutation }) => mutation === id));
    expect(unused.map(({ id }) => id)).toEqual([]);
  });
});
