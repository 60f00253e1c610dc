import { describe, expect, it } from 'vitest';
import { catalogFrom } from '../../testing/catalog-from.js';
import { innermostName, scalarsIn } from './value-type.js';

const { catalog } = catalogFrom(`services: { s: {} }
types:
  Iban: { type: string, maxLength: 34 }
  Account: { type: Iban }
  Card: { fields: { number: string } }
events:
  E: { producer: s, payload: { plain: string, one: 'Account[]', by: 'map<Iban|null>', card: Card } }
`);

const typeOf = (name: string) => {
  const field = catalog.events.get('E')?.payload.fields.find((one) => one.name === name);
  if (field === undefined) throw new Error(name);
  return field.type;
};

describe('innermostName', () => {
  it('looks through what it is told to look through', () => {
    expect(['plain', 'one', 'by', 'card'].map((name) => innermostName(typeOf(name), ['list', 'map']))).toEqual([
      undefined,
      'Account',
      'Iban',
      'Card',
    ]);
    expect(['one', 'by', 'card'].map((name) => innermostName(typeOf(name), ['list']))).toEqual([
      'Account',
      undefined,
      'Card',
    ]);
  });
});

describe('scalarsIn', () => {
  it('follows named scalars down, and stops at what is none', () => {
    expect(['plain', 'one', 'by', 'card'].map((name) => scalarsIn(catalog, typeOf(name)).map(({ id }) => id))).toEqual([
      [],
      ['Account', 'Iban'],
      ['Iban'],
      [],
    ]);
  });
});
