import { describe, expect, it } from 'vitest';
import { testCall, testFinalStep, testSaga } from '../testing/definitions.js';
import { setUp } from '../testing/set-up-worker.js';
import type { CommandHandler } from './types.js';

describe('a participant that changes what it is given', () => {
  it('changes nothing for others: neither the next attempt nor what the saga knows', async () => {
    const order = { kind: 'path', messages: ['OrderPlaced'], path: ['total'] } as const;
    const call = (name: string) => testCall(name, { input: [{ field: 'total', from: order }] });
    const saga = testSaga([testFinalStep('A', { call: call('A') }), testFinalStep('B', { call: call('B') })]);
    const seen: unknown[] = [];
    const greedy: CommandHandler = async (input, { attempt, step }) => {
      seen.push(structuredClone(input));
      Object.assign(input as object, { extra: true });
      Object.assign(input['total'] as object, { amount: '0' });
      if (attempt === 1) throw new Error('once more');
      return { outcome: `${step}Done`, data: {} };
    };
    const { state } = await setUp(saga, { A: greedy, B: greedy }).journey();
    const asSent = { total: { amount: '150.00' } };
    expect(seen).toEqual([asSent, asSent, asSent, asSent]);
    expect(state?.messages['OrderPlaced']).toMatchObject(asSent);
  });
});
