import { describe, expect, it } from 'vitest';
import { findingsOf, fixWith, runRule } from '../../rule-tester.js';
import { externalCallWithoutIdempotencyKey } from './external-call-without-idempotency-key.js';

const HEAD = `services: { s: { inbox: true }, inner: {}, bank: { external: true }, post: { external: true } }
events: { Started: { payload: { id: uuid } }, Done: {}, Other: {} }
`;

const command = (body: string, steps = '[{ do: A }]') => `${HEAD}commands:
  A: { handler: s, payload: { id: uuid }, success: Done, ${body} }
sagas: { S: { start: Started, correlation: id, steps: ${steps} } }
`;
const reaction = (body: string) =>
  `${HEAD}flows: { F: { correlation: id, reactions: [{ on: Started, by: s, emits: Done, ${body} }] } }`;

const found = (definitions: string) => findingsOf(externalCallWithoutIdempotencyKey, definitions);

describe('external-call-without-idempotency-key', () => {
  it.each([
    ['a call with a key', command('calls: [{ service: bank, idempotentBy: id }]')],
    ['a call with a key of several fields', command('calls: [{ service: bank, idempotentBy: [id] }]')],
    ['a call to a service of ours', command('calls: [inner]')],
    ['a service that the catalog does not have', command('calls: [nobody]')],
    ['what only reads', command('effect: none, calls: [bank]')],
    ['one attempt', command('retry: { attempts: 1 }, calls: [bank]')],
    ['a reaction that knows what it has done', reaction('idempotentBy: id, calls: [bank]')],
    ['a reaction whose call has a key', reaction('calls: [{ service: bank, idempotentBy: id }]')],
  ])('accepts %s', async (_, definitions) => {
    expect(await found(definitions)).toEqual([]);
  });

  const SAYS = 'bank: `A` may be tried again, and `bank` cannot tell its second call from a new one.';

  it.each([
    ['a name alone', command('calls: [bank]')],
    ['a name without a list', command('calls: bank')],
    ['the long form', command('calls: [{ service: bank }]')],
    ['a command that no saga sends', command('calls: [bank]', '[]')],
    [
      'an undo that is tried more often than its command',
      command('retry: { attempts: 1 }, calls: [bank]', '[{ undo: { do: A, retry: { attempts: 9 } } }]'),
    ],
  ])('finds %s', async (_, definitions) => {
    expect(await found(definitions)).toEqual([SAYS]);
  });

  it('finds each call, also of a reaction with an inbox', async () => {
    expect(await found(command('calls: [{ service: post, idempotentBy: id }, inner, bank]'))).toEqual([SAYS]);
    expect(await found(reaction('calls: [bank, post]'))).toEqual([
      'bank: `bank` cannot tell a second call from a new one when `Started` is delivered twice.',
      'post: `post` cannot tell a second call from a new one when `Started` is delivered twice.',
    ]);
  });

  it.each([
    ['calls: [inner, bank] # two', 'calls: [inner, { service: bank, idempotentBy: id }] # two'],
    ['calls: [{ service: bank }]', 'calls: [{ service: bank, idempotentBy: id }]'],
    [
      'calls:\n      - bank # the card\n      - inner',
      'calls:\n      - { service: bank, idempotentBy: id } # the card\n      - inner',
    ],
    ['calls:\n      - service: bank', 'calls:\n      - service: bank\n        idempotentBy: id'],
  ])('repairs %j', async (from, to) => {
    const text = (calls: string) => `${HEAD}commands:
  A:
    handler: s
    payload: { id: uuid }
    success: Done
    ${calls}
sagas: { S: { start: Started, correlation: id, steps: [{ do: A }] } }
`;
    expect((await fixWith(externalCallWithoutIdempotencyKey, text(from))).text).toBe(text(to));
  });

  it('does not guess a key that the message lacks', async () => {
    const { findings } = await runRule(
      externalCallWithoutIdempotencyKey,
      command('calls: [bank]').replace('payload: { id: uuid }, success', 'payload: { id: uuid? }, success'),
    );
    expect(findings.map(({ fix }) => fix)).toEqual([undefined]);
  });
});
