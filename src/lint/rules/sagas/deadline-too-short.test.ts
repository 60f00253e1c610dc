import { describe, expect, it } from 'vitest';
import { findingsOf, runRule } from '../../rule-tester.js';
import { deadlineTooShort } from './deadline-too-short.js';

const MESSAGES = `services: { s: {} }
events: { Started: { payload: { id: uuid, at: timestamp, lines: list<string> } }, Done: {}, Bad: {} }
commands:
  A: { handler: s, success: Done, failure: [Bad], timeout: 30s, retry: { attempts: 3, delay: 1s } }
  B: { handler: s, success: Done, timeout: 10s, retry: { attempts: 1 } }
  Endless: { handler: s, success: Done, timeout: 10s, retry: { attempts: unlimited } }
  Within: { handler: s, success: Done, timeout: 10s, retry: { attempts: 50, within: 1m } }
  Open: { handler: s, success: Done }
`;

const text = (deadline: string, steps: string) =>
  `${MESSAGES}sagas: { S: { start: Started, correlation: id, deadline: ${deadline}, steps: ${steps} } }`;

const found = (deadline: string, steps: string) => findingsOf(deadlineTooShort, text(deadline, steps));

describe('deadline-too-short', () => {
  it.each([
    ['a deadline that is just met', '93s', '[{ do: A }]'],
    ['attempts without end, which the deadline ends', '1m', '[{ do: Endless }]'],
    ['attempts that `within` bounds', '70s', '[{ do: Within }]'],
    ['branches that run side by side', '2m', '[{ parallel: [{ do: A }, { do: A, name: again }] }]'],
    ['rounds that run side by side', '2m', '[{ forEach: 9, parallel: true, steps: [{ do: A }] }]'],
    ['lists of any length', '2m', '[{ forEach: Started.lines, steps: [{ do: A }] }]'],
    ['a command without a time limit, which is reported elsewhere', '1s', '[{ do: Open }]'],
    ['a pause until a moment that is only known then', '1m', '[{ wait: Started.at }]'],
    ['undos, which the deadline does not bound', '1m', '[{ do: B, undo: A }]'],
  ])('accepts %s', async (_, deadline, steps) => {
    expect(await found(deadline, steps)).toEqual([]);
  });

  it.each([
    ['one step', '92s', '[{ do: A }]', '93s'],
    ['two steps', '100s', '[{ do: A }, { do: B }]', '93s + 10s = 103s'],
    ['a pause', '1h', '[{ do: B }, { wait: 1h }]', '10s + 1h = 1h 10s'],
    ['an await', '1h', '[{ await: Done, timeout: 2h }]', '2h'],
    ['the longer branch', '90s', '[{ parallel: [{ do: A }, { do: B }] }]', '93s'],
    ['rounds', '30s', '[{ forEach: 4, steps: [{ do: B }] }]', '40s'],
    [
      'what follows a failure',
      '95s',
      '[{ do: A, onFailure: { Bad: { steps: [{ do: B }], then: continue } } }]',
      '93s + 10s = 103s',
    ],
    ['the step once more', '95s', '[{ do: A, onFailure: { Bad: { then: retry } } }]', '93s + 93s = 3m 6s'],
    ['optional steps', '95s', '[{ do: A }, { do: B, optional: true }]', '93s + 10s = 103s'],
  ])('adds up %s', async (_, deadline, steps, sum) => {
    expect(await found(deadline, steps)).toEqual([
      `${deadline}: The steps of \`S\` may take ${sum}, which is more than its deadline of ${deadline}.`,
    ]);
  });

  it('shows how each step was worked out', async () => {
    const { findings } = await runRule(deadlineTooShort, text('1m', '[{ do: A, check: B }, { wait: 1m }]'));
    expect(findings[0]?.help).toBe(
      'Raise the `deadline`, or lower time limits and attempts. `A`: 3 x 30s + 1s + 2s = 93s; `A` checked by `B`: 10s; `wait-2`: 1m.',
    );
  });
});
