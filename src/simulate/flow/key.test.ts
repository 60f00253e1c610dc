import { describe, expect, it } from 'vitest';
import { catalogFromYaml } from '../../testing/catalog-from-yaml.js';
import { keyOfFlow } from './key.js';
import { type FlowSetting, flowSetting } from './setting.js';
import { EMPTY_WORLD, type FlowWorld, type Told } from './world.js';

const YAML = `services:
  shop: { store: postgres }
  pay: { store: postgres }
  stock: { store: postgres }
  ship: { store: postgres }
events:
  Placed: { producer: shop, consumers: [stock], channel: c, payload: { orderId: uuid } }
  Reserved: { producer: stock, consumers: [ship], channel: c, payload: { orderId: uuid } }
  SoldOut: { producer: stock, failureOf: Reserved, consumers: [shop], channel: c, payload: { orderId: uuid } }
  Paid: { producer: pay, consumers: [ship], channel: c, payload: { orderId: uuid } }
  Sent: { producer: ship, consumers: [shop], channel: c, payload: { orderId: uuid } }
channels: { c: {} }
flows:
  F:
    correlation: orderId
    reactions:
      - { on: Placed, by: pay, emits: Paid }
      - { on: [Placed, Paid], by: stock, emits: Reserved, fails: [SoldOut] }
`;
const JOIN = '      - { on: Paid, by: ship, needs: [Reserved], onMissing: park, emits: Sent }\n';

async function setting(more: string): Promise<FlowSetting> {
  const catalog = await catalogFromYaml(`${YAML}${more}`);
  const flow = catalog.flows.get('F');
  if (flow === undefined) throw new Error('no flow');
  return flowSetting(catalog, flow);
}

/** With a technical fault, where the last events of a story make no difference. */
function world(...story: readonly Told[]): FlowWorld {
  return { ...EMPTY_WORLD, turn: 1, faulty: true, story };
}

const PLACED: Told = { event: 'Placed', turn: 0, late: false, causes: [] };
const PAID: Told = { event: 'Paid', by: 0, turn: 0, late: false, causes: [0] };
const soldOut = (cause: number): Told => ({ event: 'SoldOut', by: 1, turn: 0, late: false, causes: [cause] });

describe('the key of a flow', () => {
  it('tells apart whether what a statement asks for has come', async () => {
    const [before, after] = [world(PLACED), world(PLACED, PAID)];
    const [plain, stating] = [await setting(''), await setting('    never: Paid\n')];
    expect(keyOfFlow(plain, before)).toBe(keyOfFlow(plain, after));
    expect(keyOfFlow(stating, before)).not.toBe(keyOfFlow(stating, after));
  });

  it('tells apart what a failure came of where parts are brought together', async () => {
    const [beside, behind] = [world(PLACED, PAID, soldOut(0)), world(PLACED, PAID, soldOut(1))];
    const [plain, joined] = [await setting(''), await setting(JOIN)];
    expect(keyOfFlow(plain, beside)).toBe(keyOfFlow(plain, behind));
    expect(keyOfFlow(joined, beside)).not.toBe(keyOfFlow(joined, behind));
  });
});
