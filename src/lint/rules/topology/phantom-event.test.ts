import { describe, expect, it } from 'vitest';
import { findingsOf, runRule } from '../../rule-tester.js';
import { phantomEvent as rule } from './phantom-event.js';

const SERVICES = 'services:\n  order: {}\n  crm: {}\n  bank: { external: true }\n';
const found = (definitions: string) => findingsOf(rule, SERVICES + definitions);

describe('phantom-event', () => {
  it('names who waits in vain, and where', async () => {
    expect(await found('events:\n  A: { consumers: [order, crm] }\n')).toEqual([
      'A: `crm` and `order` wait for `A`, and nobody publishes it.',
    ]);
    const { findings } = await runRule(rule, `${SERVICES}events:\n  A: { consumers: [crm] }\n`);
    expect(findings[0]?.labels).toMatchObject([{ text: '`crm` consumes it here' }]);
  });

  it.each([
    ['the start of a saga', 'sagas:\n  S: { service: order, start: A, steps: [{ wait: 1m }] }\n', '`order` waits'],
    ['an await', 'sagas:\n  S: { service: order, start: B, steps: [{ await: A, timeout: 1m }] }\n', '`order` waits'],
    [
      'an awaited failure',
      'sagas:\n  S: { service: order, start: B, steps: [{ await: B, failure: [A], timeout: 1m }] }\n',
      '`order` waits',
    ],
    ['a reaction', 'flows:\n  F: { reactions: [{ on: A, by: crm }] }\n', '`crm` waits'],
    ['a reaction of nobody', 'flows:\n  F: { reactions: [{ on: A }] }\n', 'Somebody waits'],
  ])('counts %s as waiting', async (_, use, who) => {
    expect(await found(`events:\n  A: {}\n  B: { producer: bank }\n${use}`)).toEqual([
      `A: ${who} for \`A\`, and nobody publishes it.`,
    ]);
  });

  it.each([
    ['a producer', 'events:\n  A: { producer: order, consumers: [crm] }\n'],
    ['an external producer', 'events:\n  A: { producer: bank, consumers: [crm] }\n'],
    ['a producer that is not declared', 'events:\n  A: { producer: ghost, consumers: [crm] }\n'],
    [
      'a command that it answers',
      'events:\n  A: { consumers: [crm] }\ncommands:\n  Do: { handler: order, failure: [A] }\n',
    ],
    [
      'a reaction that emits it',
      'events:\n  A: { consumers: [crm] }\n  B: { producer: bank }\nflows:\n  F: { reactions: [{ on: B, by: order, fails: [A] }] }\n',
    ],
    [
      'a saga that ends with it',
      'events:\n  A: { consumers: [crm] }\n  B: { producer: bank }\nsagas:\n  S: { service: order, start: B, steps: [{ wait: 1m }], abort: A }\n',
    ],
    ['nobody who waits', 'events:\n  A: {}\n'],
    ['an older major', 'events:\n  A@1: { consumers: [crm] }\n  A: { producer: order, consumers: [crm] }\n'],
    ['a name that is not declared', 'flows:\n  F: { reactions: [{ on: Ghost, by: crm }] }\n'],
  ])('is silent about %s', async (_, definitions) => {
    expect(await found(definitions)).toEqual([]);
  });
});
