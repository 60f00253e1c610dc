import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { unhandledFailureEvent as rule } from './unhandled-failure-event.js';

const SERVICES = 'services:\n  a: { owner: t }\n  b: { owner: t }\n';
const found = async (definitions: string) =>
  (await findingsOf(rule, SERVICES + definitions)).map((finding) => finding.split(':')[0]);

const COMMANDS = 'commands:\n  D: { success: E, failure: [DFailed] }\n  U: { success: G, failure: [UFailed] }\n';
const EVENTS = 'events:\n  X: {}\n  E: {}\n  DFailed: {}\n  G: {}\n  UFailed: {}\n';

describe('unhandled-failure-event', () => {
  it.each([
    ['a linked one', 'events:\n  A: { consumers: [b] }\n  B: { failureOf: A }\n', ['B']],
    ['one by name', 'events:\n  CardDeclined: { producer: a }\n', ['CardDeclined']],
    [
      'the failure of a reaction',
      'events:\n  A: {}\n  B: {}\n  C: {}\nflows:\n  F: { reactions: [{ on: A, by: a, emits: B, fails: [C] }] }\n',
      ['C'],
    ],
    [
      'a reply whose success is heard',
      'events:\n  E: { consumers: [b] }\n  DFailed: {}\ncommands:\n  D: { success: E, failure: [DFailed] }\n',
      ['DFailed'],
    ],
    [
      'a failure on a channel that nobody reads',
      'channels:\n  c: {}\nevents:\n  E: {}\n  DFailed: { channel: c }\ncommands:\n  D: { success: E, failure: [DFailed] }\n',
      ['DFailed'],
    ],
    [
      'a failure that nobody would hear even if its command named it',
      'events:\n  E: { producer: a, consumers: [b] }\n  F: { producer: a, failureOf: E }\ncommands:\n  D: { handler: a, success: E }\n',
      ['F'],
    ],
  ])('finds %s', async (_, definitions, expected) => {
    expect(await found(definitions)).toEqual(expected);
  });

  it.each([
    ['consumers', 'events:\n  A: {}\n  B: { failureOf: A, consumers: [b] }\n'],
    [
      'a saga that sends the command, or its undo',
      `${EVENTS}${COMMANDS}sagas:\n  S: { service: a, start: X, steps: [{ do: D, undo: U }] }\n`,
    ],
    [
      'an await',
      'events:\n  X: {}\n  A: {}\n  B: {}\nsagas:\n  S: { service: a, start: X, steps: [{ await: A, failure: [B], timeout: 1h }] }\n',
    ],
    ['a reaction', 'events:\n  A: {}\n  B: { failureOf: A }\nflows:\n  F: { reactions: [{ on: B, by: b }] }\n'],
    [
      'a cancelled saga',
      'events:\n  X: {}\n  PaymentFailed: {}\nsagas:\n  S: { service: a, start: X, cancelOn: [PaymentFailed], steps: [{ wait: 1m }] }\n',
    ],
    [
      'the abort of a saga',
      'events:\n  X: {}\n  Y: {}\n  OrderFailed: { failureOf: Y }\nsagas:\n  S: { service: a, start: X, steps: [{ wait: 1m }], complete: Y, abort: OrderFailed }\n',
    ],
    ['the reply to a command that nobody sends', `${EVENTS}${COMMANDS}`],
    [
      'the success of a command',
      'events:\n  OrderRejected: {}\ncommands:\n  RejectOrder: { success: OrderRejected }\n',
    ],
    ['readers outside', 'channels:\n  c: { public: true }\nevents:\n  A: {}\n  B: { failureOf: A, channel: c }\n'],
    ['a deprecated event', 'events:\n  A: {}\n  B: { failureOf: A, deprecated: { since: 1.0.0 } }\n'],
    [
      'a failure that its command has yet to name',
      'events:\n  X: {}\n  E: { producer: a, consumers: [b] }\n  F: { producer: a, failureOf: E }\ncommands:\n  D: { handler: a, success: E }\nsagas:\n  S: { service: a, start: X, steps: [{ do: D }] }\n',
    ],
    ['a later act that is no failure', 'events:\n  OrderCancelled: { producer: a }\n  ItemReturned: { producer: a }\n'],
  ])('is content with %s', async (_, definitions) => {
    expect(await found(definitions)).toEqual([]);
  });
});
