import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { handlerIsNotProducer } from './handler-is-not-producer.js';

const build = (
  producer: string,
  command: string,
  more = '',
) => `services: { a: {}, b: {}, c: {}, bank: { external: true } }
events: { Done: { producer: ${producer}, payload: { id: uuid } }, Seen: { producer: a, payload: { id: uuid } } }
commands:
  Ask: ${command}
${more}`;

describe('handler-is-not-producer', () => {
  it.each([
    ['the handler', build('a', '{ handler: a, success: Done }')],
    ['a command that nobody handles', build('a', '{ success: Done }')],
    ['a handler that does not exist', build('a', '{ handler: nobody, success: Done }')],
    ['a producer that does not exist', build('nobody', '{ handler: a, success: Done }')],
    ['an outside handler', build('a', '{ handler: bank, success: Done }')],
    [
      'one of several handlers, which is for several-producers',
      build('a', '{ handler: b, success: Done }', '  Tell: { handler: a, failure: [Done] }\n'),
    ],
    [
      'a reaction of the producer',
      build('a', '{ handler: b, success: Done }', 'flows: { F: { reactions: [{ on: Seen, by: a, emits: Done }] } }\n'),
    ],
    [
      'a saga of the producer that ends so',
      build(
        'a',
        '{ success: Done, handler: b }',
        'sagas: { S: { service: a, start: Ask, steps: [], complete: Done } }\n',
      ),
    ],
    [
      'an old major version, which is frozen',
      `services: { a: {}, b: {} }\nevents: { Done: { producer: a } }\ncommands: { Ask: {}, Ask@1: { handler: b, success: Done } }\n`,
    ],
  ])('accepts %s', async (_, text) => {
    expect(await findingsOf(handlerIsNotProducer, text)).toEqual([]);
  });

  it('finds successes and failures', async () => {
    for (const outcome of ['success: Done', 'failure: [Done]']) {
      expect(await findingsOf(handlerIsNotProducer, build('b', `{ handler: a, ${outcome} }`))).toEqual([
        'b: `Done` is an answer to `Ask`, which `a` handles, but its producer is `b`.',
      ]);
    }
  });

  it('finds an outside producer of an inside handler', async () => {
    expect(await findingsOf(handlerIsNotProducer, build('bank', '{ handler: a, success: Done }'))).toHaveLength(1);
  });

  it('speaks once of an event that several strangers answer with', async () => {
    const text = build('c', '{ handler: a, success: Done }', '  Tell: { handler: b, success: Done }\n');
    expect(await findingsOf(handlerIsNotProducer, text)).toEqual([
      'c: `Done` is an answer to `Ask`, which `a` handles, but its producer is `c`.',
    ]);
  });
});
