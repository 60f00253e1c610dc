import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { outOfOrderUnhandled } from './out-of-order-unhandled.js';

const NEEDED = 'needs: The reaction to `Paid` needs `Placed` and does not say what happens when that has not come yet.';
const services = 'services: { s: { store: x, inbox: true }, o: {} }\n';
const needing = (
  reaction: string,
  channels = '',
  placed = '',
  paid = '',
) => `${services}channels: { c: { ${channels} } }
events: { Placed: { payload: { id: uuid }${placed} }, Paid: { payload: { id: uuid }${paid} }, Sent: {} }
flows: { F: { reactions: [{ on: Paid, by: s, emits: Sent${reaction} }] } }
`;

describe('out-of-order-unhandled', () => {
  it('finds needs without onMissing', async () => {
    expect(await findingsOf(outOfOrderUnhandled, needing(', needs: [Placed]'))).toEqual([NEEDED]);
    expect(await findingsOf(outOfOrderUnhandled, needing(', needs: [Placed, Sent]'))).toEqual([
      NEEDED.replace('`Placed` and', '`Placed` and 1 more and'),
    ]);
  });

  it.each(['park', 'retry', 'ignore'])('accepts onMissing: %s', async (onMissing) => {
    expect(await findingsOf(outOfOrderUnhandled, needing(`, needs: [Placed], onMissing: ${onMissing}`))).toEqual([]);
  });

  it('accepts needs that the reaction is set off by, that do not exist, or none', async () => {
    for (const needs of ['', ', needs: []', ', needs: [Paid]', ', needs: [Nowhere]']) {
      expect(await findingsOf(outOfOrderUnhandled, needing(needs))).toEqual([]);
    }
  });

  it('accepts what one channel brings in order, unless a retry or the lack of a key spoils it', async () => {
    const on = ', channel: c, key: id';
    const needs = ', needs: [Placed]';
    expect(await findingsOf(outOfOrderUnhandled, needing(needs, '', on, on))).toEqual([]);
    for (const channel of ['retryDelays: [1m]', 'ordering: none', 'kind: queue']) {
      expect(await findingsOf(outOfOrderUnhandled, needing(needs, channel, on, on))).toEqual([NEEDED]);
    }
    expect(await findingsOf(outOfOrderUnhandled, needing(needs, '', ', channel: c', ', channel: c'))).toEqual([NEEDED]);
  });
});

const telling = (sent: string, placed = 'id: uuid, address: string', more = '') => `${services}events:
  Placed: { producer: o, consumers: [s], payload: { ${placed} } }
  Paid: { producer: o, payload: { id: uuid } }
  Sent: { payload: { id: uuid, ${sent} } }
${more}flows: { F: { reactions: [{ on: Paid, by: s, emits: Sent }] } }
`;
const ADDRESS =
  'Paid: The reaction to `Paid` emits `Sent.address`, which only `Placed` tells, and does not say what happens when that has not come yet.';

describe('out-of-order-unhandled by fields', () => {
  it('finds a field that only an earlier event carries', async () => {
    expect(await findingsOf(outOfOrderUnhandled, telling('address: string'))).toEqual([ADDRESS]);
  });

  it('does not take what the service has published itself for something it was told', async () => {
    const yaml = `${services}events:
  Paid: { producer: o, consumers: [s], payload: { id: uuid } }
  Asked: { producer: s, payload: { id: uuid, round: int } }
flows: { F: { reactions: [{ on: Paid, by: s, emits: Asked }, { on: Asked, by: s, emits: Asked, after: 1d }] } }
`;
    expect(await findingsOf(outOfOrderUnhandled, yaml)).toEqual([]);
  });

  it.each([
    ['an optional field', telling('address: string?')],
    ['a field with a default', telling('address: { type: string, optional: true, default: none }')],
    ['another type', telling('address: int')],
    ['a field that need not be there', telling('address: string', 'id: uuid, address: string?')],
    ['an event about something else', telling('address: string', 'other: uuid, address: string')],
    ['a new id', telling('letterId: uuid')],
    ['a time', telling('at: timestamp', 'id: uuid, at: timestamp')],
    ['a reason', telling('reason: string', 'id: uuid, reason: string')],
    ['a flag', telling('express: boolean', 'id: uuid, express: boolean')],
    [
      'a field of the trigger',
      telling('x: string').replace(
        'Paid: { producer: o, payload: { id: uuid }',
        'Paid: { producer: o, payload: { id: uuid, x: string }',
      ),
    ],
    [
      'two that carry it',
      telling(
        'address: string',
        undefined,
        '  Moved: { producer: o, consumers: [s], payload: { id: uuid, address: string } }\n',
      ),
    ],
    [
      'what the service publishes itself',
      telling('address: string', undefined, '  Kept: { producer: s, payload: { id: uuid, address: string } }\n'),
    ],
    [
      'what it is told in a command',
      telling('address: string', undefined, 'commands: { Do: { handler: s, payload: { address: string } } }\n'),
    ],
    ['what it does not read', telling('address: string').replace('consumers: [s], ', '')],
  ])('is silent about %s', async (_, yaml) => {
    expect(await findingsOf(outOfOrderUnhandled, yaml)).toEqual([]);
  });

  it('counts the id of another thing, and leaves what only comes back alone', async () => {
    const customer = telling('customerId: uuid', 'id: uuid, customerId: uuid');
    expect(await findingsOf(outOfOrderUnhandled, customer)).toEqual([ADDRESS.replace('address', 'customerId')]);
    const echo = `${services}events:
  Paid: { producer: o, payload: { id: uuid } }
  Sent: { consumers: [o], payload: { id: uuid, parcelId: uuid, weight: int } }
  Delivered: { consumers: [s], payload: { id: uuid, parcelId: uuid, weight: int } }
flows:
  F: { reactions: [{ on: Paid, by: s, emits: Sent }, { on: Sent, by: o, emits: Delivered }] }
`;
    expect(await findingsOf(outOfOrderUnhandled, echo)).toEqual([]);
  });

  it('is silent where the reaction says what happens or what it needs', async () => {
    const yaml = telling('address: string');
    for (const more of ['onMissing: park', 'needs: [Placed], onMissing: retry']) {
      expect(await findingsOf(outOfOrderUnhandled, yaml.replace('emits: Sent', `emits: Sent, ${more}`))).toEqual([]);
    }
  });
});
