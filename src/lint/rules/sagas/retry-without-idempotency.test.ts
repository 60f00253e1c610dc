import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { retryWithoutIdempotency } from './retry-without-idempotency.js';

const definitions = (service: string, command: string, steps = '[{ do: A }]', more = '') => `services:
  s: ${service}
  own: {}
  bank: { external: true }
events: { Started: { payload: { id: uuid } }, Done: {}, Mailed: {} }
commands:
  A: { handler: s, payload: { id: uuid }, success: Done${command} }
  B: { handler: s, success: Done, retry: { attempts: 1 } }
sagas: { S: { service: own, start: Started, correlation: id, steps: ${steps} } }
${more}`;

const found = (...parts: Parameters<typeof definitions>) => findingsOf(retryWithoutIdempotency, definitions(...parts));
const says = (often: string) => [
  `s: \`s\` has no inbox to recognise \`A\` when it comes again: \`S\` sends it ${often}.`,
];

describe('retry-without-idempotency', () => {
  it.each([
    ['an inbox', '{ inbox: true }', ''],
    ['an inbox with a window', '{ inbox: { window: 7d } }', ''],
    ['one attempt', '{}', ', retry: { attempts: 1 }'],
    ['what only reads', '{}', ', effect: none'],
    ['calls that carry a key', '{}', ', calls: [{ service: bank, idempotentBy: id }]'],
    ['a service that is not ours', '{ external: true }', ''],
  ])('accepts %s', async (_, service, command) => {
    expect(await found(service, command)).toEqual([]);
  });

  it.each([
    ['nothing said about it', '{}', '', 'up to 3 times'],
    ['an inbox that is denied', '{ inbox: false }', ', retry: { attempts: 9 }', 'up to 9 times'],
    ['attempts without end', '{}', ', retry: { attempts: unlimited }', 'any number of times'],
    [
      'data beside calls that carry a key',
      '{ store: postgres }',
      ', calls: [{ service: bank, idempotentBy: id }]',
      'up to 3 times',
    ],
    ['calls of which one has no key', '{}', ', calls: [{ service: bank, idempotentBy: id }, own]', 'up to 3 times'],
  ])('finds %s', async (_, service, command, attempts) => {
    expect(await found(service, command)).toEqual(says(attempts));
  });

  it('goes by the attempts of an undo', async () => {
    const undo = (retry: string) => `[{ do: B, undo: { do: A, retry: { attempts: ${retry} } } }]`;
    expect(await found('{}', ', retry: { attempts: 1 }', undo('10'))).toEqual(says('up to 10 times'));
    expect(await found('{}', '', undo('1'))).toEqual([]);
  });

  it('speaks of a service once', async () => {
    const text = definitions('{}', '', '[{ do: A }, { do: B }]').replace('attempts: 1', 'attempts: 2');
    expect(await findingsOf(retryWithoutIdempotency, text)).toEqual([
      's: `s` has no inbox to recognise `A` and another command when they come again: `S` sends the first up to 3 times.',
    ]);
  });

  it('says nothing of commands that no saga sends, and of what a service sends itself', async () => {
    expect(await found('{}', '', '[{ do: B }]')).toEqual([]);
    expect(
      await findingsOf(
        retryWithoutIdempotency,
        definitions('{}', '').replace('handler: s, payload', 'handler: own, payload'),
      ),
    ).toEqual([]);
  });

  it('leaves a command that starts a saga to the engine, which recognises it', async () => {
    expect(
      await found(
        '{}',
        '',
        '[{ do: A }] }\n  , Inner: { service: s, start: A, correlation: id, steps: [], complete: Done',
      ),
    ).toEqual([]);
  });

  it('leaves a service with the same gap in its reactions to duplicate-unhandled', async () => {
    const flow = 'flows: { F: { reactions: [{ on: Started, by: s, emits: Mailed }] } }';
    expect(await found('{}', '', '[{ do: A }]', flow)).toEqual([]);
  });
});
