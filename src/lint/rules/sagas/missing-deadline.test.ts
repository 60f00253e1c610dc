import { describe, expect, it } from 'vitest';
import { findingsOf, fixWith, runRule } from '../../rule-tester.js';
import { missingDeadline } from './missing-deadline.js';

const saga = (steps: string) => `sagas:
  S:
    start: E # when it begins
    steps: ${steps}
events: { E: { payload: { id: uuid } } }
commands: { A: { timeout: 30s, retry: { attempts: 2, delay: 1s } }, Open: {} }
`;

describe('missing-deadline', () => {
  it.each([
    ['[{ do: A }]', '2m'],
    ['[{ await: E, timeout: 20h }, { do: A }]', '1d'],
    ['[{ await: E, timeout: 36h }, { do: A }]', '2d'],
    ['[]', '1m'],
  ])('writes one that covers %s', async (steps, deadline) => {
    const { text } = await fixWith(missingDeadline, saga(steps));
    expect(text).toBe(saga(steps).replace('begins\n', `begins\n    deadline: ${deadline}\n`));
  });

  it('does not guess where something has no known end', async () => {
    for (const steps of ['[{ do: Open }]', '[{ wait: E.at }]', '[{ await: E }]']) {
      const { findings } = await runRule(missingDeadline, saga(steps));
      expect(findings.map(({ fix, help }) => [fix, help])).toEqual([
        [undefined, 'Say with `deadline` how long an instance may take from start to end, retries included.'],
      ]);
    }
  });

  it('says nothing of a saga with a deadline', async () => {
    expect(await findingsOf(missingDeadline, 'sagas: { S: { start: E, deadline: 1s, steps: [] } }')).toEqual([]);
  });
});
