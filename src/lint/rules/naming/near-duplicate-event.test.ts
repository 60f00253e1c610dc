import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { nearDuplicateEvent as rule } from './near-duplicate-event.js';

const yamlOf = (names: readonly string[]) => `events:\n${names.map((name) => `  ${name}: {}\n`).join('')}`;
const found = (...names: string[]) => findingsOf(rule, yamlOf(names));

describe('near-duplicate-event', () => {
  it('finds a letter too many, too few, wrong or swapped', async () => {
    expect(await found('PaymentReceived', 'PaymentRecieved')).toEqual([
      'PaymentRecieved: `PaymentRecieved` and `PaymentReceived` differ in one letter: `recieved`, `received`.',
    ]);
    expect(await found('CustomerLeft', 'CustmerLeft')).toHaveLength(1);
    expect(await found('OrderShipped', 'OrderShippped')).toHaveLength(1);
    expect(await found('OrderCompleted', 'OrderComplated')).toHaveLength(1);
  });

  it('leaves words alone that are both known, short or far apart', async () => {
    expect(await found('ItemShipped', 'ItemSkipped', 'CaseLoaded', 'CaseLodged')).toEqual([]);
    expect(await found('BoatSold', 'CoatSold', 'GoatSold', 'LoafBaked', 'LoadBaked')).toEqual([]);
    expect(await found('PaymentReceived', 'PaymentRecived2', 'RefundRecieved')).toEqual([]);
  });

  it('finds the same words in another order', async () => {
    expect(await found('OrderPlaced', 'PlacedOrder')).toEqual([
      'PlacedOrder: `PlacedOrder` and `OrderPlaced` differ in the order of their words only.',
    ]);
    expect(await found('UserInvitedGuest', 'GuestInvitedUser')).toEqual([]);
  });

  it('finds singular and plural, and words that say nothing', async () => {
    expect(await found('ItemAdded', 'ItemsAdded')).toEqual([
      'ItemsAdded: `ItemsAdded` and `ItemAdded` differ in singular and plural only.',
    ]);
    expect(await found('OrderPlaced', 'OrderHasBeenPlaced')).toEqual([
      'OrderHasBeenPlaced: `OrderHasBeenPlaced` and `OrderPlaced` differ in words that say nothing.',
    ]);
  });

  it('wants one service or the same fields where the words are the same', async () => {
    const yaml = (one: string, other: string) => `services: { a: {}, b: {} }
events:
  ItemAdded: { producer: a, payload: { ${one} } }
  ItemsAdded: { producer: b, payload: { ${other} } }
`;
    expect(await findingsOf(rule, yaml('itemId: uuid', 'basketId: uuid'))).toEqual([]);
    expect(await findingsOf(rule, yaml('itemId: uuid, at: date', 'at: date, itemId: uuid'))).toEqual([
      'ItemsAdded: `ItemsAdded` and `ItemAdded` differ in singular and plural only; both have the same fields.',
    ]);
    expect(
      await findingsOf(rule, yaml('itemId: uuid', 'basketId: uuid').replace('producer: b', 'producer: a')),
    ).toEqual(['ItemsAdded: `ItemsAdded` and `ItemAdded` differ in singular and plural only; both come from `a`.']);
  });

  it('finds an added word', async () => {
    expect(await found('OrderPlaced', 'OrderPlacedNew')).toEqual([
      'OrderPlacedNew: `OrderPlacedNew` and `OrderPlaced` differ only by `new`.',
    ]);
    expect(await found('OrderPlaced', 'NewOrderPlaced', 'NewCarSold')).toHaveLength(1);
  });

  it('leaves to other rules what they say', async () => {
    expect(await found('OrderPlaced', 'Order_Placed', 'OrderPlaced2', 'OrderPlacedV2')).toEqual([]);
    expect(await found('OrderCancelled', 'OrderCanceled')).toEqual([]);
  });

  it('leaves failures, older majors and what is deprecated alone', async () => {
    expect(await findingsOf(rule, 'events: { CarSold: {}, CarsSold: { failureOf: CarSold } }\n')).toEqual([]);
    expect(
      await findingsOf(rule, 'events: { CarSold: {}, "CarsSold@1": {}, SoldCar: { deprecated: { since: "1" } } }\n'),
    ).toEqual([]);
  });
});
