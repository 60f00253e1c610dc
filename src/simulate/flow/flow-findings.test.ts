import { describe, expect, it } from 'vitest';
import type { ProcessReport, SimulationBounds } from '../report.js';
import { messagesOf, modeOf, simulateFlows, traceLines } from './testing/simulate-flows.js';

const ORDER = `services:
  shop: { store: postgres, outbox: true, inbox: true }
  pay: { store: postgres, outbox: true, inbox: true }
  stock: { store: postgres, outbox: true, inbox: true }
  ship: { store: postgres, outbox: true, inbox: true }
  torn: { store: postgres, inbox: true }
events:
  Placed: { producer: shop, consumers: [stock, pay], channel: c, payload: { orderId: uuid, total: int } }
  Reserved: { producer: stock, consumers: [ship], channel: d, payload: { orderId: uuid } }
  SoldOut: { producer: stock, failureOf: Reserved, consumers: [shop], channel: c, payload: { orderId: uuid } }
  Paid: { producer: pay, consumers: [ship], channel: d, payload: { orderId: uuid } }
  Declined: { producer: pay, failureOf: Paid, consumers: [shop, stock], channel: c, payload: { orderId: uuid } }
  Sent: { producer: ship, consumers: [shop], channel: d, payload: { orderId: uuid } }
  Lost: { producer: ship, failureOf: Sent, consumers: [shop], channel: d, payload: { orderId: uuid } }
  Noted: { producer: shop, consumers: [ship], channel: c, payload: { orderId: uuid } }
`;
const DEAD = 'c: {}, d: { deadLetter: { channel: x, owner: team } }, x: {}';
const STOCK = '{ on: Placed, by: stock, emits: Reserved, fails: [SoldOut] }';
const PAY = '{ on: Placed, by: pay, emits: Paid, fails: [Declined] }';

async function simulate(
  reactions: readonly string[],
  { channels = 'c: {}, d: {}', bounds = {} }: { channels?: string; bounds?: Partial<SimulationBounds> } = {},
): Promise<ProcessReport> {
  const lines = reactions.map((reaction) => `      - ${reaction}\n`).join('');
  const yaml = `${ORDER}channels: { ${channels} }\nflows:\n  F:\n    correlation: orderId\n    reactions:\n${lines}`;
  const [report] = await simulateFlows(yaml, bounds);
  if (report === undefined) throw new Error('no flow');
  return report;
}

describe('an event that is kept for ever although nothing has failed', () => {
  const guarded = (when: string, event = 'Reserved') => `{ on: Placed, by: stock, when: "${when}", emits: ${event} }`;
  const ship = (more = 'onMissing: park') =>
    `{ on: Paid, by: ship, needs: [Reserved], ${more}, emits: Sent, fails: [Lost] }`;

  it('is an error, with the run and a row that say so', async () => {
    const report = await simulate([guarded('Placed.total > 100'), PAY, ship()]);
    expect(messagesOf(report, 'missing-need')).toEqual([
      '`ship` keeps `Paid` for ever, and nobody is told, although nothing has failed: `Reserved` does not come, and `Sent` never follows.',
    ]);
    const [found] = report.violations.filter(({ id }) => id === 'missing-need');
    expect(found?.trace?.faults).toBe(0);
    expect(traceLines(found?.trace)).toContain('ship: keeps Paid, for Reserved has not come');
    expect(modeOf(report, 'ship on Paid waits for `Reserved`')).toMatchObject({
      does: ['keeps `Paid` for ever'],
      ends: ['Paid'],
      left: ['pay on Placed'],
      told: [],
    });
  });

  it('ends among the dead letters where it is tried again', async () => {
    const reactions = [guarded('Placed.total > 100'), PAY, ship('onMissing: retry')];
    expect(messagesOf(await simulate(reactions, { channels: DEAD }), 'missing-need')).toEqual([
      '`ship` tries `Paid` in vain until it is given up, and only `team`, who has the dead letters, is told, although nothing has failed: `Reserved` does not come, and `Sent` never follows.',
    ]);
    expect(modeOf(await simulate(reactions, { channels: DEAD }), 'ship on Paid waits')?.alerted).toBe('team');
    expect(messagesOf(await simulate(reactions), 'missing-need')[0]).toContain(
      'given up, and nobody is told, although',
    );
  });

  it('is not said where the guard of the reaction says no as well', async () => {
    const asks = ship('when: Placed.total > 100, onMissing: park');
    expect(messagesOf(await simulate([guarded('Placed.total > 100'), PAY, asks]), 'missing-need')).toEqual([]);
  });

  it('is not said where one of several conditions may always hold', async () => {
    const both = [guarded('Placed.total > 100'), guarded('Placed.total <= 100'), PAY, ship()];
    expect(messagesOf(await simulate(both), 'missing-need')).toEqual([]);
  });

  it('is not said where only a condition has led to it', async () => {
    const pay = '{ on: Placed, by: pay, when: "Placed.total > 200", emits: Paid, fails: [Declined] }';
    expect(messagesOf(await simulate([guarded('Placed.total > 100'), pay, ship()]), 'missing-need')).toEqual([]);
  });

  it('is not said after a failure', async () => {
    expect(messagesOf(await simulate([STOCK, PAY, ship()]), 'missing-need')).toEqual([]);
  });
});

describe('who is told in the end', () => {
  it('is nobody where nothing follows from what came last', async () => {
    const report = await simulate(['{ on: Placed, by: pay, emits: Noted }']);
    expect(modeOf(report, 'pay on Placed cannot')).toMatchObject({ ends: ['Placed'], told: [] });
    const chain = await simulate([STOCK, '{ on: Reserved, by: ship, emits: Noted }']);
    expect(modeOf(chain, 'ship on Reserved cannot')).toMatchObject({ ends: ['Reserved'], told: [] });
    const lost = await simulate([PAY.replace('by: pay', 'by: torn')]);
    expect(modeOf(lost, 'torn on Placed crashes after its work')).toMatchObject({ ends: ['Placed'], told: [] });
    expect(modeOf(chain, 'stock on Placed fails')).toMatchObject({ ends: ['SoldOut'], told: ['SoldOut'] });
  });
});

describe('services that disagree', () => {
  const ship =
    '{ on: [Paid, Reserved], by: ship, needs: [Reserved, Paid], onMissing: park, emits: Sent, fails: [Lost] }';
  const disagreement =
    'After `SoldOut` `ship` never goes on with `Paid`, and `pay`, which did that part, never hears of it.';

  it('are found as well where a cycle leads back to the one that failed', async () => {
    const cycle = [
      '{ on: [Placed, Lost], by: stock, emits: Reserved, fails: [SoldOut] }',
      '{ on: Placed, by: pay, emits: Paid, fails: [Declined] }',
      ship,
    ];
    expect(messagesOf(await simulate(cycle), 'services-disagree')).toContain(disagreement);
  });

  it('do not where one has led to the failure of the other', async () => {
    const chain = [PAY, '{ on: Paid, by: stock, emits: Reserved, fails: [SoldOut] }', ship];
    expect(messagesOf(await simulate(chain), 'services-disagree')).toEqual([]);
  });
});

describe('a reaction that no run gets to', () => {
  const excluded = [
    '{ on: Noted, by: ship, emits: Sent, fails: [Lost] }',
    '{ on: Lost, by: stock, needs: [Sent], onMissing: park, emits: Reserved, fails: [SoldOut] }',
  ];

  it('is a warning', async () => {
    const report = await simulate(excluded);
    expect(messagesOf(report, 'unreachable-reaction')).toEqual([
      '`stock on Lost` is reached by no run, although all were looked at: `Lost` never comes together with `Sent`, so `stock` never does its work there.',
    ]);
  });

  it('is none where more faults could lead to it, or not all runs were looked at', async () => {
    const chain = [STOCK, '{ on: SoldOut, by: shop, emits: Noted }'];
    expect(messagesOf(await simulate(chain, { bounds: { maxFaults: 0 } }), 'unreachable-reaction')).toEqual([]);
    expect(messagesOf(await simulate(excluded, { bounds: { maxStates: 2 } }), 'unreachable-reaction')).toEqual([]);
  });
});

describe('a reaction that needs its own event', () => {
  it('is not said to get it before itself', async () => {
    const ship = '{ on: [Paid, Reserved], by: ship, needs: [Reserved, Paid], onMissing: park, emits: Sent }';
    const { modes } = await simulate([STOCK, PAY, ship]);
    const early = modes.map(({ what }) => what).filter((what) => what.includes('before `'));
    expect(early).not.toContain('gets `Reserved` before `Reserved` and `Paid`');
    expect(early).toContain('gets `Reserved` before `Paid`');
  });
});
