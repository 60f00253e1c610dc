import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { orphanEvent as rule } from './orphan-event.js';

const SERVICES = 'services:\n  order: {}\n  payment: {}\n';
const found = (definitions: string) => findingsOf(rule, SERVICES + definitions);

describe('orphan-event', () => {
  it('names who publishes it', async () => {
    expect(await found('events:\n  A: { producer: order }\n')).toEqual([
      'A: `A` is published by `order`, and nobody consumes it.',
    ]);
    const flow = 'flows:\n  F: { reactions: [{ on: A, by: payment, emits: B }] }\n';
    expect(await found(`events:\n  A: { producer: order }\n  B: {}\n${flow}`)).toEqual([
      'B: `B` is published by `payment`, and nobody consumes it.',
    ]);
  });

  it.each([
    ['declared consumers', 'events:\n  A: { producer: order, consumers: [payment] }\n'],
    ['a reaction', 'events:\n  A: { producer: order }\nflows:\n  F: { reactions: [{ on: A, by: payment }] }\n'],
    [
      'a reaction that needs it',
      'events:\n  A: { producer: order, consumers: [payment] }\n  B: { producer: order }\nflows:\n  F: { reactions: [{ on: A, by: payment, needs: [B] }] }\n',
    ],
    [
      'the start of a saga',
      'events:\n  A: { producer: order }\nsagas:\n  S: { service: order, start: A, steps: [{ wait: 1m }] }\n',
    ],
    [
      'an await',
      'events:\n  A: { producer: order }\n  B: { producer: payment }\nsagas:\n  S: { service: order, start: A, steps: [{ await: B }] }\n',
    ],
    [
      'hearing it',
      'events:\n  A: { producer: order }\n  B: { producer: payment }\nsagas:\n  S: { service: order, start: A, hears: [B], steps: [{ wait: 1m }] }\n',
    ],
    ['being an answer', 'events:\n  A: { producer: payment }\ncommands:\n  Do: { handler: payment, success: A }\n'],
    [
      'being the end of a saga',
      'events:\n  A: { producer: order }\n  B: { producer: order }\nsagas:\n  S: { service: order, start: A, steps: [{ wait: 1m }], complete: B }\n',
    ],
    [
      'being a failure',
      'events:\n  A: { producer: order, consumers: [payment] }\n  B: { producer: order, failureOf: A }\n',
    ],
    ['a public channel', 'channels:\n  c: { public: true }\nevents:\n  A: { producer: order, channel: c }\n'],
    ['being deprecated', 'events:\n  A: { producer: order, deprecated: { since: 1.0.0 } }\n'],
    ['having no producer', 'events:\n  A: {}\n'],
  ])('is silent about %s', async (_, definitions) => {
    expect(await found(definitions)).toEqual([]);
  });
});
