import { describe, expect, it } from 'vitest';
import { type Catalog, elementsIn } from '../../model/index.js';
import { catalogOf, fixtureCatalog, generated } from '../testing/catalog.js';
import { catalogForService } from './catalog-for-service.js';
import { chooseService } from './choose-service.js';

function idsOf(catalog: Catalog): readonly string[] {
  return elementsIn(catalog).map(({ kind, id }) => `${kind} ${id}`);
}

const SMALL = {
  'sagac.yaml': 'catalog: shop\nenvelope: plain\n',
  'all.yaml': `
services: { order: {}, payment: {}, stock: {}, audit: {}, lonely: {} }
channels:
  orders: { broker: kafka, deadLetter: { channel: orders.dlq } }
  orders.dlq: { broker: kafka }
  other: { broker: kafka }
types:
  Money: { fields: { amount: long, currency: Currency } }
  Currency: { type: string, maxLength: 3 }
  Unrelated: { fields: { a: int } }
events:
  OrderPlaced: { producer: order, consumers: [payment], channel: orders, version: 2.0.0, payload: { id: uuid, total: Money } }
  OrderPlaced@1: { producer: order, consumers: [payment], channel: orders, version: 1.0.0, payload: { id: uuid } }
  PaymentCaptured: { producer: payment, version: 1.0.0, payload: { id: uuid } }
  PaymentDeclined: { producer: payment, version: 1.0.0, failureOf: CapturePayment, payload: { id: uuid } }
  StockLow: { producer: stock, consumers: [audit], channel: other, version: 1.0.0, payload: { of: Unrelated } }
commands:
  CapturePayment: { handler: payment, senders: [order], version: 1.0.0, success: PaymentCaptured, failure: [PaymentDeclined], payload: { id: uuid } }
flows:
  Watch: { reactions: [{ on: StockLow, by: audit }] }
`,
};

describe('catalogForService', () => {
  it('keeps what a service sends, handles and consumes, and all that is named there', () => {
    expect(idsOf(catalogForService(catalogOf(SMALL), 'payment'))).toEqual([
      'service order',
      'service payment',
      'type Currency',
      'type Money',
      'channel orders',
      'channel orders.dlq',
      'event OrderPlaced',
      'event OrderPlaced@1',
      'event PaymentCaptured',
      'event PaymentDeclined',
      'command CapturePayment',
    ]);
  });

  it('keeps a flow in which the service reacts', () => {
    expect(idsOf(catalogForService(catalogOf(SMALL), 'audit'))).toEqual([
      'service audit',
      'service stock',
      'type Unrelated',
      'channel other',
      'event StockLow',
      'flow Watch',
    ]);
  });

  it('keeps the service itself where it does nothing, and says so', () => {
    const { value, diagnostics } = chooseService(catalogOf(SMALL), 'lonely');
    expect(value && idsOf(value)).toEqual(['service lonely']);
    expect(diagnostics.map(({ code }) => code)).toEqual(['idle-service']);
  });

  it('tells a service that there is not from one that was meant', () => {
    const { value, diagnostics } = chooseService(catalogOf(SMALL), 'paymet');
    expect(value).toBeUndefined();
    expect(diagnostics.map(({ message, help }) => `${message} ${help}`)).toEqual([
      'There is no service `paymet` in the catalog. Did you mean `payment`?',
    ]);
  });

  const services = ['shop', 'travel', 'bank'].flatMap((name) =>
    [...fixtureCatalog(name).services.keys()].map((service) => [name, service] as const),
  );

  it.each(services)('of %s gives %s a whole catalog, and files that are those of the whole', (name, service) => {
    const whole = fixtureCatalog(name);
    const own = catalogForService(whole, service);
    const known = new Set(elementsIn(own).map(({ id }) => id));
    const dangling = own.references.filter(
      (reference) =>
        reference.target !== 'field' && !own.unresolved.includes(reference) && !known.has(reference.ref.name),
    );
    expect(dangling).toEqual([]);
    const only = { only: ['typescript', 'json-schema', 'avro', 'sagas'] };
    const all = generated(whole, only);
    const differing = [...generated(own, only)].filter(([path, text]) => all.get(path) !== text).map(([path]) => path);
    // What lists all messages is shorter; so is all that other targets put into one file for many messages.
    expect(differing.filter((path) => !/\/(index\.(ts|json))$/.test(path))).toEqual([]);
  });
});
