import { describe, expect, it } from 'vitest';
import { findingsOf, runRule } from '../../rule-tester.js';
import { severalProducers as rule } from './several-producers.js';

const SERVICES = 'services:\n  a: {}\n  b: {}\n  c: {}\n  out: { external: true }\n';
const found = (definitions: string) => findingsOf(rule, SERVICES + definitions);

describe('several-producers', () => {
  it('names all services that claim an answer, and where', async () => {
    const definitions = `${SERVICES}events:\n  Done: { producer: a }\ncommands:\n  X: { handler: a, success: Done }\n  Y: { handler: b, success: Done }\n  Z: { handler: c, failure: [Done] }\n`;
    expect(await findingsOf(rule, definitions)).toEqual(['Done: `Done` is published by 3 services: `a`, `b` and `c`.']);
    const { findings } = await runRule(rule, definitions);
    expect(findings[0]?.labels?.map(({ text }) => text)).toEqual([
      'the producer',
      'handles `Y`, which it answers',
      'handles `Z`, which it answers',
    ]);
  });

  it('counts reactions and sagas', async () => {
    expect(
      await found(
        'events:\n  E: { producer: a }\n  Done: { producer: a }\nflows:\n  F: { reactions: [{ on: E, by: b, emits: Done }] }\n',
      ),
    ).toEqual(['Done: `Done` is published by 2 services: `a` and `b`.']);
    expect(
      await found(
        'events:\n  E: { producer: a }\n  Done: { producer: a }\nsagas:\n  S: { service: b, start: E, steps: [{ wait: 1m }], complete: Done }\n',
      ),
    ).toEqual(['Done: `Done` is published by 2 services: `a` and `b`.']);
  });

  it.each([
    [
      'several commands and reactions of one service',
      'events:\n  E: { producer: b }\n  Done: { producer: a }\ncommands:\n  X: { handler: a, success: Done }\n  Y: { handler: a, failure: [Done] }\nflows:\n  F: { reactions: [{ on: E, by: a, emits: Done }] }\n',
    ],
    [
      'one handler that is not the declared producer',
      'events:\n  Done: { producer: a }\ncommands:\n  X: { handler: b, success: Done }\n  Y: { handler: b, success: Done }\n',
    ],
    [
      'a saga that ends with what its last step has published',
      'events:\n  E: { producer: a }\n  Done: { producer: b }\ncommands:\n  X: { handler: b, success: Done }\nsagas:\n  S: { service: a, start: E, steps: [{ do: X }], complete: Done }\n',
    ],
    [
      'handlers of which none is the declared producer',
      'events:\n  Done: { producer: a }\ncommands:\n  X: { handler: b, success: Done }\n  Y: { handler: c, success: Done }\n',
    ],
    [
      'the answer of an external service that ours publishes',
      'events:\n  Done: { producer: a }\ncommands:\n  X: { handler: out, success: Done }\n  Y: { handler: a, success: Done }\n',
    ],
    [
      'a service that is not declared',
      'events:\n  Done: {}\ncommands:\n  X: { handler: ghost, success: Done }\n  Y: { handler: a, success: Done }\n',
    ],
    ['a handler that is not said', 'events:\n  Done: { producer: a }\ncommands:\n  X: { success: Done }\n'],
    [
      'older majors',
      'events:\n  Done@1: { producer: a }\n  E: { producer: b }\nflows:\n  F: { reactions: [{ on: E, by: b, emits: Done@1 }] }\n',
    ],
    [
      'deprecated events',
      'events:\n  Done: { producer: a, deprecated: { since: 1.0.0 } }\n  E: { producer: b }\nflows:\n  F: { reactions: [{ on: E, by: b, emits: Done }] }\n',
    ],
  ])('is silent about %s', async (_, definitions) => {
    expect(await found(definitions)).toEqual([]);
  });

  it('finds a saga that ends with the event of another service of its own accord', async () => {
    const saga = 'sagas:\n  S: { service: b, start: E, steps: [{ do: Y }], complete: Done }\n';
    expect(
      await found(
        `events:\n  E: { producer: c }\n  Done: { producer: a }\n  Other: { producer: c }\ncommands:\n  X: { handler: a, success: Done }\n  Y: { handler: c, success: Other }\n${saga}`,
      ),
    ).toEqual(['Done: `Done` is published by 2 services: `a` and `b`.']);
  });
});
