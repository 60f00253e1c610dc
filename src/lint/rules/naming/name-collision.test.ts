import { describe, expect, it } from 'vitest';
import { findingsOf, runRule } from '../../rule-tester.js';
import { nameCollision as rule } from './name-collision.js';

const differ = (one: string, other: string) =>
  `${one} and ${other} differ in case and separators only: in code, on disk or at a broker they are one name.`;

describe('name-collision', () => {
  it('compares messages and types', async () => {
    const yaml =
      'types: { orderPlaced: { type: string } }\nevents: { OrderPlaced: {} }\ncommands: { Order_placed: {} }\n';
    expect(await findingsOf(rule, yaml)).toEqual([
      `orderPlaced: ${differ('The type `orderPlaced`', 'the event `OrderPlaced`')}`,
      `Order_placed: ${differ('The command `Order_placed`', 'the event `OrderPlaced`')}`,
    ]);
    expect(await findingsOf(rule, 'types: { Invoice: { type: string } }\nevents: { Invoice: {} }\n')).toEqual([
      'Invoice: The type `Invoice` and the event `Invoice` have one name, and generated code can call only one of them so.',
    ]);
  });

  it('compares an older major by the name that it has in code', async () => {
    expect(await findingsOf(rule, 'events: { Sold: {}, "Sold@1": {}, SoldV1: {} }\n')).toEqual([
      `SoldV1: ${differ('The event `SoldV1`', 'the event `Sold@1`')}`,
    ]);
    expect(await findingsOf(rule, 'events: { Sold: {}, "Sold@1": {}, "Sold@2": {} }\n')).toEqual([]);
  });

  it('says nothing about names that are wrong before any rule', async () => {
    const { before, findings } = await runRule(rule, 'events: { Sold: {} }\ncommands: { Sold: {} }\n');
    expect(before).toHaveLength(1);
    expect(findings).toEqual([]);
  });

  it('compares services, channels, sagas and flows each among themselves', async () => {
    const yaml = `
services: { car-rental: {}, carRental: {} }
channels: { a.b.events: {}, a.b_events: {}, a.b-events: {} }
flows: { Mail: { reactions: [] }, mail: { reactions: [] }, car_rental: { reactions: [] } }
`;
    expect(await findingsOf(rule, yaml)).toEqual([
      `carRental: ${differ('The service `carRental`', 'the service `car-rental`')}`,
      `a.b_events: ${differ('The channel `a.b_events`', 'the channel `a.b.events`')}`,
      `mail: ${differ('The flow `mail`', 'the flow `Mail`')}`,
    ]);
  });

  it('compares the fields of one record', async () => {
    const payload = '{ orderId: uuid, order_id: uuid, line: Line, id: string, _id: string, v: int, V: int }';
    const yaml = `types: { Line: { fields: { sku: string, SKU: string, orderId: uuid } } }
events: { Sold: { payload: ${payload} }, Packed: { payload: { order_id: uuid, line: Line } } }
`;
    expect(await findingsOf(rule, yaml)).toEqual([
      `SKU: ${differ('The field `SKU` of `Line`', 'the field `sku`')}`,
      `order_id: ${differ('The field `order_id` of `Sold`', 'the field `orderId`')}`,
    ]);
  });

  it('compares the values of one enumeration', async () => {
    const yaml = `types:
  Power: { enum: [mW, MW, kW] }
  Grade: { enum: ["A", "A-", "A+"] }
  Share: { enum: ["1-2", "12"] }
  State: { enum: [half_open, halfOpen, closed] }
events:
  Sold: { payload: { state: enum(open|Open|done) } }
`;
    expect(await findingsOf(rule, yaml)).toEqual([
      `halfOpen: ${differ('The value `halfOpen` of `State`', 'the value `half_open`')}`,
      `enum(open|Open|done): ${differ('The value `Open` of `Sold`', 'the value `open`')}`,
    ]);
  });
});
