import { expect, it } from 'vitest';
import { catalogFrom } from '../../../testing/catalog-from.js';
import { stepNameProblems } from './step-names.js';

it('refuses names that every object has, at their places', () => {
  const { catalog, source } = catalogFrom(`
commands: { Pay: { handler: desk }, valueOf: { handler: desk } }
sagas:
  Sale:
    steps:
      - { do: Pay, name: constructor }
      - parallel: [{ do: valueOf }, { do: Pay, name: pay-again }]
`);
  const saga = catalog.sagas.get('Sale');
  const found = saga ? stepNameProblems(saga) : [];
  const places = found.map(({ span }) => source.texts.get('catalog.yaml')?.slice(span?.start, span?.end));
  expect(places).toEqual(['constructor', '{ do: valueOf }']);
});
