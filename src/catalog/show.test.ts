import { describe, expect, it } from 'vitest';
import { createMemoryHost } from '../memory-host.js';
import type { Catalog } from '../model/index.js';
import { readCatalog } from '../pipeline.js';
import { kinds } from './kinds.js';
import type { Sheet } from './sheet.js';
import { definitionNames, showDefinition } from './show.js';

const DEFINITIONS = `
services:
  order: { owner: team-order, outbox: true }
  payment: { owner: team-pay, inbox: { window: 7d } }
  bank: { external: true }
channels:
  orders: { key: orderId, retention: 14d, deadLetter: { channel: orders.dlq, owner: team-order } }
types:
  Money: { fields: { amount: decimal(12.2), currency: { type: string, pattern: "^[A-Z]{3}$", summary: ISO code. } } }
  Reason: { enum: [broke, unknown], unknown: unknown }
  Iban: { type: string, pii: true, maxLength: 34 }
  Method: { oneOf: { cash: Money }, discriminator: kind }
events:
  OrderPlaced: { version: 1.0.0, producer: order, channel: orders, consumers: [payment], payload: { orderId: uuid, total: Money } }
  Charged: { version: 1.0.0, producer: payment, payload: { orderId: uuid } }
  ChargeRefused: { version: 1.0.0, producer: payment, failureOf: Charged, payload: { orderId: uuid, reason: Reason } }
  Refunded: { version: 1.0.0, producer: payment, payload: { orderId: uuid } }
  Packed: { version: 1.0.0, producer: order, payload: { orderId: uuid } }
  PackingFailed: { version: 1.0.0, producer: order, failureOf: Packed, payload: { orderId: uuid } }
  Done: { version: 1.0.0, producer: order, channel: orders, payload: { orderId: uuid } }
commands:
  Charge:
    version: 1.0.0
    handler: payment
    payload: { orderId: uuid, note: string? }
    success: Charged
    failure: [ChargeRefused]
    timeout: 10s
    retry: { attempts: 3, backoff: fixed, delay: 1s, maxDelay: 1m, within: 90m }
    calls: [{ service: bank, idempotentBy: orderId }]
  Refund: { version: 1.0.0, handler: payment, payload: { orderId: uuid }, success: Refunded }
  Pack: { version: 1.0.0, handler: order, payload: { orderId: uuid }, success: Packed, failure: [PackingFailed] }
sagas:
  Checkout:
    version: 1.0.0
    service: order
    start: OrderPlaced
    correlation: orderId
    deadline: 1h
    steps:
      - { do: Charge, undo: Refund }
      - parallel:
          - { do: Pack, name: PackHere, pivot: true }
          - [{ do: Pack, name: PackThere, when: "OrderPlaced.total.amount > 100" }, { wait: 5m }]
      - { do: Pack, name: PackAgain, onFailure: { PackingFailed: { steps: [{ do: Pack, name: Repack }], then: continue } } }
      - { await: Done, timeout: 2h, optional: true }
    complete: Done
flows:
  Mail: { owner: team-pay, correlation: orderId, reactions: [{ on: Done, by: payment, emits: Charged, needs: [OrderPlaced], onMissing: park }] }
`;

async function catalogOf(definitions: string): Promise<Catalog> {
  const files = { '/catalog/sagac.yaml': 'catalog: shop\n', '/catalog/all.yaml': definitions };
  const { catalog, diagnostics } = await readCatalog(createMemoryHost(files), '/catalog');
  expect(diagnostics).toEqual([]);
  if (!catalog) throw new Error('no catalog');
  return catalog;
}

const catalog = await catalogOf(DEFINITIONS);

function show(name: string): Sheet {
  const [sheet] = showDefinition(catalog, name);
  if (!sheet) throw new Error(`no ${name}`);
  return sheet;
}

function facts(name: string): Record<string, string> {
  return Object.fromEntries(show(name).facts.map(({ label, values }) => [label, values.join(', ')]));
}

describe('showDefinition', () => {
  it('knows who makes and who hears an event', () => {
    expect(facts('OrderPlaced')).toMatchObject({
      channel: 'orders',
      key: 'orderId',
      'produced by': 'order',
      'consumed by': 'payment (flow Mail), order (saga Checkout: start)',
    });
    expect(facts('Charged')).toMatchObject({
      channel: '(a reply: seen by whoever asked)',
      outcome: 'success of Charge',
      'may fail as': 'ChargeRefused',
    });
  });

  it('knows how a command may end and who sends it', () => {
    expect(facts('Charge')).toMatchObject({
      'handled by': 'payment',
      'sent by': 'saga Checkout',
      success: 'Charged',
      failure: 'ChargeRefused',
      'one attempt': 'at most 10s',
      retry: '3 attempts, fixed from 1s to 1m, within 90m',
      calls: 'bank (idempotent by orderId)',
    });
    expect(facts('Refund')).toMatchObject({ undoes: 'Charge in Checkout' });
  });

  it('lists fields with their notes', () => {
    expect(show('Money').tables[0]?.rows).toEqual([
      ['amount', 'decimal(12.2)', '', ''],
      ['currency', 'string', 'matches ^[A-Z]{3}$', 'ISO code.'],
    ]);
  });

  it('numbers the steps of a saga, with their way back', () => {
    const [steps, failures] = show('Checkout').tables;
    expect(steps?.rows.map(([number, step, , undo, notes]) => [number, step, undo, notes].join('|'))).toEqual([
      '1|Charge|Refund|',
      '2|at the same time||',
      '2a|  PackHere (Pack)||point of no return',
      '2b.1|  PackThere (Pack)||when OrderPlaced.total.amount > 100',
      '2b.2|  wait 5m||',
      '3|PackAgain (Pack)||',
      '3 PackingFailed 1|  Repack (Pack)||',
      '4|await Done||optional, at most 2h',
    ]);
    expect(failures?.rows).toEqual([
      ['Charge', 'ChargeRefused', 'unwinds'],
      ['PackHere', 'PackingFailed', 'unwinds'],
      ['PackThere', 'PackingFailed', 'unwinds'],
      ['PackAgain', 'PackingFailed', 'own steps, then continue'],
      ['Repack', 'PackingFailed', 'retried, else parked as stuck'],
      ['Done', 'timeout', 'goes on without it'],
    ]);
  });

  it('knows what a service has to do with the rest', () => {
    expect(facts('payment')).toMatchObject({
      owner: 'team-pay',
      inbox: 'remembers 7d',
      handles: 'Charge, Refund',
      consumes: 'Done, OrderPlaced',
    });
    expect(facts('order')).toMatchObject({ runs: 'saga Checkout' });
    expect(facts('bank')).toMatchObject({ ours: 'no, it is external', 'called for': 'Charge' });
  });

  it('shows channels, flows and every shape of type', () => {
    expect(facts('orders')).toMatchObject({ 'dead letters': 'orders.dlq, team-order', carries: 'Done, OrderPlaced' });
    expect(show('Mail').tables[0]?.rows[0]).toEqual([
      'Done',
      'payment',
      'Charged',
      '',
      'needs OrderPlaced, parks when missing',
    ]);
    expect(facts('Reason')).toMatchObject({ values: 'broke, unknown', 'used by': 'ChargeRefused' });
    expect(facts('Iban')).toMatchObject({ is: 'string', bounds: 'length ≤ 34', 'personal data': 'yes' });
    expect(facts('Method')).toMatchObject({ cases: 'cash: Money' });
  });

  it('shows every definition, and nothing for a name that is none', () => {
    for (const name of definitionNames(catalog)) expect(showDefinition(catalog, name)).toHaveLength(1);
    expect(showDefinition(catalog, '__proto__')).toEqual([]);
  });
});

describe('kinds', () => {
  it('are sorted and have a row for each definition', () => {
    const ids = kinds.map((kind) => kind.id);
    expect(ids).toEqual([...ids].sort());
    expect(kinds.flatMap((kind) => kind.rows(catalog))).toHaveLength(definitionNames(catalog).length);
  });
});
