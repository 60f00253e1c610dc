import { describe, expect, it } from 'vitest';
import type { ProcessReport, SimulationBounds } from '../report.js';
import { messagesOf, modeOf, simulateFlows, traceLines } from './testing/simulate-flows.js';

const SERVICES = `
  shop: { store: postgres, outbox: true, inbox: true }
  pay: { store: postgres, outbox: true, inbox: true }
  stock: { store: postgres, outbox: true, inbox: true }
  ship: { store: postgres, outbox: true, inbox: true }
  mail: { store: postgres, outbox: true, inbox: true }
  plain: { store: postgres, outbox: true }
  bank: { external: true }`;

const EVENTS = `
  OrderPlaced: { producer: shop, consumers: [pay], channel: c, payload: { orderId: uuid, total: int } }
  OrderConfirmed: { producer: shop, consumers: [mail], channel: c, payload: { orderId: uuid } }
  OrderCancelled: { producer: shop, consumers: [mail], failureOf: OrderConfirmed, channel: c, payload: { orderId: uuid } }
  Paid: { producer: pay, consumers: [ship], channel: d, payload: { orderId: uuid } }
  Declined: { producer: pay, consumers: [shop], failureOf: Paid, channel: d, payload: { orderId: uuid } }
  Reserved: { producer: stock, consumers: [ship], channel: d, payload: { orderId: uuid } }
  SoldOut: { producer: stock, consumers: [shop], failureOf: Reserved, channel: d, payload: { orderId: uuid } }
  Sent: { producer: ship, consumers: [mail], channel: d, payload: { orderId: uuid } }
  Refused: { producer: ship, consumers: [shop, pay, stock], failureOf: Sent, channel: d, payload: { orderId: uuid } }
  Mailed: { producer: mail, consumers: [shop], channel: d, cannotFail: A test., payload: { orderId: uuid } }
  Silent: { producer: shop, channel: c, payload: { orderId: uuid } }`;

async function simulate(
  reactions: string,
  { channels = 'c: {}, d: {}', bounds = {} }: { channels?: string; bounds?: Partial<SimulationBounds> } = {},
): Promise<ProcessReport> {
  const [report] = await simulateFlows(
    `services:${SERVICES}\nevents:${EVENTS}\nchannels: { ${channels} }\nflows:\n  F:\n    correlation: orderId\n    reactions:\n${reactions}`,
    bounds,
  );
  if (report === undefined) throw new Error('no flow');
  return report;
}

function ids({ violations }: ProcessReport): readonly string[] {
  return violations.map(({ id }) => id);
}

const PAY = '      - { on: OrderPlaced, by: pay, emits: Paid, fails: [Declined] }';
const STOCK = '      - { on: OrderPlaced, by: stock, emits: Reserved, fails: [SoldOut] }';

describe('the ends of a flow', () => {
  it('are the last events of all runs in which nothing breaks', async () => {
    const report = await simulate(`${PAY}
      - { on: Paid, by: ship, emits: Sent, fails: [Refused] }`);
    expect(report.ends).toEqual(['Declined', 'Refused', 'Sent']);
    expect(report.violations).toEqual([]);
    expect(report.coverage.missed).toEqual([]);
  });

  it('are several where services work side by side', async () => {
    const report = await simulate(`${PAY}\n${STOCK}`);
    expect(report.ends).toEqual(['Declined', 'Paid', 'Reserved', 'SoldOut']);
  });

  it('count only the last turn of the outside, which waits for a good end of the one before', async () => {
    const report = await simulate(`${PAY}
      - { on: OrderConfirmed, by: mail, emits: Mailed }`);
    expect(report.ends).toEqual(['Declined', 'Mailed']);
  });

  it('follow each of two events of the outside that exclude each other', async () => {
    const report = await simulate(`      - { on: OrderConfirmed, by: stock, emits: Reserved, fails: [SoldOut] }
      - { on: OrderCancelled, by: mail, emits: Mailed }`);
    expect(report.ends).toEqual(['Mailed', 'Reserved', 'SoldOut']);
  });

  it('do not come before what any of such events needs', async () => {
    const report = await simulate(`      - { on: OrderConfirmed, by: stock, emits: Reserved, fails: [SoldOut] }
      - { on: OrderCancelled, by: mail, emits: Mailed, needs: [OrderPlaced], onMissing: park }`);
    expect(report.ends).toEqual(['Mailed', 'Reserved', 'SoldOut']);
  });

  it('are there as well after a failure that is taken up, however the story goes on', async () => {
    const report = await simulate(`${PAY}
      - { on: Declined, by: mail, emits: Mailed }
      - { on: OrderConfirmed, by: stock, emits: Reserved, fails: [SoldOut] }`);
    expect(report.ends).toEqual(['Mailed', 'Reserved', 'SoldOut']);
  });

  it('come after a failure that a reaction needs', async () => {
    const report =
      await simulate(`      - { on: Mailed, by: stock, emits: Reserved, fails: [SoldOut], needs: [OrderCancelled], onMissing: park }
      - { on: OrderPlaced, by: mail, emits: Mailed }`);
    expect(report.ends).toContain('Reserved');
    expect(report.violations).toEqual([]);
  });

  it('are none where nothing ever begins', async () => {
    const report = await simulate('      - { on: Unsent, by: mail, emits: Mailed }'.replace('Unsent', 'Mailed'));
    expect(report.ends).toEqual([]);
    expect(ids(report)).toEqual(['endless-flow']);
  });
});

describe('a reaction that cannot do its work', () => {
  const silent = '      - { on: OrderPlaced, by: ship, emits: Silent }';

  it('is silent without an event for it', async () => {
    const report = await simulate(silent);
    expect(ids(report)).toEqual(['silent-failure']);
    expect(modeOf(report, 'ship on OrderPlaced cannot')).toMatchObject({ does: ['nothing follows'], absorbed: false });
  });

  it('is known where dead letters have an owner', async () => {
    const report = await simulate(silent, { channels: 'c: { deadLetter: { channel: x, owner: team } }, d: {}, x: {}' });
    expect(messagesOf(report)).toEqual([]);
    expect(modeOf(report, 'ship on OrderPlaced cannot')?.alerted).toBe('team');
  });

  it('is known where a watchdog misses its event', async () => {
    const report = await simulate(`${silent}
      - { on: OrderPlaced, by: mail, after: 1h, when: not Silent, emits: Mailed }`);
    expect(messagesOf(report)).toEqual([]);
    expect(report.ends).toEqual(['Silent']);
    expect(modeOf(report, 'ship on OrderPlaced cannot')).toMatchObject({ ends: ['Mailed'] });
  });

  it('fails by what is `failureOf` its event and comes from its service, too', async () => {
    const report = await simulate('      - { on: OrderPlaced, by: pay, emits: Paid }');
    expect(report.ends).toEqual(['Declined', 'Paid']);
  });

  it('must be heard', async () => {
    const report = await simulate('      - { on: OrderPlaced, by: pay, emits: Paid, fails: [Silent] }');
    expect(messagesOf(report)).toEqual(['`pay` publishes `Silent`, and nobody hears it.']);
  });

  it('is not asked of others', async () => {
    expect(messagesOf(await simulate('      - { on: OrderPlaced, by: bank, emits: Silent }'))).toEqual([]);
  });
});

describe('second deliveries and crashes', () => {
  it('repeat the work of a service without an inbox, once told', async () => {
    const report = await simulate('      - { on: OrderPlaced, by: plain, emits: Mailed }');
    expect(ids(report)).toEqual(['repeated-effect']);
    expect(modeOf(report, 'plain on OrderPlaced gets it twice')).toMatchObject({
      does: ['does it a second time'],
      left: ['plain on OrderPlaced (twice)'],
      absorbed: false,
    });
  });

  it('do nothing to a reaction that has no effect', async () => {
    expect(messagesOf(await simulate('      - { on: OrderPlaced, by: plain }'))).toEqual([]);
  });

  it('repeat a call that has no key, whatever the inbox', async () => {
    const call = (calls: string) => simulate(`      - { on: OrderPlaced, by: mail, emits: Mailed, calls: [${calls}] }`);
    expect(messagesOf(await call('bank'))).toEqual([
      '`mail` calls `bank` again after a crash, and nothing tells the second call from the first.',
    ]);
    expect(messagesOf(await call('{ service: bank, idempotentBy: orderId }'))).toEqual([]);
  });
});

describe('events that come before what a reaction needs', () => {
  const needs = (onMissing: string) =>
    `      - { on: OrderConfirmed, by: mail, emits: Mailed, when: OrderPlaced.total > 1, needs: [Paid]${onMissing} }`;

  it('are kept until it has come, and nothing shows of it in the end', async () => {
    const report = await simulate(`${PAY}\n${needs(', onMissing: park')}`);
    expect(messagesOf(report)).toEqual([]);
    expect(report.ends).toEqual(['Declined', 'Mailed', 'OrderConfirmed']);
    expect(modeOf(report, 'mail on OrderConfirmed gets it before `Paid`')).toMatchObject({
      does: ['keeps it until then'],
      absorbed: true,
    });
  });

  it('are lost where they are ignored', async () => {
    const report = await simulate(`${PAY}\n${needs(', onMissing: ignore')}`);
    expect(messagesOf(report)).toEqual([
      '`mail` drops `OrderConfirmed` for good when it overtakes `Paid`: `Mailed` never follows.',
    ]);
    expect(traceLines(report.violations[0]?.trace)).toEqual([
      'shop -> pay: OrderPlaced',
      'pay -> mail (late): Paid',
      'shop -> mail: OrderConfirmed',
      'mail: gets OrderConfirmed before Paid',
      'mail: drops OrderConfirmed',
      'mail drops OrderConfirmed for good when it overtakes Paid: Mailed never follows.',
    ]);
  });

  it('are acted on where nothing is said, even if it never comes', async () => {
    const report = await simulate(`${PAY}\n${STOCK}
      - { on: Reserved, by: ship, emits: Sent, fails: [Refused], needs: [Paid] }`);
    expect(ids(report)).toEqual(['missing-need']);
    expect(report.violations[0]?.trace?.faults).toBe(1);
  });

  it('cannot come first on a channel that keeps their order', async () => {
    const reactions = '      - { on: OrderConfirmed, by: mail, emits: Mailed, needs: [OrderPlaced] }';
    const on = async (channel: string) => ids(await simulate(reactions, { channels: `c: ${channel}, d: {}` }));
    expect(await on('{ key: orderId }')).toEqual([]);
    expect(await on('{}')).toEqual(['missing-need']);
    expect(await on('{ key: orderId, ordering: none }')).toEqual(['missing-need']);
    expect(await on('{ key: orderId, retryDelays: [1m] }')).toEqual(['missing-need']);
  });

  it('leave a service alone with what it did when the other part fails', async () => {
    const report = await simulate(`${PAY}\n${STOCK}
      - { on: Reserved, by: ship, emits: Sent, fails: [Refused], needs: [Paid], onMissing: park }`);
    expect([...messagesOf(report)].sort()).toEqual([
      'After `Declined` `ship` never goes on with `Reserved`, and `stock`, which did that part, never hears of it.',
      'After `SoldOut` `ship` never goes on with `Paid`, and `pay`, which did that part, never hears of it.',
    ]);
    const traces = report.violations.flatMap(({ trace }) => traceLines(trace));
    expect(traces).toContain('ship: keeps Reserved, for Paid has not come');
  });

  it('leave it in the picture where an event that follows reaches it', async () => {
    const report = await simulate(`${PAY}\n${STOCK}
      - { on: Reserved, by: ship, emits: Sent, fails: [Refused], needs: [Paid], onMissing: park }
      - { on: [Declined, SoldOut], by: shop, emits: OrderCancelled }
      - { on: OrderCancelled, by: stock }
      - { on: OrderCancelled, by: pay }`);
    expect(messagesOf(report)).toEqual([]);
  });
});

describe('guards and timers', () => {
  it('take both answers where data decides, and the same one everywhere', async () => {
    const report =
      await simulate(`      - { on: OrderPlaced, by: stock, emits: Reserved, fails: [SoldOut], when: OrderPlaced.total > 10 }
      - { on: Reserved, by: mail, emits: Mailed, when: OrderPlaced.total > 10 }`);
    expect(report.ends).toEqual(['Mailed', 'OrderPlaced', 'SoldOut']);
    expect(report.notes[0]).toBe(
      'Whether `OrderPlaced.total > 10` holds at `stock on OrderPlaced` depends on data: both answers were looked at.',
    );
  });

  it('take both answers where two services race', async () => {
    const report = await simulate(`${STOCK}
      - { on: OrderPlaced, by: mail, emits: Mailed, when: Reserved }
      - { on: Reserved, by: ship, emits: Sent, fails: [Refused], when: Reserved }`);
    expect(report.ends).toEqual(['Mailed', 'Refused', 'Sent', 'SoldOut']);
    expect(report.coverage.missed).toEqual(['`ship on Reserved` leaves it alone']);
  });

  it('may be due before or after what comes next', async () => {
    const report =
      await simulate(`      - { on: OrderPlaced, by: mail, after: 1h, when: not OrderConfirmed, emits: Mailed }
      - { on: OrderConfirmed, by: stock, emits: Reserved, fails: [SoldOut] }`);
    expect(report.coverage.missed).toEqual([]);
    expect(report.ends).toEqual(['Mailed', 'Reserved', 'SoldOut']);
    expect(report.notes).toEqual([]);
  });

  it('begin anew with a new event, and then fire once', async () => {
    const reactions = (restart: string) =>
      simulate(`      - { on: [OrderPlaced, OrderConfirmed], by: mail, after: 1h, emits: Mailed${restart} }`);
    const once = await reactions(', restart: true');
    expect(once.explored.complete).toBe(true);
    expect(once.ends).toEqual(['Mailed']);
    expect(once.explored.runs).not.toBe((await reactions('')).explored.runs);
  });
});

describe('cycles', () => {
  it('may be taken after a failure, and are left after two rounds', async () => {
    const report =
      await simulate(`      - { on: [OrderPlaced, OrderConfirmed], by: pay, emits: Paid, fails: [Declined] }
      - { on: Declined, by: shop, emits: OrderConfirmed, fails: [OrderCancelled] }`);
    expect(messagesOf(report)).toEqual([]);
    expect(report.ends).toEqual(['OrderCancelled', 'Paid']);
  });

  it('come to rest where the second round is recognised', async () => {
    const ring = (key: string) =>
      simulate(`      - { on: OrderPlaced, by: mail, emits: Mailed }
      - { on: Mailed, by: mail, emits: Mailed${key} }`);
    expect(ids(await ring(''))).toEqual(['endless-flow']);
    expect(ids(await ring(', idempotentBy: orderId'))).toEqual([]);
  });

  it('may wait between rounds', async () => {
    const report = await simulate('      - { on: [OrderPlaced, Mailed], by: mail, after: 1d, emits: Mailed }');
    expect(messagesOf(report)).toEqual([]);
    expect(report.notes).toEqual(['The cycle through `mail on OrderPlaced or Mailed` was left after two rounds.']);
  });
});

describe('services that work side by side', () => {
  it('are not looked at in all orders', async () => {
    const reactions = Array.from({ length: 12 }, (_, index) => {
      const emits = index % 2 === 0 ? 'emits: Paid, fails: [Declined]' : 'emits: Reserved, fails: [SoldOut]';
      return `      - { on: OrderPlaced, by: ship, ${emits} }`;
    });
    const { explored } = await simulate(reactions.join('\n'), { bounds: { maxFaults: 3 } });
    expect(explored.complete).toBe(true);
    expect(explored.states).toBeLessThan(1_000);
  });
});

describe('bounds', () => {
  it('say what was not looked at', async () => {
    const states = await simulate(`${PAY}\n${STOCK}`, { bounds: { maxStates: 3 } });
    expect(states.explored).toMatchObject({ complete: false, bound: 'states' });
    const depth = await simulate(`${PAY}\n${STOCK}`, { bounds: { maxDepth: 1 } });
    expect(depth.notes).toEqual(['Runs of more than 1 steps were not followed.']);
    expect(states.notes[0]).toMatch(/^The search stopped at \d+ states\.$/);
  });

  it('without faults there is only what is meant to happen', async () => {
    const report = await simulate(PAY, { bounds: { maxFaults: 0 } });
    expect(report.ends).toEqual(['Paid']);
    expect(report.modes).toEqual([]);
    expect(report.coverage.missed).toContain('`pay on OrderPlaced` fails with `Declined`');
  });
});

describe('failure modes', () => {
  it('tell what had to go wrong before', async () => {
    const report = await simulate(`${PAY}
      - { on: Declined, by: plain, emits: Mailed }`);
    expect(modeOf(report, 'plain on Declined crashes before')).toMatchObject({
      after: 'pay on OrderPlaced fails with `Declined`',
    });
    expect(modeOf(report, 'pay on OrderPlaced fails')).toMatchObject({
      does: ['`plain` publishes `Mailed`', '`shop` hears it'],
      told: ['Mailed'],
      left: ['plain on Declined'],
    });
  });
});
