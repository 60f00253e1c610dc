import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixtureFiles } from '../../testing/fixture-files.js';
import { generateTargets } from '../run.js';
import { checkTargetOptions } from '../target-options.js';
import { catalogOf, loadTemplate, textsOf } from '../testing/catalog.js';
import { bundleModules, compileStrictly } from '../testing/strict-tsc.js';

/** Everything for the services of the shop in one place, as `docs/targets/producers.md` lays it out. */
const SETTINGS = `catalog: shop
defaults:
  channel: { broker: kafka, partitions: 12, retention: 7d, retryDelays: [1m, 5m, 30m] }
generate:
  - { target: typescript, out: generated/types }
  - { target: consumers, out: generated/services }
  - { target: producers, out: generated/services, folder: producer, dialect: sqlite }
  - { target: validators, out: generated/validators }
  - { target: sql, out: generated/sql, dialect: sqlite }
`;

/** The handler of the mail service, in a database of its own. */
const HANDLER = `import type { Tx } from '../setup.js';
import type { CustomerMailOrderCancelled } from '../types.js';

export const customerMailOrderCancelled: CustomerMailOrderCancelled<Tx> = async ({ orderId }, { tx, attempt }) => {
  tx.prepare('INSERT INTO mails VALUES (?)').run(orderId);
  if (attempt === 1) throw new Error('the mail server is away');
  return { outcome: 'CancellationMailSent', data: { orderId, template: 'cancelled', sentAt: '2026-01-01T00:00:00Z' } };
};
`;

const SETUP = `import type Database from 'better-sqlite3';
export type Tx = Database.Database;
export { open } from './opened.js';
`;

/** What \`main.ts\` would run on, which nobody starts here. */
const OPENED = `import type * as runtime from 'sagac/runtime';
import type { Tx } from './setup.js';
export interface Setup extends Pick<runtime.ConsumerOptions<Tx>, 'broker' | 'inbox'> {
  readonly emit: NonNullable<runtime.ConsumerOptions<Tx>['emit']>;
  readonly observer?: runtime.ConsumerObserver;
  readonly isTrial: boolean;
  close(): Promise<void>;
}
export async function open(_options: { readonly clock?: runtime.Clock } = {}): Promise<Setup> {
  throw new Error('this service is started by another file');
}
`;

/** Order cancels and tells it, the mail service writes a mail and tells it, and support hears of the mail. Prints what there is of each. */
const SCRIPT = `import { readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import * as runtime from 'sagac/runtime';
import { createPublisher, createRelay } from './generated/services/order/producer/sqlite.js';
import { createRelay as createMailRelay } from './generated/services/notification/producer/sqlite.js';
import { startNotification } from './generated/services/notification/consumer.js';
import { handlers } from './generated/services/notification/handlers/index.js';
import { startSupport } from './generated/services/support/consumer.js';
import { orderCancelled, uuid } from './generated/types/index.js';

function databaseOf(service: string, steps: readonly string[], own: string): Database.Database {
  const database = new Database(':memory:');
  for (const step of steps) database.exec(readFileSync(new URL(\`../generated/sql/\${service}/sqlite/\${step}.sql\`, import.meta.url), 'utf8'));
  database.exec(own);
  return database;
}

const OUTBOX = '0002-create-the-outbox';
const INBOX = '0003-create-the-inbox';
const SHARDS = '0004-lease-the-outbox-by-shards';
const orders = databaseOf('order', [OUTBOX, INBOX, SHARDS], 'CREATE TABLE cancelled (orderId TEXT)');
const mails = databaseOf('notification', [OUTBOX, INBOX, SHARDS], 'CREATE TABLE mails (orderId TEXT)');
const clock = runtime.createVirtualClock();
const broker = runtime.createMemoryBroker({ clock });
const events: runtime.ConsumerEvent[] = [];
const common = { broker, clock, observer: { onEvent: (event: runtime.ConsumerEvent) => void events.push(event) } };

const outbox = runtime.createSqliteOutbox();
const mailService = await startNotification({
  ...common,
  inbox: runtime.createSqliteInbox(mails),
  handlers: { ...handlers, sendConfirmation: async () => Promise.reject(new Error('not here')) },
  emit: (tx, message) => outbox.add(tx, message),
});
const heard: string[] = [];
const hear = async (input: { readonly orderId: string }): Promise<void> => void heard.push(input.orderId);
const support = await startSupport({
  ...common,
  inbox: runtime.createMemoryInbox(),
  handlers: new Proxy({}, { get: () => hear }) as never,
});

// Order: a row and a message, in one transaction; of another only the try.
const orderId = uuid('6f9619ff-8b86-4011-b42d-00cf4fc964ff');
const { data } = orderCancelled({ orderId, customerId: orderId, reason: 'payment_declined', cancelledAt: '2026-01-01T00:00:00Z' });
const cancel = orders.transaction((fails: boolean) => {
  orders.prepare('INSERT INTO cancelled VALUES (?)').run(data.orderId);
  createPublisher().orderCancelled(orders, data);
  if (fails) throw new Error('rolled back');
});
try { cancel(true); } catch { /* as it was told */ }
cancel(false);
await createRelay(orders, broker, { clock }).run({ untilIdle: true });
await until(() => events.some(({ kind, handler }) => kind === 'handled' && handler === 'CustomerMail.OrderCancelled'));

// The broker brings the message once more, and another one about the same order comes: the flow says \`idempotentBy: orderId\`.
const [message] = broker.published('sales.order.events');
if (message === undefined) throw new Error('nothing was relayed');
await broker.publish('sales.order.events', message);
await broker.publish('sales.order.events', { ...message, id: 'another' });
await until(() => events.filter(({ kind }) => kind === 'duplicate').length === 2);

// What came of it is told twice as well.
await createMailRelay(mails, broker, { clock }).run({ untilIdle: true });
const [told] = broker.published('crm.mail.events');
if (told === undefined) throw new Error('nothing was told');
await broker.publish('crm.mail.events', told);
await until(() => events.filter(({ kind, service }) => kind === 'duplicate' && service === 'support').length === 1);

const all = (database: Database.Database, sql: string) => database.prepare(sql).all();
console.log(JSON.stringify({
  cancelled: all(orders, 'SELECT count(*) AS n FROM cancelled'),
  mails: all(mails, 'SELECT count(*) AS n FROM mails'),
  outbox: all(mails, 'SELECT channel, type, published_at IS NOT NULL AS published FROM sagac_outbox'),
  heard,
  causedBy: told.headers['causation-id'] === message.id,
}));
await mailService.close();
await support.close();
await broker.close();

async function until(isSo: () => boolean): Promise<void> {
  for (let turn = 0; !isSo(); turn += 1) {
    if (turn > 20_000) throw new Error(\`it never came to that: \${JSON.stringify(events)}\`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
`;

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sagac-together-'));
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  const definitions = Object.entries(fixtureFiles('shop')).filter(([path]) => path.endsWith('.yaml'));
  const catalog = catalogOf({ ...Object.fromEntries(definitions), 'sagac.yaml': SETTINGS });
  const { value, diagnostics } = generateTargets(catalog, { loadTemplate, checkOptions: checkTargetOptions });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  for (const [path, text] of textsOf(value)) write(path, text);
  write('generated/services/notification/handlers/customer-mail-order-cancelled.ts', HANDLER);
  write('generated/services/notification/setup.ts', SETUP);
  write('generated/services/notification/opened.ts', OPENED);
  write('use.ts', SCRIPT);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

describe('targets in one place', () => {
  it('compile together', () => {
    expect(compileStrictly(folder)).toBe('');
  }, 60_000);

  it('run together: what fails, is rolled back or comes again has its effects once', () => {
    const [built = ''] = bundleModules(folder, ['use.ts']);
    const run = spawnSync(process.execPath, [built], { encoding: 'utf8' });
    expect(run.stderr).toBe('');
    expect(JSON.parse(run.stdout)).toEqual({
      cancelled: [{ n: 1 }],
      mails: [{ n: 1 }],
      outbox: [{ channel: 'crm.mail.events', type: 'CancellationMailSent', published: 1 }],
      heard: ['6f9619ff-8b86-4011-b42d-00cf4fc964ff'],
      causedBy: true,
    });
  });
});
