import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildServices } from '../../../scripts/demo-services/build-services.mjs';
import { reconcile, type Snapshot, unexpected } from '../../../scripts/demo-services/reconcile.mjs';
import { startWorld, type World } from '../../../scripts/demo-services/start-world.mjs';
import { compileStrictly } from '../../generate/testing/strict-tsc.js';
import { fencedBlocks } from '../../testing/markdown.js';
import { postgresForTests } from '../testing/postgres-server.js';
import { runDemo } from './testing/run-demo.js';

/** What would be wrong with a world, each by one mistake. */
const WRONGS: Readonly<Record<string, (snapshot: Snapshot) => Snapshot>> = {
  'money that is gone': (all) => ({
    ...all,
    accounts: all.accounts.map((one) => ({ ...one, balance: one.balance - 1 })),
  }),
  'a payment that was taken twice': (all) => twice(all, 'payments', ({ kind }) => kind === 'capture'),
  'a refund that did not happen': (all) => without(all, 'payments', ({ kind }) => kind === 'refund'),
  'a payment for an order that nobody placed': (all) => ({
    ...all,
    payments: all.payments.map((one) => ({ ...one, order: '00000000-0000-4000-8000-000000000000' })),
  }),
  'stock that is gone': (all) => ({ ...all, stock: all.stock.map((one) => ({ ...one, free: one.free - 1 })) }),
  'articles that were reserved twice': (all) => twice(all, 'stockMoves', ({ kind }) => kind === 'reserve'),
  'articles that were not put back': (all) => without(all, 'stockMoves', ({ kind }) => kind === 'release'),
  'a parcel that was booked twice': (all) => twice(all, 'parcels', ({ isCancelled }) => !isCancelled),
  'a parcel that was not called back': (all) => ({
    ...all,
    parcels: all.parcels.map((one) => ({ ...one, isCancelled: false })),
  }),
  'a parcel that is missing': (all) => without(all, 'parcels', ({ isCancelled }) => !isCancelled),
  'points that were credited twice': (all) => twice(all, 'points', ({ points }) => points > 0),
  'points that were not credited': (all) => ({ ...all, points: [] }),
  'a mail that is missing': (all) => ({ ...all, mails: all.mails.slice(1) }),
  'a mail that was sent twice': (all) => twice(all, 'mails', () => true),
  'news that nobody heard': (all) => ({ ...all, heard: [] }),
  'news that were heard twice': (all) => twice(all, 'heard', () => true),
  'an order that has not ended': (all) => ({ ...all, orders: all.orders.map((one) => ({ ...one, status: 'placed' })) }),
  'an order that was confirmed twice': (all) => ({
    ...all,
    orders: all.orders.map((one) => ({ ...one, confirmations: one.confirmations * 2 })),
  }),
};

type Part = 'payments' | 'stockMoves' | 'parcels' | 'points' | 'mails' | 'heard';

function twice<P extends Part>(all: Snapshot, part: P, which: (row: Snapshot[P][number]) => boolean): Snapshot {
  const rows: readonly Snapshot[P][number][] = all[part];
  return { ...all, [part]: [...rows, ...rows.filter(which).slice(0, 1)] };
}

function without<P extends Part>(all: Snapshot, part: P, which: (row: Snapshot[P][number]) => boolean): Snapshot {
  const rows: readonly Snapshot[P][number][] = all[part];
  const gone = rows.find(which);
  return { ...all, [part]: rows.filter((row) => row !== gone) };
}

/** The checkout as processes of generated services, on a broker in memory; those behind a network have a file of their own. */
const server = await postgresForTests();
const postgresUrl = server?.url ?? '';

afterAll(() => server?.remove());

describe.runIf(server !== undefined)('the services of the shop as processes', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld({ postgresUrl, transpile: true });
    await world.placeOrders(20);
    await world.settled();
  }, 90_000);
  afterAll(() => world?.stop(), 60_000);

  it('bring every order to the end that is meant for it, and everything adds up', async () => {
    const { ok, problems, snapshot } = await world.reconcile();
    expect(problems).toEqual([]);
    expect(ok).toBe(true);
    expect(unexpected(snapshot, world.orders)).toEqual([]);
    expect(new Set(snapshot.orders.map(({ reason }) => reason))).toEqual(
      new Set([null, 'out_of_stock', 'payment_declined', 'not_shippable', 'technical']),
    );
    expect([...world.services.values()].flatMap(({ exits }) => exits)).toEqual([]);
    expect(new Set([...world.services.values()].map(({ pid }) => pid)).size).toBe(7);
  });

  it.each(Object.entries(WRONGS))('would not add up with %s', async (_, wrong) => {
    const snapshot = await world.snapshot();
    expect(reconcile(wrong(snapshot))).not.toEqual([]);
  });

  it('tell of dead letters that nobody planted', async () => {
    const message = { id: 'poison', key: 'poison', type: 'CapturePayment', data: { orderId: 'none' }, headers: {} };
    await world.broker.operations.publish('payment.commands', message);
    await world.until('The poison is not dead', async () => (await world.deadLetters()).length > 0);
    expect((await world.reconcile()).problems).toEqual([expect.stringContaining('CapturePayment poison: ')]);
    expect((await world.reconcile({ isPlanted: ({ id }) => id === 'poison' })).ok).toBe(true);
    const [letter] = await world.broker.operations.deadLetters('payment.commands.payment.dead', 1);
    await world.broker.operations.removeDeadLetter('payment.commands.payment.dead', letter?.position ?? '');
  });

  it('do everything once when each of them is killed meanwhile', async () => {
    const placing = world.placeOrders(20);
    for (const service of world.services.values()) await service.kill('SIGKILL');
    expect((await world.underWay()).length).toBeGreaterThan(0);
    await Promise.all([...world.services.values()].map((service) => service.restart()));
    await placing;
    await world.settled();
    const { problems, snapshot } = await world.reconcile();
    expect(problems).toEqual([]);
    expect(unexpected(snapshot, world.orders)).toEqual([]);
    expect(snapshot.orders).toHaveLength(40);
  }, 90_000);
});

describe.runIf(server !== undefined)('npm run demo:services', () => {
  it('tells what came of each order, and leaves no process behind', async () => {
    const { code, output, pids } = await runDemo(['--orders', '4', '--postgres-url', postgresUrl]);
    expect(output).toContain('Everything adds up.');
    expect(output).toMatch(/2 +129\.00 EUR +card declined +cancelled +payment_declined/);
    expect(output).toMatch(/undo ReserveStock: answered StockReleased/);
    expect(output).toMatch(/orders +4 placed +2 confirmed \+ 2 cancelled/);
    expect(code).toBe(0);
    expect(pids).toHaveLength(7);
    expect(pids.filter(isAlive)).toEqual([]);
  }, 90_000);

  it('ends all services at Ctrl-C', async () => {
    const { code, pids } = await runDemo(['--orders', '5000', '--postgres-url', postgresUrl], {
      interruptAt: /5000 orders/,
    });
    expect(code).toBe(130);
    expect(pids).toHaveLength(7);
    expect(pids.filter(isAlive)).toEqual([]);
  }, 90_000);

  it('says in a sentence what is missing or makes no sense', async () => {
    const nowhere = await runDemo(['--postgres-url', 'postgres://nobody:secret@127.0.0.1:1/none']);
    expect(nowhere.code).toBe(1);
    expect(nowhere.errors).toMatch(
      /^\nThe demo stopped: PostgreSQL at postgres:\/\/127\.0\.0\.1:1\/none cannot be used: .*\n$/,
    );
    const noBroker = await runDemo([
      '--broker',
      'nats',
      '--broker-url',
      'nats://127.0.0.1:1',
      '--postgres-url',
      postgresUrl,
    ]);
    expect(noBroker.code).toBe(1);
    expect(noBroker.errors).toMatch(/The demo stopped: NATS at 127\.0\.0\.1:1 cannot be connected to/);
    expect(noBroker.errors).not.toMatch(/\n {4}at /);
    for (const args of [
      ['--broker', 'carrier-pigeon'],
      ['--orders', '-1'],
      ['--no-such-flag'],
      ['--broker-url', 'nats://x'],
    ]) {
      expect((await runDemo(args)).code, args.join(' ')).toBe(2);
    }
  }, 60_000);
});

describe('what the demo writes by hand', () => {
  let folder = '';

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sagac-demo-types-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('compiles under the strictest settings', async () => {
    await buildServices(folder, { transpile: true });
    const shop = join(folder, 'shop');
    rmSync(join(shop, 'node_modules'), { recursive: true });
    symlinkSync(resolve('node_modules'), join(shop, 'node_modules'));
    expect(compileStrictly(shop)).toBe('');
  }, 120_000);

  it('is what docs/demo-services.md shows', () => {
    const shown = fencedBlocks(readFileSync('docs/demo-services.md', 'utf8')).filter(({ info }) => info.has('from'));
    expect(shown.length).toBeGreaterThan(3);
    for (const { info, text } of shown) {
      expect(readFileSync(`scripts/demo-services/services/${info.get('from')}`, 'utf8')).toContain(text.trimEnd());
    }
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
