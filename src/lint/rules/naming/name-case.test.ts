import { describe, expect, it } from 'vitest';
import { findingsOf, runRule } from '../../rule-tester.js';
import { nameCase as rule } from './name-case.js';

const fieldsYaml = (fields: string) => `events:\n  ShipArrived: { payload: { ${fields} } }\n`;
const found = (yaml: string, options?: string) =>
  findingsOf(rule, yaml, options && `catalog: test\nlint: { rules: { name-case: { ${options} } } }\n`);
const helpOf = async (yaml: string) => (await runRule(rule, yaml)).findings.map(({ help }) => help);

describe('name-case', () => {
  it('wants PascalCase of messages, types, sagas and flows', async () => {
    const yaml = `
types: { money: { type: string }, SMS: { type: string } }
events: { order_placed: {}, OrderPlaced2: {}, A: {}, CRMEntryAdded: {} }
commands: { placeOrder: {}, ORDER_CLOSE: {} }
flows: { mail_flow: { reactions: [] } }
`;
    expect(await found(yaml)).toEqual([
      'money: The name of the type `money` is not in PascalCase.',
      'order_placed: The name of the event `order_placed` is not in PascalCase.',
      'placeOrder: The name of the command `placeOrder` is not in PascalCase.',
      'ORDER_CLOSE: The name of the command `ORDER_CLOSE` is not in PascalCase.',
      'mail_flow: The name of the flow `mail_flow` is not in PascalCase.',
    ]);
    expect(await helpOf(yaml)).toEqual([
      'Write it as `Money`.',
      'Write it as `OrderPlaced`.',
      'Write it as `PlaceOrder`.',
      'Write it as `OrderClose`.',
      'Write it as `MailFlow`.',
    ]);
  });

  it('leaves a name to name-collision that another definition has in the wanted case', async () => {
    expect(
      await found('events: { keyRevoked: {}, KeyRevoked: {}, KEY_LOST: {} }\ncommands: { KeyLost: {} }\n'),
    ).toEqual([]);
    expect(await found('types: { money: { type: string } }\nevents: { Money: {} }\n')).toHaveLength(1);
    expect(await found('services: { car-rental: {}, carRental: {} }\n')).toEqual([]);
  });

  it('wants kebab-case of services', async () => {
    expect(await found('services: { order: {}, car-rental: {}, carHire: {}, s3: {} }\n')).toEqual([
      'carHire: The name of the service `carHire` is not in kebab-case.',
    ]);
  });

  it('goes by the majority of the fields, one finding for each definition', async () => {
    expect(await found(fieldsYaml('shipId: uuid, berth: int, arrivedAt: timestamp, quay_no: int'))).toEqual([
      'quay_no: `quay_no` of `ShipArrived` is not in camelCase as 2 of 3 fields of several words are.',
    ]);
    expect(await found(fieldsYaml('ship_id: uuid, arrived_at: timestamp, quayNo: int'))).toEqual([
      'quayNo: `quayNo` of `ShipArrived` is not in snake_case as 2 of 3 fields of several words are.',
    ]);
    expect(await found(fieldsYaml('a_b: int, c_d: int, eF: int, gH: int'))).toEqual([
      'a_b: `a_b` and `c_d` of `ShipArrived` are not in camelCase.',
    ]);
  });

  it('takes a wanted case from the option', async () => {
    const yaml = fieldsYaml('ship_id: uuid, arrived_at: timestamp');
    expect(await found(yaml)).toEqual([]);
    expect(await found(yaml, 'fields: snake')).toEqual([]);
    expect(await found(yaml, 'fields: camel')).toEqual([
      'ship_id: `ship_id` and `arrived_at` of `ShipArrived` are not in camelCase.',
    ]);
  });

  it('judges fields in records, whatever they are in', async () => {
    const yaml = `
types: { Berth: { fields: { berthNo: int, quay_no: int } } }
events: { ShipArrived: { payload: { shipId: uuid, berth: 'list<Berth>' } } }
`;
    expect(await found(yaml)).toEqual([
      'quay_no: `quay_no` of `Berth` is not in camelCase as 2 of 3 fields of several words are.',
    ]);
  });

  it('leaves single words, acronyms and one underscore in front alone', async () => {
    expect(await found(fieldsYaml('id: uuid, _id: string, shipID: string, x1: int'))).toEqual([]);
    expect(await found(fieldsYaml('shipId: uuid, URL: string, ShipName: string'))).toEqual([
      'URL: `URL` and `ShipName` of `ShipArrived` are not in camelCase.',
    ]);
  });

  it('leaves payloads of schemas, external services and older majors alone', async () => {
    const foreign =
      'services: { bank: { external: true } }\nevents:\n  CardCharged: { producer: bank, payload: { card_id: uuid } }\n';
    expect(await found(`${foreign}  ShipLeft: { payload: { shipId: uuid } }\n`)).toEqual([]);
    const schema = '{ type: object, properties: { ship_id: { type: string } } }';
    expect(await found(`events:\n  ShipArrived: { payload: { schema: ${schema} } }\n`)).toEqual([]);
    expect(await found('events:\n  ShipLeft: {}\n  "ship_left@1": { payload: { ship_id: uuid } }\n')).toEqual([]);
  });

  it('wants one case of the values of one enumeration', async () => {
    const yaml = (values: string) => `types:\n  Cargo: { enum: [${values}] }\n`;
    expect(await found(yaml('dry_bulk, dryGoods, liquid'))).toEqual([
      'dryGoods: The values of `Cargo` are in several cases: `dryGoods` beside `dry_bulk`.',
    ]);
    expect(await found(yaml('DRY_BULK, LIQUID, container'))).toHaveLength(1);
    expect(await found(yaml('Open, Closed, halfOpen'))).toHaveLength(1);
    expect(await found(yaml('EUR, USD, other'))).toEqual([]);
    expect(await found(yaml('kg, kWh, L, m3, pallet'))).toEqual([]);
    expect(await found(yaml('A4, letter, legal'))).toEqual([]);
    expect(await found(yaml('S, M, L, XL'))).toEqual([]);
    expect(await found(yaml('open, half-open, closed'))).toEqual([]);
    expect(await found(yaml('"A+", "0-", open'))).toEqual([]);
    expect(await found('types:\n  Cargo: { enum: [OPEN, CLOSED, unknown], unknown: unknown }\n')).toEqual([]);
  });

  it('points at the type of an enumeration in a field', async () => {
    expect(await found(fieldsYaml('cargo: enum(bulk|LIQUID|gases)'))).toEqual([
      'enum(bulk|LIQUID|gases): The values of `ShipArrived.cargo` are in several cases: `LIQUID` beside `bulk`.',
    ]);
  });
});
