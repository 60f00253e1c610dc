import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../language/load-catalog.js';
import { buildCatalog } from '../../model/build/build-catalog.js';
import type { Catalog } from '../../model/index.js';
import { catalogFromYaml } from '../../testing/catalog-from-yaml.js';
import { fixtureFiles, hostOfCatalog } from '../../testing/fixture-files.js';
import { type Reader, readersOf, readsField, sendersOf } from './readers-of.js';

async function shop(): Promise<Catalog> {
  const { value } = await loadCatalog(hostOfCatalog(fixtureFiles('shop')), '/catalog');
  if (!value) throw new Error('the shop cannot be read');
  return buildCatalog(value).value;
}

function told({ via, service, owner, process, fields }: Reader): string {
  const who = [via, service, owner, process].filter((part) => part !== undefined).join(' ');
  return `${who}: ${
    fields === 'unknown'
      ? fields
      : fields
          .map((path) => path.join('.'))
          .sort()
          .join(', ')
  }`;
}

function readers(catalog: Catalog, message: string): readonly string[] {
  return readersOf(catalog, message).map(told);
}

function senders(catalog: Catalog, message: string): readonly string[] {
  return sendersOf(catalog, message).map(({ via, service, process }) =>
    [via, service, process].filter((part) => part !== undefined).join(' '),
  );
}

describe('in the shop', () => {
  it('the checkout reads of the order what its commands and its end need, and not the note', async () => {
    expect(readers(await shop(), 'OrderPlaced')).toEqual([
      'declared order team-checkout: unknown',
      'saga order team-checkout Checkout: customerId, lines, orderId, shipTo, total, total.amount',
    ]);
  });

  it('an answer that a later step takes a field of is read, another only heard', async () => {
    const catalog = await shop();
    expect(readers(catalog, 'ShipmentScheduled')).toEqual(['saga order team-checkout Checkout: shipmentId']);
    expect(readers(catalog, 'PaymentDeclined')).toEqual(['saga order team-checkout Checkout: ']);
  });

  it('an event of a flow is read by whom it names', async () => {
    expect(readers(await shop(), 'OrderCancelled')).toEqual([
      'declared notification team-crm: unknown',
      'reaction notification team-crm CustomerMail: orderId',
    ]);
  });

  it('a command is read by its handler', async () => {
    expect(readers(await shop(), 'CapturePayment')).toEqual(['handler payment team-payments: unknown']);
  });

  it('what nobody has declared has no readers', async () => {
    expect(readersOf(await shop(), 'Nothing')).toEqual([]);
  });

  it('messages have senders', async () => {
    const catalog = await shop();
    expect(senders(catalog, 'CapturePayment')).toEqual(['saga order Checkout']);
    expect(senders(catalog, 'PaymentCaptured')).toEqual(['declared payment', 'handler payment']);
    expect(senders(catalog, 'OrderCancelled')).toEqual(['declared order', 'saga order Checkout']);
    expect(senders(catalog, 'CancellationMailSent')).toEqual([
      'declared notification',
      'reaction notification CustomerMail',
    ]);
  });
});

const TRIP = `services:
  trips: { owner: team-trips }
types:
  Leg: { fields: { id: uuid, from: string, fare: Fare, stops: list<Stop> } }
  Fare: { fields: { amount: decimal(12.2), rate: string } }
  Price: { fields: { amount: decimal(12.2) } }
  Stop: { fields: { city: string, gate: string } }
events:
  TripAsked:
    producer: trips
    payload: { tripId: uuid, legs: list<Leg>, days: int, pause: duration, urgent: boolean, note: string }
  LegBooked: { producer: trips, payload: { tripId: uuid, ref: string } }
  TripStopped: { producer: trips, payload: { tripId: uuid, why: string } }
  TripDone: { producer: trips, payload: { tripId: uuid, ref: string? } }
  TripFailed: { producer: trips, payload: { tripId: uuid } }
commands:
  BookLeg: { handler: trips, payload: { tripId: uuid, leg: uuid, price: Price }, success: LegBooked }
  ShowGate: { handler: trips, effect: none, payload: { tripId: uuid, gate: string }, success: LegBooked }
  PlanTrip: { handler: trips, senders: [desk], payload: { tripId: uuid, days: int }, success: TripDone }
sagas:
  Trip:
    service: trips
    start: TripAsked
    correlation: tripId
    cancelOn: [TripStopped]
    steps:
      - { wait: TripAsked.pause }
      - forEach: TripAsked.legs
        as: leg
        steps:
          - { do: BookLeg, with: { leg: leg.id, price: leg.fare }, when: 'leg.from != "x" && TripAsked.urgent' }
          - forEach: leg.stops
            as: stop
            steps: [{ do: ShowGate, name: Gate, with: { gate: stop.gate } }]
      - forEach: TripAsked.days
        as: day
        steps: [{ do: ShowGate, with: { gate: { const: A.b } } }]
    complete: TripDone
    abort: TripFailed
  Planning:
    service: trips
    start: PlanTrip
    correlation: tripId
    steps: [{ do: ShowGate, with: { gate: { const: A.b } } }]
    complete: TripDone
`;

describe('a saga', () => {
  it('reads through loops, guards, pauses and records that are taken in part', async () => {
    expect(readers(await catalogFromYaml(TRIP), 'TripAsked')).toEqual([
      'saga trips team-trips Trip: days, legs.fare.amount, legs.from, legs.id, legs.stops.gate, pause, tripId, urgent',
    ]);
  });

  it('reads of what comes from outside what finds the instance', async () => {
    expect(readers(await catalogFromYaml(TRIP), 'TripStopped')).toEqual(['saga trips team-trips Trip: tripId']);
  });

  it('is all that reads the command that starts it', async () => {
    const catalog = await catalogFromYaml(TRIP);
    expect(readers(catalog, 'PlanTrip')).toEqual(['saga trips team-trips Planning: tripId']);
    expect(senders(catalog, 'PlanTrip')).toEqual(['sender desk']);
  });
});

describe('a consumer', () => {
  it('reads what it says', async () => {
    const catalog = await catalogFromYaml(
      'events:\n  A: { consumers: [{ service: s, uses: [total.amount, id] }], payload: { id: uuid, total: T } }\ntypes:\n  T: { fields: { amount: int, tax: int } }\n',
    );
    const [reader] = readersOf(catalog, 'A');
    if (!reader) throw new Error('nobody reads it');
    expect(told(reader)).toBe('declared s: id, total.amount');
    expect(
      [['id'], ['total'], ['total', 'amount'], ['total', 'amount', 'x'], []].map((path) => readsField(reader, path)),
    ).toEqual([true, true, true, true, true]);
    expect([['total', 'tax'], ['note'], ['i']].map((path) => readsField(reader, path))).toEqual([false, false, false]);
  });

  it('may read anything where it says nothing', () => {
    expect(readsField({ via: 'declared', fields: 'unknown' }, ['a'])).toBe(true);
  });
});

describe('a reaction', () => {
  it('reads what its flow says, and of the rest nobody knows unless the service is declared', async () => {
    const catalog = await catalogFromYaml(`events:
  A: { consumers: [{ service: s, uses: [c] }], payload: { id: uuid, a: int, b: timestamp, c: int } }
  B: { payload: { id: uuid } }
  C: { payload: { id: uuid } }
flows:
  F:
    correlation: id
    reactions: [{ on: A, by: s, needs: [B], emits: C, when: "A.a > 1", at: A.b }]
`);
    expect(readers(catalog, 'A')).toEqual(['declared s: c', 'reaction s F: a, b, id']);
    expect(readers(catalog, 'B')).toEqual(['reaction s F: id', 'reaction s F: unknown']);
  });
});
