import { describe, expect, it } from 'vitest';
import { findingsOf, runRule } from '../../rule-tester.js';
import { unmappedInput } from './unmapped-input.js';

const build = (payload: string, step: string, ends = '') => `services: { s: {} }
types: { Money: { fields: { amount: decimal(12.2) } } }
events:
  Started: { payload: { id: uuid, total: Money, note: string?, at: timestamp } }
  Done: { payload: { id: uuid, ref: string } }
  Ended: { payload: { id: uuid, total: Money, endedAt: timestamp, extra: int } }
commands: { A: { handler: s, success: Done, payload: ${payload} } }
sagas: { S: { service: s, start: Started, correlation: id, steps: [${step}]${ends} } }
`;

describe('unmapped-input', () => {
  it.each([
    ['namesakes', '{ id: uuid, total: Money }', '{ do: A }'],
    ['optional fields', '{ id: uuid, nothing: string? }', '{ do: A }'],
    ['a path', '{ amount: Money }', '{ do: A, with: { amount: Started.total } }'],
    ['a constant and now', '{ kind: string, at: timestamp }', '{ do: A, with: { kind: fast, at: now } }'],
    ['what unknown-reference reports', '{ amount: Money }', '{ do: A, with: { amount: Started.totl } }'],
    ['an unknown command', '{}', '{ do: Unknown }'],
  ])('accepts %s', async (_, payload, step) => {
    expect(await findingsOf(unmappedInput, build(payload, step))).toEqual([]);
  });

  it('finds fields that nothing fills, and shows what comes close', async () => {
    const { findings } = await runRule(unmappedInput, build('{ amount: Money }', '{ do: A }'));
    expect(findings.map(({ message, help }) => [message, help])).toEqual([
      [
        '`A.amount` cannot be filled: no message seen before carries a field of that name.',
        expect.stringContaining('`Started.total` (`Money`, fits)'),
      ],
    ]);
  });

  it.each([
    ['what comes too late', '{ ref: string }', '{ do: A }'],
    ['what may be absent', '{ note: string }', '{ do: A }'],
    ['another type', '{ total: string }', '{ do: A }'],
    ['a message that never comes', '{ extra: int }', '{ do: A, with: { extra: Ended.extra } }'],
  ])('finds %s', async (_, payload, step) => {
    expect(await findingsOf(unmappedInput, build(payload, step))).toHaveLength(1);
  });

  it('finds what the event at the end needs, but not its time', async () => {
    expect(await findingsOf(unmappedInput, build('{ id: uuid }', '{ do: A }', ', complete: Ended'))).toEqual([
      'Ended: `Ended.extra` cannot be filled: no message seen before carries a field of that name.',
    ]);
  });
});
