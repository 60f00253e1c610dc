import { type HostileCatalog, settingsFor } from './catalog.js';
import { SENTINEL } from './texts.js';

const CALL = `${SENTINEL}()`;

const SHOP =
  'services: { shop: { store: postgres, outbox: true, inbox: true }, other: { store: sqlite, outbox: true, inbox: true } }';

/** Two events and a command of a service, with a saga and a flow over them, all called by the given names. */
function process(names: Readonly<Record<'begun' | 'done' | 'ask' | 'saga' | 'flow', string>>, guard = ''): string {
  const { begun, done, ask, saga, flow } = names;
  return `
${SHOP}
channels: { c: { broker: kafka, key: id } }
events:
  ${begun}: { version: 1.0.0, producer: other, channel: c, consumers: [shop], payload: { id: uuid, text: string } }
  ${done}: { version: 1.0.0, producer: shop, channel: c, payload: { id: uuid } }
commands:
  ${ask}: { version: 1.0.0, handler: shop, senders: [other], payload: { id: uuid }, success: ${done} }
sagas:
  ${saga}: { version: 1.0.0, service: other, start: ${begun}, correlation: id, steps: [{ do: ${ask}, noUndo: none, name: first${guard} }] }
flows:
  ${flow}: { correlation: id, reactions: [{ on: ${begun}, by: shop, emits: ${done}${guard} }] }
`;
}

const USUAL = { begun: 'Begun', done: 'Done', ask: 'Ask', saga: 'Work', flow: 'Flow' };

const DEFINITIONS: Readonly<Record<string, string>> = {
  'names of Windows devices, and dots at the end': `
services: { aux: { store: postgres, outbox: true, domain: nul, owner: prn }, LPT9: { store: sqlite, inbox: true } }
channels: { nul: { broker: kafka }, nul.: {}, con.txt: {}, a..: {} }
types: { com1: { fields: { a: string } } }
events:
  con: { version: 1.0.0, producer: aux, channel: nul, consumers: [LPT9], payload: { id: uuid, a: com1 } }
  con@1: { version: 1.0.0, producer: aux, channel: nul, payload: { id: uuid } }
commands: { PRN: { version: 1.0.0, handler: LPT9, senders: [aux], payload: { id: uuid }, success: con } }
sagas: { lpt1: { service: aux, start: con, correlation: id, steps: [{ do: PRN, noUndo: none }] } }
flows: { AUX: { correlation: id, reactions: [{ on: con, by: LPT9 }] } }
`,
  'names that are one where case does not count': `
services: { order-placed: { store: postgres, outbox: true }, Order-Placed: { store: postgres, outbox: true } }
channels: { a.b: {}, A.B: {} }
types: { amount: { fields: { a: string } }, Amount: { fields: { a: amount } } }
events:
  order_placed: { version: 1.0.0, producer: order-placed, channel: a.b, consumers: [Order-Placed], payload: { id: uuid, a: Amount, b: amount } }
  Order_Placed: { version: 1.0.0, producer: Order-Placed, channel: A.B, consumers: [order-placed], payload: { id: uuid, aB: string, AB: string } }
  OrderPlaced: { version: 1.0.0, producer: Order-Placed, channel: A.B, payload: { id: uuid } }
commands:
  ask: { version: 1.0.0, handler: order-placed, senders: [Order-Placed], payload: { id: uuid }, success: order_placed }
  Ask: { version: 1.0.0, handler: order-placed, payload: { id: uuid }, success: Order_Placed }
sagas:
  work_a: { service: order-placed, start: order_placed, correlation: id, steps: [{ do: ask, noUndo: none }] }
  WorkA: { service: order-placed, start: Order_Placed, correlation: id, steps: [{ do: Ask, noUndo: none }] }
`,
  'messages called like types of CEL': process(
    { ...USUAL, begun: 'int', done: 'optional', ask: 'type' },
    ', when: "1 < 2"',
  ),
  'handlers called like what stands around them': process({ ...USUAL, begun: 'Tx', done: 'samples', ask: 'handlers' }),
  'commands called like methods of every object': process({
    ...USUAL,
    begun: 'constructor',
    done: 'valueOf',
    ask: 'toString',
  }),
  'a saga called like its stand-ins': process({ ...USUAL, saga: 'StandIns', flow: 'StandIns' }),
  'a validator called like that of another message': process({ ...USUAL, begun: 'AskData', done: 'validateAsk' }),
  'a new field that every object has': `
${SHOP}
events:
  Made: { version: 2.0.0, producer: shop, payload: { id: uuid, toString: json?, hasOwnProperty: string? } }
  Made@1: { version: 1.0.0, producer: shop, payload: { id: uuid } }
`,
  'fields called like keywords of JSON Schema': `
${SHOP}
types: { Money: { fields: { const: string, enum: string } } }
events:
  Made: { version: 1.0.0, producer: shop, payload: { id: uuid, default: Money, enum: list<Money>, examples: Money?, const: Money, $schema: Money, properties: Money } }
`,
  'links and HTML': `
${process(USUAL).replace('sagas:\n  Work: {', `sagas:\n  Work: { summary: "<script>${CALL}</script> [a](javascript:${CALL})", docs: "[a](javascript:${CALL})\\n\\n[b]: javascript:${CALL}",`)}
`,
  'characters that nobody sees': `
${SHOP}
channels: { c: { broker: nats, key: id } }
types: { Odd: { enum: ["a\\u200db", "\\u202ec", "d\\u2028"] } }
events:
  Made: { version: 1.0.0, producer: shop, channel: c, consumers: [{ service: other, group: "g\\u200d\\u202e'\\\\" }], payload: { id: uuid, odd: Odd } }
`,
};

/** Small catalogs in which something was wrong once, by what it was. */
export const FIXED: ReadonlyMap<string, HostileCatalog> = new Map(
  Object.entries(DEFINITIONS).map(([name, definitions], turn) => {
    const catalog = name.includes('devices') ? 'aux.con' : 'fixed';
    return [
      name,
      { definitions, settings: settingsFor({ catalog, turn: turn * 2, envelope: 'cloudevents', texts: ['word'] }) },
    ];
  }),
);
