import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { booleanFlagPair as rule } from './boolean-flag-pair.js';

const found = (payload: string) =>
  findingsOf(rule, `types:\n  Flag: { type: boolean }\nevents:\n  Sent: { payload: ${payload} }\n`);

describe('boolean-flag-pair', () => {
  it.each([
    ['{ success: boolean, failed: boolean }', 'failed: `success` and `failed` of `Sent` are one state in 2 flags.'],
    [
      '{ isActive: Flag, is_cancelled: boolean? }',
      'is_cancelled: `isActive` and `is_cancelled` of `Sent` are one state in 2 flags.',
    ],
    [
      '{ orderOpen: boolean, wasOrderClosed: boolean, paid: boolean }',
      'wasOrderClosed: `orderOpen` and `wasOrderClosed` of `Sent` are one state in 2 flags.',
    ],
    [
      '{ paid: boolean, shipped: boolean, delivered: boolean }',
      'shipped: `paid`, `shipped` and `delivered` of `Sent` are one state in 3 flags.',
    ],
  ])('finds %s', async (payload, line) => {
    expect(await found(payload)).toEqual([line]);
  });

  it.each([
    ['{ isActive: boolean }'],
    ['{ emailConfirmed: boolean, phoneConfirmed: boolean }'],
    ['{ isGift: boolean, express: boolean, vip: boolean }'],
    ['{ paid: timestamp, shipped: int, active: boolean }'],
    ['{ canBeCancelled: boolean, canBeRefunded: boolean }'],
    ['{ state: enum(active|cancelled), paid: boolean }'],
  ])('passes %s', async (payload) => {
    expect(await found(payload)).toEqual([]);
  });

  it('reports a type once, where it is written', async () => {
    const yaml = `types:
  Job: { fields: { running: boolean, done: boolean } }
events:
  A: { payload: { job: Job } }
  B: { payload: { jobs: list<Job> } }
`;
    expect(await findingsOf(rule, yaml)).toEqual(['done: `running` and `done` of `Job` are one state in 2 flags.']);
  });
});
