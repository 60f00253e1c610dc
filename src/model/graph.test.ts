import { describe, expect, test } from 'vitest';
import { catalogFrom } from '../testing/catalog-from.js';
import { flattenSteps } from './flatten-steps.js';
import {
  commandsAnsweredBy,
  commandsHandledBy,
  commandsOf,
  consumersOf,
  failureEventsOf,
  isBeforePivot,
  isOnPublicChannel,
  isReply,
  pivotOf,
  producersOf,
  sagasUsing,
  undoUsesOf,
} from './graph.js';

const { catalog } = catalogFrom(`services: { order: {}, pay: {}, mail: {} }
channels: { c: {} }
events:
  Placed: { producer: order, channel: c }
  Paid: { producer: pay }
  Declined: { producer: pay, failureOf: Paid }
  Late: { failureOf: Pay }
  Refused: { failureOf: Paid }
  Refunded: {}
  RefundFailed: {}
  Confirmed: { producer: order, channel: c, consumers: [mail] }
  Cancelled: { channel: c }
  Mailed: { channel: c }
  MailFailed: { channel: c }
  Moved: { channel: c }
commands:
  Pay: { handler: pay, success: Paid, failure: [Declined] }
  Refund: { handler: pay, success: Refunded, failure: [RefundFailed] }
  Look: { effect: none }
sagas:
  S:
    service: order
    start: Placed
    hears: [Moved]
    steps:
      - { do: Pay, undo: Refund, check: Look }
      - { await: Mailed, failure: [MailFailed], timeout: 1h }
    complete: Confirmed
    abort: Cancelled
flows:
  F: { reactions: [{ on: Confirmed, by: mail, emits: Mailed, fails: [MailFailed] }] }`);

const sagaVias = (event: string) =>
  consumersOf(catalog, event).flatMap(({ via }) => (via.kind === 'saga' ? [via.as] : [via.kind]));

describe('answers', () => {
  test('an event knows the commands it answers and in which role', () => {
    const roles = (event: string) => commandsAnsweredBy(catalog, event).map(({ command, role }) => [command.id, role]);
    expect(roles('Paid')).toEqual([['Pay', 'success']]);
    expect(roles('Declined')).toEqual([['Pay', 'failure']]);
    expect(roles('Placed')).toEqual([]);
    expect(roles('Nothing')).toEqual([]);
  });

  test('a reply is an outcome without a channel', () => {
    const reply = (id: string) =>
      [...catalog.events.values()].some((event) => event.id === id && isReply(catalog, event));
    expect(['Paid', 'Declined', 'Placed', 'Late'].map(reply)).toEqual([true, true, false, false]);
  });

  test('failures are found over the command, `failureOf` and reactions', () => {
    const failures = (id: string) => {
      const message = catalog.events.get(id) ?? catalog.commands.get(id);
      return message ? failureEventsOf(catalog, message).map((event) => event.id) : [];
    };
    expect(failures('Pay')).toEqual(['Declined', 'Late', 'Refused']);
    expect(failures('Paid')).toEqual(['Declined', 'Refused', 'Late']);
    expect(failures('Mailed')).toEqual(['MailFailed']);
    expect(failures('Placed')).toEqual([]);
  });
});

describe('producers and consumers', () => {
  test('of an answer: who is declared and who handles the command', () => {
    expect(producersOf(catalog, 'Paid').map(({ service, via }) => [service?.name, via.kind])).toEqual([
      ['pay', 'declared'],
      ['pay', 'command'],
    ]);
    expect(sagaVias('Paid')).toEqual(['outcome']);
    expect(sagaVias('RefundFailed')).toEqual(['outcome']);
  });

  test('of what a saga starts with, hears, waits for and ends with', () => {
    expect(sagaVias('Placed')).toEqual(['start']);
    expect(sagaVias('Moved')).toEqual(['heard']);
    expect(sagaVias('MailFailed')).toEqual(['await']);
    expect(sagaVias('Confirmed')).toEqual(['declared', 'reaction']);
    expect(producersOf(catalog, 'Cancelled').map(({ via }) => via.kind)).toEqual(['saga']);
    expect(producersOf(catalog, 'MailFailed').map(({ via }) => via.kind)).toEqual(['reaction']);
  });
});

describe('services and channels', () => {
  test('the commands of a service stand in their order', () => {
    expect(commandsHandledBy(catalog, 'pay').map(({ id }) => id)).toEqual(['Pay', 'Refund']);
    expect(commandsHandledBy(catalog, 'mail')).toEqual([]);
  });

  test('only the channel makes a message public', () => {
    const { catalog } = catalogFrom(`channels: { open: { public: true }, shut: {} }
events: { A: { channel: open }, B: { channel: shut, visibility: public }, C: { channel: nowhere }, D: {} }`);
    const seen = [...catalog.events.values()].filter((event) => isOnPublicChannel(catalog, event));
    expect(seen.map(({ id }) => id)).toEqual(['A']);
  });
});

describe('sagas', () => {
  test('commands, undos and checks', () => {
    const saga = catalog.sagas.get('S');
    expect(saga && commandsOf(saga)).toEqual(['Pay', 'Refund', 'Look']);
    expect(sagasUsing(catalog, 'Look').map((one) => one.id)).toEqual(['S']);
    expect(undoUsesOf(catalog, 'Refund').map((use) => use.place.step.name)).toEqual(['Pay']);
    expect(undoUsesOf(catalog, 'Pay')).toEqual([]);
  });

  const reversible = (steps: string) => {
    const saga = catalogFrom(`sagas: { S: { steps: ${steps} } }`).catalog.sagas.get('S');
    if (saga === undefined) return [];
    const names = flattenSteps(saga.steps).filter(({ step }) => isBeforePivot(saga, step));
    return [pivotOf(saga)?.step.name, ...names.map(({ step }) => step.name)];
  };

  test('the pivot parts what can be undone from what must succeed', () => {
    expect(reversible('[{ do: A }, { do: B, pivot: true }, { do: C }]')).toEqual(['B', 'A']);
    expect(reversible('[{ do: A }, { do: B }]')).toEqual([undefined, 'A', 'B']);
    expect(reversible('[{ await: E, timeout: 1h, pivot: true }, { do: A }]')).toEqual(['E']);
  });

  test('a branch beside the pivot counts as before it', () => {
    const steps =
      '[{ do: A }, { parallel: [[{ do: B }, { do: P, pivot: true }, { do: C }], { do: D }], name: both }, { do: E }]';
    expect(reversible(steps)).toEqual(['P', 'A', 'both', 'B', 'D']);
  });
});
