import { describe, expect, it } from 'vitest';
import { carriersBetween, event } from './testing/changes-between.js';

const LENGTH = 10_000;

/** Types that each have a field of the next one; the deepest has a field of a type. */
function chain(leaf: string, own = ''): string {
  const links = Array.from({ length: LENGTH }, (_, index) => {
    const next = index + 1 < LENGTH ? `T${index + 1}` : leaf;
    return `  T${index}: { fields: { next: ${next}${own} } }\n`;
  });
  return `types:\n${links.join('')}events:\n  Placed: { version: 1.0.0, payload: { first: T0 } }\n`;
}

/** Names that each stand for the next one. */
function aliases(leaf: string): string {
  const links = Array.from(
    { length: LENGTH },
    (_, index) => `  T${index}: { type: ${index + 1 < LENGTH ? `T${index + 1}` : leaf} }\n`,
  );
  return `types:\n${links.join('')}events:\n  Placed: { version: 1.0.0, payload: { first: T0 } }\n`;
}

describe('carriers of a changed type', () => {
  it('are all messages with a value of it, with the ways that lead there', () => {
    const file = (country: string) => `
types:
  Country: { enum: [${country}] }
  Address: { fields: { country: Country, birthplace: Country? } }
events:
  Placed: { payload: { billing: Address, shipping: list<Address> } }
  Moved: { payload: { to: Address } }
  Untouched: { payload: { id: uuid } }
commands:
  Visit: { payload: { country: Country } }
`;
    expect(carriersBetween(file('fr'), file('fr, de'))['Country']).toEqual([
      {
        message: 'Moved',
        paths: [
          ['to', 'country'],
          ['to', 'birthplace'],
        ],
      },
      {
        message: 'Placed',
        paths: [
          ['billing', 'country'],
          ['billing', 'birthplace'],
          ['shipping', 'country'],
          ['shipping', 'birthplace'],
        ],
      },
      { message: 'Visit', paths: [['country']] },
    ]);
  });

  it('come to an end where a type contains itself', () => {
    const tree = (label: string) =>
      event('root: Tree', `Tree: { fields: { label: ${label}, left: Tree?, right: Tree? } }`);
    expect(carriersBetween(tree('int'), tree('long'))['Tree']).toEqual([
      { message: 'Placed', paths: [['root'], ['root', 'left'], ['root', 'right']] },
    ]);
  });

  // Reading the definitions takes most of the time here.
  it('are found for each type of a long chain', () => {
    const carriers = carriersBetween(chain('int'), chain('long', ', added: int?'));
    expect(Object.keys(carriers)).toHaveLength(LENGTH);
    expect(carriers[`T${LENGTH - 1}`]?.map(({ message }) => message)).toEqual(['Placed']);
    expect(carriers['T3']).toEqual([{ message: 'Placed', paths: [['first', 'next', 'next', 'next']] }]);
  });

  it('are found behind a long chain of names', () => {
    expect(carriersBetween(aliases('int'), aliases('long'))).toEqual({
      [`T${LENGTH - 1}`]: [{ message: 'Placed', paths: [['first']] }],
    });
  });
});
