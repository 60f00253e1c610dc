import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { deprecatedWithoutSunset as rule } from './deprecated-without-sunset.js';

describe('deprecated-without-sunset', () => {
  it('asks definitions of every kind', async () => {
    const definitions = `services: { a: { deprecated: {} } }
types: { T: { enum: [x], deprecated: {} } }
channels: { c: { deprecated: {} } }
events: { E: { deprecated: { since: 1.0.0 } } }
commands: { C: { deprecated: {} } }
sagas: { S: { start: E, steps: [], deprecated: {} } }
flows: { F: { reactions: [], deprecated: {} } }
`;
    expect(await findingsOf(rule, definitions)).toEqual(
      ['service `a`', 'type `T`', 'channel `c`', 'event `E`', 'command `C`', 'saga `S`', 'flow `F`'].map(
        (what) => `deprecated: The ${what} is deprecated, and nothing says until when it stays.`,
      ),
    );
  });

  it.each(['soon', '3.0.0', '2027-02-30', 'Q3 2027', '2027'])('does not take %s for a date', async (sunset) => {
    expect(await findingsOf(rule, `events:\n  E: { deprecated: { sunset: "${sunset}" } }\n`)).toEqual([
      `"${sunset}": The event \`E\` is deprecated until \`${sunset}\`, which is no date.`,
    ]);
  });

  it.each(['2027-01-31', '"2027-01-31"', '2020-01-01', '2027-01-31T00:00:00Z'])('takes %s', async (sunset) => {
    expect(await findingsOf(rule, `events:\n  E: { deprecated: { sunset: ${sunset} } }\n`)).toEqual([]);
  });

  it('does not ask fields', async () => {
    expect(await findingsOf(rule, 'events:\n  E: { payload: { a: { type: string, deprecated: true } } }\n')).toEqual(
      [],
    );
  });
});
