import { describe, expect, it } from 'vitest';
import { simulateSaga } from '../saga/simulate-saga.js';
import { fixtureCases, ownCases, realCases } from './corpus.js';

const BOUNDS = { maxFaults: 2, maxDepth: 300, maxStates: 100_000 };
const cases = [...(await ownCases()), ...(await fixtureCases()), ...(await realCases())];

describe('a correct saga', () => {
  it.each(cases)('$name is called right', ({ catalog, saga }) => {
    const { value, diagnostics } = simulateSaga(catalog, saga, BOUNDS);
    expect(diagnostics).toEqual([]);
    expect(value?.violations.map(({ id, message }) => `${id}: ${message}`)).toEqual([]);
    expect(value?.explored.complete).toBe(true);
    expect(value?.ends).toContain('completed');
    expect(value?.ends).toContain('aborted');
  });
});
