import { expect, test } from 'vitest';
import { catalogFrom } from '../testing/catalog-from.js';
import { longestParts, longestRun, totalOf } from './run-parts.js';

const COMMANDS = `commands:
  A: { timeout: 10s, retry: { attempts: 1 } }
  B: { timeout: 20s, retry: { attempts: 4, delay: 5s, maxDelay: 8s } }
  Short: { timeout: 10s, retry: { attempts: 9, delay: 1s, within: 30s } }
  Endless: { timeout: 10s, retry: { attempts: unlimited } }
  Bounded: { timeout: 10s, retry: { attempts: unlimited, within: 1m } }
  Hasty: { timeout: 10s, retry: { attempts: 3, delay: 0ms } }
  Linear: { timeout: 1s, retry: { attempts: 100, backoff: linear, delay: 1s, maxDelay: 1h } }
  Open: { retry: { attempts: 1 } }
  Begin: { success: E }
`;

const SETTINGS = 'catalog: test\ndefaults: { command: { timeout: 7s, retry: { attempts: 1 } } }';

function parts(steps: string, settings = 'catalog: test') {
  const text = `${COMMANDS}sagas: { S: { steps: ${steps} }, Inner: { start: Begin, steps: [] } }`;
  const { catalog } = catalogFrom({ 'catalog.yaml': text, 'sagac.yaml': settings });
  const saga = catalog.sagas.get('S');
  if (saga === undefined) throw new Error('no saga');
  const found = longestParts(catalog, saga);
  const whole = longestRun(catalog, saga);
  const timed = found.filter(({ ms }) => ms > 0);
  return { text: timed.map(({ step, sum, ms }) => `${step}: ${sum} = ${ms}`), total: totalOf(found), whole };
}

test.each([
  ['[{ do: A }, { do: B, check: A }]', ['A: 10s = 10000', 'B: 4 x 20s + 5s + 2 x 8s = 101000', 'B, A: 10s = 10000']],
  ['[{ do: Linear }]', ['Linear: 100 x 1s + 1s + 2s + 3s + ... + 99s = 5050000']],
  ['[{ do: Short }]', ['Short: 30s + 10s = 40000']],
  ['[{ do: Bounded }]', ['Bounded: 1m + 10s = 70000']],
  ['[{ do: Hasty }]', ['Hasty: 3 x 10s = 30000']],
  [
    '[{ parallel: [{ do: A }, [{ do: A, name: again }, { wait: 1m }]] }]',
    ['again: 10s = 10000', 'parallel-1-2-wait-2: 1m = 60000'],
  ],
  ['[{ await: E, timeout: 1h }]', ['E: 1h = 3600000']],
  ['[{ forEach: 3, steps: [{ do: A }] }]', ['A: 3 x (10s) = 30000']],
  ['[{ forEach: X.y, parallel: true, steps: [{ do: A }] }]', ['A: 10s = 10000']],
  [
    '[{ do: A, onFailure: { F: { steps: [{ wait: 1m }], then: retry, rounds: 2 } } }]',
    ['A: 10s = 10000', 'A-F-wait-1: 2 x (1m) = 120000', 'A: 2 x (10s) = 20000'],
  ],
])('%s adds up like the longest run', (steps, expected) => {
  const { text, total, whole } = parts(steps);
  expect(text).toEqual(expected);
  expect(whole).toBe(total);
});

test.each([
  ['[{ do: Endless }]', ['Endless: 10s = 10000']],
  ['[{ do: Open }, { await: E }, { wait: X.y }, { do: Unknown }, { do: A }]', ['A: 10s = 10000']],
  ['[{ forEach: X.y, steps: [{ do: A }] }]', ['A: 10s = 10000']],
  ['[{ parallel: [{ do: A }, { do: Open }] }]', ['A: 10s = 10000']],
])('%s counts as little as it can', (steps, expected) => {
  const { text, whole } = parts(steps);
  expect(text).toEqual(expected);
  expect(whole).toBeUndefined();
});

test('a saga in a saga has no time limit by default', () => {
  expect(parts('[{ do: Open }, { do: Begin }]', SETTINGS).text).toEqual(['Open: 7s = 7000']);
});
