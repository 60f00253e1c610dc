import { describe, expect, it } from 'vitest';
import { testCall, testFinalStep, testSaga, testStep } from '../testing/definitions.js';
import { testAwait, testGroup, testHandler, testLoop, testWait } from '../testing/step-forms.js';
import type { StepDefinition } from './definition.js';
import { planSaga } from './plan.js';

function pivotOf(...steps: StepDefinition[]): string | undefined {
  return planSaga(testSaga(steps)).pivot;
}

describe('the point of no return', () => {
  it('is the marked step, at any depth', () => {
    expect(pivotOf(testStep('A'), testGroup('g', [testStep('P', { pivot: true })], [testStep('B')]))).toBe('P');
    expect(pivotOf(testAwait('W', ['Go'], { pivot: true }), testStep('B'))).toBe('W');
  });

  it('is the last step where none is marked, if nothing undoes it', () => {
    expect(pivotOf(testStep('A'), testFinalStep('P'))).toBe('P');
    expect(pivotOf(testStep('A'), testFinalStep('P'), testFinalStep('O', { optional: true }))).toBe('P');
    expect(pivotOf(testStep('A'), testStep('B'))).toBeUndefined();
    expect(pivotOf(testFinalStep('R', { call: testCall('R', { readOnly: true }) }))).toBeUndefined();
  });

  it('has behind it what comes later, and not what is beside it', () => {
    const branch = [testStep('P', { pivot: true }), testFinalStep('B')];
    const later = testFinalStep('D', { onFailure: [testHandler('DRefused', 'skip', [testStep('E')])] });
    const plan = planSaga(testSaga([testStep('A'), testGroup('g', branch, [testStep('C')]), later]));
    expect([...plan.afterPivot].sort()).toEqual(['B', 'D', 'E']);
  });

  it('has behind it what follows in the same handler', () => {
    const handler = testHandler('ARefused', 'continue', [testFinalStep('P', { pivot: true }), testFinalStep('Q')]);
    const plan = planSaga(testSaga([testStep('A', { onFailure: [handler] }), testStep('B')]));
    expect([...plan.afterPivot].sort()).toEqual(['B', 'Q']);
  });
});

describe('a plan', () => {
  it('is told by its hash', () => {
    expect(planSaga(testSaga([testStep('A')])).hash).toBe(planSaga(testSaga([testStep('A')])).hash);
    expect(planSaga(testSaga([testStep('A')])).hash).not.toBe(planSaga(testSaga([testStep('B')])).hash);
  });

  it('knows every command and every event of the outside', () => {
    const asked = testStep('A', { check: testCall('CheckA') });
    const steps = [asked, testAwait('W', ['Go'], { failure: ['No'] }), testWait('V', 1, { until: 'Hurry' })];
    const loop = testLoop('L', 2, [testFinalStep('B')], { until: 'Enough' });
    const plan = planSaga(testSaga([...steps, loop], { hears: ['Noted'], cancelOn: ['Off'] }));
    expect(plan.commands.map(({ command }) => command)).toEqual(['A', 'CheckA', 'UndoA', 'B']);
    expect([...plan.listensTo].sort()).toEqual(['Enough', 'Go', 'Hurry', 'No', 'Noted', 'Off']);
  });

  it('knows what may run again, and who has to keep its own answer', () => {
    const again = testStep('A', { onFailure: [testHandler('ARefused', 'retry', [testStep('Fix')])] });
    const same = ['B', 'C'].map((name) => testStep(name, { call: testCall(name, { success: ['Done'] }) }));
    const plan = planSaga(testSaga([again, ...same, testLoop('L', 2, [testStep('D')])]));
    expect([...plan.repeated].sort()).toEqual(['A', 'D', 'Fix']);
    expect([...plan.keepers].sort()).toEqual(['A', 'B', 'C']);
  });
});
