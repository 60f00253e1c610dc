import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Catalog } from '../../../model/index.js';
import { readYaml } from '../../../testing/catalog-from-yaml.js';
import { fencedBlocks } from '../../../testing/markdown.js';
import type { OutputFile } from '../../target.js';
import { fixtureCatalog, loadTemplate } from '../../testing/catalog.js';
import { bundleModules, compileStrictly, RUNTIME_MODULES } from '../../testing/strict-tsc.js';
import { consumersTarget } from './index.js';

const ROOT = resolve('.');

/** Names and texts that try to become code, and every way to take something. */
const NASTY = `
services: { car-rental: { store: postgres, inbox: { window: 2d } }, own: {}, quiet: {}, far: { external: true } }
channels:
  a.b-c.d: { key: id, summary: "*/ process.exit(1) /*", ordering: none, retryDelays: [1m, 5m] }
  COM: { deadLetter: false }
types:
  Tree: { summary: "*/ } process.exit(1) /*", fields: { name: string, children: 'list<Tree>', twin: Tree? } }
  Method: { oneOf: { card: Card, cash: Cash }, discriminator: kind }
  Card: { fields: { number: string } }
  Cash: { fields: { paid: boolean } }
  Reason: { enum: ["it's", 'a"b', "c\\\\d", "\${e}"] }
events:
  Begun:
    producer: far
    channel: a.b-c.d
    consumers: [{ service: quiet, group: quiet-ones }, car-rental]
    summary: "\`\${process.exit(1)}\` */ <!-- {{x}}"
    payload: { id: uuid, tree: Tree, method: Method, blob: bytes, maybe: string|null, extra: string?, inline: 'enum(a|b)', reason: Reason, at: timestamp }
  Begun@1: { version: 1.0.0, producer: far, channel: a.b-c.d, consumers: [quiet], payload: { id: uuid } }
  delete: { producer: car-rental, wire: Car.Gone, channel: COM, consumers: [own], payload: { constructor: string, toString: string } }
  Odd: { producer: car-rental, channel: COM, failureOf: delete, payload: { id: uuid, reason: Reason } }
  Gone: { producer: own, channel: COM, payload: { id: uuid } }
  Silent: { producer: far, consumers: [own], payload: { id: uuid } }
  Raw: { producer: own, channel: COM, consumers: [quiet], payload: { schema: { type: object, patternProperties: { "^x": { type: string } } } } }
commands:
  class: { handler: car-rental, summary: "Ends // here */ and <!-- there", payload: { id: uuid, tree: Tree }, success: [delete, Gone], failure: [Odd] }
  Class: { handler: car-rental, payload: {}, success: Gone }
  Nothing: { handler: car-rental, payload: { id: uuid } }
flows:
  arguments:
    summary: "*/ process.exit(1) \${x}"
    correlation: id
    reactions:
      - { on: Begun, by: car-rental, emits: [delete, Gone], fails: [Odd], idempotentBy: id }
      - { on: Begun, by: car-rental, when: "Begun.inline == '*/'", emits: Odd }
      - { on: [Odd, Gone], by: own, needs: [Begun], onMissing: park, when: "has(seen.Begun) && Begun.tree.name != '\`'", after: 1h, restart: true }
      - { on: Gone, by: own, needs: [Begun], at: Begun.at, onMissing: park }
`;

/** A service that needs one event before another. */
const ORDER = `
services: { mail: { inbox: true }, shop: {} }
channels: { orders: { ordering: none, retryDelays: [1m, 5m, 30m], key: id } }
events:
  Placed: { producer: shop, channel: orders, version: 1.0.0, payload: { id: uuid, total: int } }
  Paid: { producer: shop, channel: orders, version: 1.0.0, payload: { id: uuid } }
  MailSent: { producer: mail, channel: orders, version: 1.0.0, payload: { id: uuid } }
flows:
  Mail:
    correlation: id
    reactions:
      - { on: Paid, by: mail, needs: [Placed], onMissing: park, emits: MailSent }
      - { on: Placed, by: mail }
`;

interface Generated {
  readonly name: string;
  readonly files: readonly OutputFile[];
}

function generate(name: string, catalog: Catalog, service?: string): Generated {
  const template = (file: string) => loadTemplate('consumers', file);
  const scope = service === undefined ? {} : { service };
  const result = consumersTarget().generate({ catalog, options: {}, template, earlier: () => undefined, ...scope });
  expect(result.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return { name, files: result.files };
}

let folder = '';
let generated: readonly Generated[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sagac-consumers-'));
  generated = [
    generate('nasty', (await readYaml(NASTY)).catalog),
    generate('order', (await readYaml(ORDER)).catalog),
    ...['shop', 'bank', 'travel'].map((name) => generate(name, fixtureCatalog(name))),
  ];
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  for (const { name, files } of generated) for (const file of files) write(`${name}/${file.path}`, file.text);
  writePage('page', 'docs/consumers.md');
  writePage('target-page', 'docs/targets/consumers.md');
  writePostgresSetup('on-postgres');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/** The shop's notification service with the code for PostgreSQL where its `setup.ts` says to put it. */
function writePostgresSetup(name: string): void {
  const own = generated.find((one) => one.name === 'shop')?.files ?? [];
  for (const { path, text } of own) {
    if (path.startsWith('notification/')) write(path.replace('notification', name), text);
  }
  const text = own.find(({ path }) => path === 'notification/setup.ts')?.text ?? '';
  const [, imported = '', code = ''] = /where it is:\n\n(import .*\n)([\s\S]*)\*\/\n$/.exec(text) ?? [];
  const kept = text.slice(0, text.indexOf('/**\n * Yours')).replace(/\/\*\* What handlers write in.*\n.*\n/, '');
  write(`${name}/setup.ts`, `${imported}${kept}${code}`);
}

/** The shop's notification service with the files that a page of the documentation shows. */
function writePage(name: string, page: string): void {
  const own = generated.find((one) => one.name === 'shop')?.files ?? [];
  for (const { path, text } of own) {
    if (path.startsWith('notification/')) write(path.replace('notification', name), text);
  }
  for (const { info, text } of fencedBlocks(readFileSync(join(ROOT, page), 'utf8'))) {
    const path = info.get('file');
    if (path !== undefined) write(`${name}/${path}`, text);
  }
}

const fileOf = (name: string, path: string) =>
  generated.find((one) => one.name === name)?.files.find((file) => file.path === path);

function bundle(...services: readonly string[]): readonly string[] {
  return bundleModules(
    folder,
    services.map((service) => `${service}/main.ts`),
  );
}

/** A service that runs until it has said something for each of these, and is then told to stop. */
async function runUntil(
  path: string,
  args: readonly string[],
  wanted: readonly RegExp[],
): Promise<{ readonly lines: readonly string[]; readonly code: number | null }> {
  const child: ChildProcess = spawn(process.execPath, [path, ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  const ended = once(child, 'close');
  child.stdout?.on('data', (chunk: Buffer) => {
    text += chunk;
    if (wanted.every((pattern) => pattern.test(text))) child.kill('SIGTERM');
  });
  const [code] = (await ended) as [number | null];
  return { lines: text.trimEnd().split('\n'), code };
}

describe('generated consumers', () => {
  it('compile under the strictest settings', () => {
    write('use.ts', USE);
    expect(compileStrictly(folder)).toBe('');
  }, 60_000);

  it('run at once: messages are handled, duplicates skipped, early ones parked and released, and SIGTERM ends it', async () => {
    const [order = ''] = bundle('order/mail');
    const { lines, code } = await runUntil(order, [], [/Paid sample-Paid handled/]);
    expect(code).toBe(0);
    expect(lines[0]).toBe('mail listens to orders; Ctrl-C stops it');
    expect(lines.at(-1)).toBe('stopped');
    const paid = lines.filter((line) => line.includes(' sample-Paid ') || line.startsWith('MailSent'));
    expect(paid).toEqual([
      'Paid sample-Paid parked by Mail.Paid',
      'Paid sample-Paid duplicate by Mail.Paid',
      'MailSent goes to orders',
      'Paid sample-Paid handled by Mail.Paid',
    ]);
  }, 30_000);

  it('put what fails to the dead letters, after the retry channels', async () => {
    const [order = ''] = bundle('order/mail');
    const { lines, code } = await runUntil(order, ['--fast', '--fail', 'mailPlaced'], [/dead by Mail\.Placed/]);
    expect(code).toBe(0);
    const placed = lines.filter((line) => line.startsWith('Placed sample-Placed'));
    const failed = 'by Mail.Placed: Error: it was told to fail';
    expect(placed.filter((line) => line === `Placed sample-Placed retrying ${failed}`).length).toBeGreaterThanOrEqual(
      3,
    );
    expect(placed).toContain(`Placed sample-Placed dead ${failed}`);
  }, 30_000);

  it('carry out the commands of the shop, and answer them', async () => {
    const [payment = '', nasty = ''] = bundle('shop/payment', 'nasty/own');
    const { lines, code } = await runUntil(payment, [], [/answered PaymentCaptured/, /answered PaymentRefunded/]);
    expect([code, lines.at(-1)]).toEqual([0, 'stopped']);
    expect((await runUntil(nasty, [], [/handled by delete/])).code).toBe(0);
    const usage = spawnSync(process.execPath, [payment, '--fail', 'nobody'], { encoding: 'utf8' });
    expect([usage.status, usage.stdout]).toEqual([2, '']);
    expect(usage.stderr).toContain('--fail HANDLER');
  }, 30_000);

  it('work on a database as the documentation says, and know after a restart what they have done', async () => {
    const [page = ''] = bundle('page');
    const first = await runUntil(page, [], [/handled by CustomerMail/, /answered ConfirmationSent/]);
    expect(first.code).toBe(0);
    expect(first.lines).toContain('CancellationMailSent goes to crm.mail.events');
    const second = await runUntil(
      page,
      [],
      [/OrderCancelled sample-OrderCancelled duplicate/, /answered ConfirmationSent/],
    );
    expect([second.code, second.lines.filter((line) => line.includes('handled'))]).toEqual([0, []]);
    const database = new Database(join(folder, 'notification.sqlite'), { readonly: true });
    expect(database.prepare('SELECT message FROM mails').pluck().all()).toEqual(['sample-OrderCancelled']);
    database.close();
  }, 30_000);

  it('pass their own tests', () => {
    const alias = Object.entries(RUNTIME_MODULES).map(([find, replacement]) => ({ find, replacement }));
    const config = { resolve: { alias }, test: { pool: 'threads', maxWorkers: 2 } };
    writeFileSync(join(folder, 'vitest.config.mjs'), `export default ${JSON.stringify(config)}`);
    const own = ['shop/notification', 'order/mail'];
    const args = ['run', '--root', folder, '--reporter=json', ...own];
    const run = spawnSync(process.execPath, [join(ROOT, 'node_modules/vitest/vitest.mjs'), ...args], {
      encoding: 'utf8',
      cwd: folder,
    });
    const report = JSON.parse(run.stdout.slice(run.stdout.indexOf('{'))) as {
      readonly numPassedTests: number;
      readonly numFailedTests: number;
      readonly testResults: readonly {
        readonly message: string;
        readonly assertionResults: readonly { readonly failureMessages: readonly string[] }[];
      }[];
    };
    const failures = report.testResults.flatMap(({ message, assertionResults }) => [
      message,
      ...assertionResults.flatMap(({ failureMessages }) => failureMessages),
    ]);
    expect(failures.filter((text) => text !== '')).toEqual([]);
    expect(report.numPassedTests).toBe(4);
  }, 60_000);

  it('tell how far they are behind and of their dead letters, for as long as they run', async () => {
    const own = generated.find(({ name }) => name === 'order')?.files ?? [];
    for (const { path, text } of own) write(`watched/${path}`, path === 'mail/setup.ts' ? WATCHED_SETUP : text);
    const [main = ''] = bundleModules(folder, ['watched/mail/main.ts']);
    const { lines, code } = await runUntil(main, [], [/^at work/m]);
    expect(code).toBe(0);
    const told = [
      'sagac.consumer.lag orders',
      'sagac.consumer.lag orders.mail.retry.1',
      'sagac.dead_letters orders.mail.dead',
      'sagac.inbox.parked undefined',
    ];
    expect(lines.find((line) => line.startsWith('at work'))).toBe(`at work: ${told.join(', ')}`);
    expect(lines.filter((line) => line.startsWith('at its end'))).toEqual(['at its end: ']);
  }, 60_000);

  it('end with code 3 where they cannot start, whatever was opened before', () => {
    const setup = `import type { MemoryTransaction } from 'sagac/runtime';
export type Tx = MemoryTransaction;
export async function open(): Promise<never> {
  setInterval(() => undefined, 1_000);
  throw new Error('the database is away');
}
`;
    const own = generated.find(({ name }) => name === 'order')?.files ?? [];
    for (const { path, text } of own) write(`cannot-start/${path}`, path === 'mail/setup.ts' ? setup : text);
    const [main = ''] = bundleModules(folder, ['cannot-start/mail/main.ts']);
    const { status, stderr } = spawnSync(process.execPath, [main], { encoding: 'utf8', timeout: 20_000 });
    expect([status, stderr]).toEqual([3, 'Error: the database is away\n']);
  }, 60_000);

  it('give what people own once, and everything else always', () => {
    const once = (generated.find(({ name }) => name === 'order')?.files ?? [])
      .filter(({ write: when }) => when === 'once')
      .map(({ path }) => path);
    expect(once.toSorted()).toEqual([
      'mail/.gitignore',
      'mail/handlers.test.ts',
      'mail/handlers/mail-paid.ts',
      'mail/handlers/mail-placed.ts',
      'mail/package.json',
      'mail/setup.ts',
      'mail/tsconfig.json',
    ]);
    const manifest = JSON.parse(fileOf('order', 'mail/package.json')?.text ?? '') as Record<string, unknown>;
    expect(Object.keys(manifest['dependencies'] as object)).toEqual(['sagac']);
  });

  it('hold what the catalog says', () => {
    const text = readFileSync(join(folder, 'nasty/own/definition.ts'), 'utf8');
    expect(text).toContain(`when: 'has(seen.Begun) && Begun.tree.name != \\'\`\\''`);
    expect(text).toContain('afterMs: 3600000');
    expect(text).toContain(`at: { event: 'Begun', path: ['at'] }`);
    expect(text).toContain('restart: true');
    expect(readFileSync(join(folder, 'nasty/own/README.md'), 'utf8')).toContain(
      'names no channel on which they come: `Silent`.',
    );
    expect(readFileSync(join(folder, 'nasty/quiet/definition.ts'), 'utf8')).toContain(`group: 'quiet-ones'`);
    expect(readFileSync(join(folder, 'nasty/car-rental/definition.ts'), 'utf8')).toContain('windowMs: 172800000');
    expect(readFileSync(join(folder, 'shop/notification/definition.ts'), 'utf8')).toContain(
      `deadLetter: 'sales.order.events.dlq'`,
    );
  });

  it('are those of one service where that is asked for, and the same each time', () => {
    const all = generated.find(({ name }) => name === 'shop')?.files ?? [];
    const one = generate('shop', fixtureCatalog('shop'), 'payment').files;
    expect(one).toEqual(all.filter(({ path }) => path.startsWith('payment/')));
    expect(one.length).toBeGreaterThan(10);
  });

  it('say that a channel has one group', async () => {
    const more = (group: string) => `consumers: [{ service: mail, group: ${group} }], channel: orders`;
    const text = ORDER.replace('Placed: { producer: shop, channel: orders', `Placed: { producer: shop, ${more('a')}`);
    const { catalog } = await readYaml(
      text.replace('Paid: { producer: shop, channel: orders', `Paid: { producer: shop, ${more('b')}`),
    );
    const template = (file: string) => loadTemplate('consumers', file);
    const { diagnostics } = consumersTarget().generate({ catalog, options: {}, template, earlier: () => undefined });
    expect(diagnostics.map(({ message }) => message)).toEqual([
      '`mail` reads `orders` as the groups `b` and `a`, and its generated consumer as `b` alone.',
    ]);
  });

  it('say what is wrong with the guard and the time of a reaction', async () => {
    const reactions = '[{ on: Placed, by: mail, when: "Placed.nothing > 1" }, { on: Paid, by: mail, at: Placed.id }]';
    const wrong = ORDER.slice(0, ORDER.indexOf('    reactions:')).concat(`    reactions: ${reactions}\n`);
    const { catalog } = await readYaml(wrong);
    const template = (file: string) => loadTemplate('consumers', file);
    const { diagnostics } = consumersTarget().generate({ catalog, options: {}, template, earlier: () => undefined });
    expect(diagnostics.map(({ code }) => code).toSorted()).toEqual(['reaction-guard-invalid', 'reaction-time-unknown']);
    expect(diagnostics.map(({ message }) => message).join('\n')).toContain(
      'The guard `Placed.nothing > 1` of a reaction',
    );
  });
});

/** A set-up that reads the gauges of OpenTelemetry when something was handled, and at the end; a broker's group is there by then. */
const WATCHED_SETUP = `import { metrics } from '@opentelemetry/api';
import { AggregationTemporality, MeterProvider, MetricReader } from '@opentelemetry/sdk-metrics';
import * as runtime from 'sagac/runtime';
export type Tx = runtime.MemoryTransaction;
class Reader extends MetricReader {
  protected async onForceFlush(): Promise<void> {}
  protected async onShutdown(): Promise<void> {}
}
// Otherwise gauges that nobody observes any more would be told as they were last.
const reader = new Reader({ aggregationTemporalitySelector: () => AggregationTemporality.DELTA });
metrics.setGlobalMeterProvider(new MeterProvider({ readers: [reader] }));
async function tell(when: string): Promise<void> {
  const { resourceMetrics } = await reader.collect();
  const points = resourceMetrics.scopeMetrics.flatMap(({ metrics: all }) =>
    all.flatMap(({ descriptor, dataPoints }) =>
      dataPoints.map(({ attributes }) => \`\${descriptor.name} \${String(attributes['messaging.destination.name'])}\`),
    ),
  );
  const told = points.filter((name) => /lag|dead|parked/.test(name) && !/retry.[23]/.test(name));
  console.log(\`\${when}: \${[...new Set(told)].sort().join(', ')}\`);
}
export async function open() {
  const broker = runtime.createMemoryBroker();
  let first = true;
  return {
    broker,
    inbox: runtime.createMemoryInbox(),
    emit: runtime.emitTo(broker),
    observer: {
      onEvent: () => {
        if (first) void tell('at work');
        first = false;
      },
    },
    isTrial: true,
    close: async () => {
      await tell('at its end');
      await broker.close();
    },
  };
}
`;

/** What a user writes over the generated files; each line marked must not compile. */
const USE = `
import type { PoolClient } from 'pg';
import * as runtime from 'sagac/runtime';
import pg from 'pg';
import { startMail } from './order/mail/consumer.js';
import type { MailHandlers, MailPaid } from './order/mail/types.js';
import type { CapturePayment } from './shop/payment/types.js';

const paid: MailPaid<PoolClient> = async (input, { tx, seen, messageId }) => {
  await tx.query('INSERT INTO mails VALUES ($1, $2, $3)', [messageId, input.id, seen.Placed.total]);
  return { outcome: 'MailSent', data: { id: input.id } };
};
// @ts-expect-error an event that does not come of it
export const wrong: MailPaid<PoolClient> = async (input) => ({ outcome: 'Placed', data: input });
// @ts-expect-error an outcome is missing
export const missing: MailPaid<PoolClient> = async () => undefined;
// @ts-expect-error a handler is missing
export const some: MailHandlers<PoolClient> = { mailPaid: paid };
// @ts-expect-error no answer to this command
export const answer: CapturePayment<PoolClient> = async () => ({ outcome: 'OrderPlaced', data: {} });

export async function main(): Promise<void> {
  const pool = new pg.Pool();
  await runtime.migratePostgresInbox(pool);
  const consumer = await startMail<PoolClient>({
    broker: runtime.createMemoryBroker(),
    inbox: runtime.createPostgresInbox(pool),
    emit: (tx, message) => runtime.postgresOutbox.add(tx, message),
    handlers: { mailPaid: paid, mailPlaced: async () => undefined },
  });
  runtime.stopOnSignals(() => consumer.close());
}
`;
