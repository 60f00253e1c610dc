import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { needlessOrchestration as rule } from './needless-orchestration.js';

const HEAD = `services:
  own: {}
  other: {}
  third: {}
events:
  Start: { producer: own }
  Heard: { producer: third }
  Done: { producer: other }
  Bad: { producer: other }
commands:
  Mine: { handler: own, success: Done }
  One: { handler: other, success: Done, failure: [Bad] }
  Two: { handler: other, success: Done }
  Three: { handler: other, success: Done }
  Far: { handler: third, success: Done }
  Look: { handler: third, effect: none, success: Done }
  Nobody: { success: Done }
`;
const found = (steps: string, more = '') =>
  findingsOf(rule, `${HEAD}sagas:\n  S: { service: own, start: Start, steps: [${steps}]${more} }\n`);

describe('needless-orchestration', () => {
  it.each([
    ['{ do: One }', '`S` orchestrates only `One`, and so one service besides `own`: `other`.'],
    [
      '{ do: One, undo: Three }, { do: Two }',
      '`S` orchestrates only `One` and `Two`, and so one service besides `own`: `other`.',
    ],
    [
      '{ undo: Mine }, { do: Look }, { do: One }',
      '`S` orchestrates only `One`, and so one service besides `own`: `other`.',
    ],
    ['{ do: Mine }', '`S` changes nothing outside `own`, which runs it.'],
  ])('finds %s', async (steps, message) => {
    expect(await found(steps)).toEqual([`S: ${message}`]);
  });

  it.each([
    ['two services', '{ do: One }, { do: Far }'],
    ['three commands', '{ do: One }, { do: Two }, { do: Three }'],
    ['an await', '{ do: One }, { await: Heard, timeout: 1m }'],
    ['a pause', '{ wait: 1d }, { do: One }'],
    ['branches', '{ parallel: [{ do: One }, { do: Two }] }'],
    ['rounds', '{ forEach: 3, steps: [{ do: One }] }'],
    ['a failure that is handled', '{ do: One, onFailure: { Bad: { then: continue } } }'],
    ['a handler that is not said', '{ do: Nobody }'],
    ['no steps', ''],
  ])('is silent about %s', async (_, steps) => {
    expect(await found(steps)).toEqual([]);
  });

  it('is silent about a saga that listens', async () => {
    expect(await found('{ do: One }', ', hears: [Heard]')).toEqual([]);
    expect(await found('{ do: One }', ', cancelOn: [Heard]')).toEqual([]);
  });
});
