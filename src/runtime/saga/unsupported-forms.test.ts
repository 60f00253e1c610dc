import { expect, it } from 'vitest';
import { checkout, testCall, testSaga, testStep } from '../testing/definitions.js';
import type { StepDefinition } from './definition.js';
import { unsupportedForms } from './unsupported-forms.js';

it('has nothing against the checkout', () => {
  expect(unsupportedForms(checkout)).toEqual([]);
});

it('names every form that is not run yet, at any depth', () => {
  const pause: StepDefinition = { kind: 'wait', name: 'pause', for: '1m' };
  const loop: StepDefinition = { kind: 'forEach', name: 'loop', items: 'A.items', parallel: false, steps: [pause] };
  // biome-ignore lint/suspicious/noThenProperty: the definition calls it so, and is never awaited.
  const retrying = { on: 'ARefused', steps: [testStep('B', { check: testCall('CheckB') })], then: 'retry' as const };
  const doubt = testStep('A', {
    check: testCall('CheckA'),
    onFailure: [retrying],
  });
  const saga = testSaga([{ kind: 'parallel', name: 'group', branches: [[loop], [doubt]] }], {
    ids: ['paymentId'],
    hears: ['X'],
    cancelOn: ['Y'],
  });
  const found = unsupportedForms(saga).map(({ form, step }) => (step === undefined ? form : `${form} ${step}`));
  expect(found).toEqual([
    'ids',
    'hears',
    'cancelOn',
    'forEach loop',
    'wait pause',
    'check A',
    'onFailure A',
    'check B',
  ]);
});
