import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Catalog, JsonValue } from '../../../model/index.js';
import { readYaml } from '../../../testing/catalog-from-yaml.js';
import { messageChecks } from '../../shared/message-checks.js';
import type { OutputFile } from '../../target.js';
import { catalogOf, fixtureCatalog, loadTemplate, generated as makeAll } from '../../testing/catalog.js';
import { bundleModules, compileStrictly } from '../../testing/strict-tsc.js';
import { producersTarget } from './index.js';

const ROOT = resolve('.');

/** Names and texts that try to become code, and every way to tell others something. */
const NASTY = `
services: { car-rental: { store: postgres }, own: { outbox: { keep: 2d } }, quiet: {}, far: { external: true }, asker: { store: sqlite } }
channels: { a.b-c.d: { key: id, summary: "*/ process.exit(1) /*" }, COM: {} }
types:
  Tree: { summary: "*/ } process.exit(1) /*", fields: { name: string, children: 'list<Tree>', twin: Tree? } }
  Method: { oneOf: { card: Card, cash: Cash }, discriminator: kind }
  Card: { fields: { number: string } }
  Cash: { fields: { paid: boolean } }
  Reason: { enum: ["it's", 'a"b', "c\\\\d", "\${e}"] }
events:
  Begun:
    producer: own
    channel: a.b-c.d
    summary: "\`\${process.exit(1)}\` */ <!-- {{x}}"
    deprecated: { since: "1", use: "*/ x" }
    payload: { id: uuid, tree: Tree, method: Method, blob: bytes, maybe: string|null, extra: string?, inline: 'enum(a|b)', reason: Reason, at: timestamp? }
  Begun@1: { version: 1.0.0, producer: own, channel: a.b-c.d, payload: { id: uuid } }
  delete: { producer: car-rental, wire: Car.Gone, channel: COM, key: nothing, payload: { constructor: string, toString: string } }
  Odd: { producer: car-rental, payload: { id: uuid, reason: Reason } }
  Lost: { producer: own, payload: { id: uuid } }
  Gone: { producer: car-rental, payload: {} }
  Raw: { producer: own, channel: COM, payload: { schema: { type: object, patternProperties: { "^x": { type: string } } } } }
  Elsewhere: { producer: far, channel: COM, payload: {} }
commands:
  class: { handler: car-rental, senders: [asker, own], summary: "Ends // here */ and <!-- there", payload: { id: uuid, tree: Tree }, success: [delete, Gone], failure: [Odd] }
  Aside: { handler: own, channel: a.b-c.d, senders: [own], payload: { id: uuid }, success: Begun }
`;

interface Generated {
  readonly name: string;
  readonly files: readonly OutputFile[];
}

function generate(
  name: string,
  catalog: Catalog,
  options: Record<string, JsonValue> = {},
  service?: string,
): Generated {
  const template = (file: string) => loadTemplate('producers', file);
  const scope = service === undefined ? {} : { service };
  const result = producersTarget(messageChecks).generate({
    catalog,
    options,
    template,
    earlier: () => undefined,
    ...scope,
  });
  expect(result.diagnostics.filter((diagnostic) => diagnostic.severity === 'error')).toEqual([]);
  return { name, files: result.files };
}

/** What a user writes over the generated package; each line marked must not compile. */
const USE = `
import type { Pool, PoolClient } from 'pg';
import type Database from 'better-sqlite3';
import { createMemoryBroker } from 'sagac/runtime';
import * as postgres from './shop/order/postgres.js';
import * as sqlite from './nasty/asker/sqlite.js';
import { outcomes } from './shop/payment/outcomes.js';
import type { CapturePaymentOutcome } from './shop/payment/messages.js';

declare const data: Parameters<ReturnType<typeof postgres.createPublisher>['orderPlaced']>[1];
export async function placeOrder(pool: Pool, client: PoolClient): Promise<string> {
  await postgres.migrate(pool);
  const publisher = postgres.createPublisher({ traceparent: () => undefined });
  // @ts-expect-error the payload is not that of the catalog
  await publisher.orderPlaced(client, { orderId: 'o1' });
  // @ts-expect-error replies are not published
  publisher.orderConfirmationRefused?.(client, data);
  void postgres.createRelay(pool, createMemoryBroker(), { pollMs: 100 }).run();
  return publisher.orderPlaced(client, data, { correlationId: 'c1' });
}

export function ask(database: Database.Database): string {
  sqlite.migrate(database);
  void sqlite.createRelay(database, createMemoryBroker());
  return sqlite.createSender().class__(database, { id: 'i', tree: { name: 'n', children: [] } }, { replyTo: 'asker.in' });
}

export const answer: CapturePaymentOutcome = outcomes.capturePayment.paymentDeclined({
  orderId: 'o1', reason: 'expired_card', declinedAt: '2026-01-01T00:00:00Z',
});
// @ts-expect-error an event that does not answer the command
export const wrong: CapturePaymentOutcome = { outcome: 'OrderPlaced', data };
`;

let folder = '';
let generated: readonly Generated[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sagac-producers-'));
  generated = [
    generate('nasty', (await readYaml(NASTY)).catalog),
    ...['shop', 'bank', 'travel'].map((name) => generate(name, fixtureCatalog(name))),
  ];
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  for (const { name, files } of generated) for (const file of files) write(`${name}/${file.path}`, file.text);
  writeChecked();
});
/** A service whose catalog is generated into validators too. */
function writeChecked(): void {
  const settings =
    'catalog: test\ngenerate: [{ target: producers, out: out/p }, { target: validators, out: out/checks }]\n';
  const definitions = `services: { own: { store: sqlite } }
channels: { c: { key: id } }
events: { Made: { producer: own, channel: c, payload: { id: string, count: { type: int, min: 1 } } } }
`;
  const catalog = catalogOf({ 'sagac.yaml': settings, 'a.yaml': definitions });
  // What checks goes with the code: nothing else of what is generated need be there.
  for (const [path, text] of makeAll(catalog)) if (path.startsWith('out/p/')) write(`checked/${path}`, text);
  write(
    'checked/try.ts',
    `import Database from 'better-sqlite3';
import { createPublisher, migrate } from './out/p/own/sqlite.js';
const database = new Database(':memory:');
migrate(database);
createPublisher().made(database, { id: 'a', count: 1 });
try { createPublisher().made(database, { id: 'a', count: 0 }); } catch (error) { console.log(String(error)); }
createPublisher({ validate: () => [] }).made(database, { id: 'a', count: 0 });
`,
  );
}

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/** Bundles generated files against the runtime's sources; gives the paths of the bundles. */

const pathsOf = (name: string) => generated.find((one) => one.name === name)?.files.map(({ path }) => path) ?? [];
const textOf = (name: string, path: string) =>
  generated.find((one) => one.name === name)?.files.find((file) => file.path === path)?.text ?? '';

describe('generated producers', () => {
  it('compile under the strictest settings, and refuse what the catalog refuses', () => {
    write('use.ts', USE);
    expect(compileStrictly(folder)).toBe('');
  }, 60_000);

  it('run at once, and publish one of each message in its transaction', () => {
    const entries = ['shop/order', 'nasty/own', 'nasty/car-rental', 'nasty/asker', 'bank/transfers'];
    const built = bundleModules(
      folder,
      entries.map((entry) => `${entry}/main.ts`),
    );
    const said = built.map((path) => {
      const run = spawnSync(process.execPath, [path], {
        encoding: 'utf8',
        cwd: folder,
      });
      expect(run.stderr).toBe('');
      return run.stdout
        .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID')
        .split('\n')
        .slice(0, -1);
    });
    expect(said).toEqual([
      [
        'sales.order.events: OrderCancelled, key ID',
        'sales.order.events: OrderConfirmed, key ID',
        'sales.order.events: OrderPlaced, key ID',
        'sales.order.events: OrderPlaced, key ID',
        '0 waiting',
      ],
      [
        'COM: Raw, key ID',
        'a.b-c.d: Begun, key ID',
        'a.b-c.d: Begun, key ID',
        'a.b-c.d: Aside, key ID',
        'car-rental.commands: class, key ID',
        '0 waiting',
      ],
      ['COM: Car.Gone, key ID', '0 waiting'],
      ['car-rental.commands: class, key ID', '0 waiting'],
      [
        'payments.transfer.events: TransferAborted, key ID',
        'payments.transfer.events: TransferCompleted, key ID',
        'payments.transfer.events: TransferOrdered, key ID',
        '0 waiting',
      ],
    ]);
  }, 60_000);

  it('are for the services that tell anything, in the database that each has', () => {
    expect(pathsOf('nasty')).toEqual([
      ...['README', 'messages', 'specs', 'publisher', 'main', 'sqlite'].map((name) => fileName('asker', name)),
      ...['README', 'messages', 'outcomes', 'specs', 'publisher', 'main', 'postgres'].map((name) =>
        fileName('car-rental', name),
      ),
      ...['README', 'messages', 'outcomes', 'specs', 'publisher', 'main', 'postgres', 'sqlite'].map((name) =>
        fileName('own', name),
      ),
    ]);
    expect(textOf('nasty', 'own/sqlite.ts')).toContain('keepMs: 172800000');
    expect(textOf('nasty', 'own/README.md')).toContain('- `Lost`');
    expect(textOf('nasty', 'car-rental/README.md')).not.toContain('Not here');
  });

  it('check bounds and patterns too where the validators are generated beside', () => {
    const [entry = ''] = bundleModules(folder, ['checked/try.ts']);
    const run = spawnSync(process.execPath, [entry], { encoding: 'utf8', cwd: folder });
    expect(run.stderr).toBe('');
    expect(run.stdout).toMatch(/^InvalidMessage: the data of Made is not valid: `\/count` .*1\n$/);
  }, 60_000);

  it('say who else publishes an event', () => {
    const publisher = textOf('shop', 'order/publisher.ts');
    expect(publisher).toContain('The saga `Checkout` publishes it at its end: do not do so as well.');
    expect(publisher).toContain(
      'The saga `Checkout` does not publish what `ConfirmOrder` has answered with: publish it in that handler.',
    );
    expect(publisher.match(/publishes it at its end/g)).toHaveLength(1);
    expect(textOf('nasty', 'car-rental/publisher.ts')).toContain(
      'It also answers `class`: what the handler gives back',
    );
  });

  it('are the same each time, and one service alone where it is told so', () => {
    const again = generate('shop', fixtureCatalog('shop'));
    expect(again).toEqual(generated.find(({ name }) => name === 'shop'));
    const alone = generate('shop', fixtureCatalog('shop'), { dialect: 'sqlite' }, 'order');
    expect(new Set(alone.files.map(({ path }) => path.split('/')[0]))).toEqual(new Set(['order']));
    expect(alone.files.map(({ path }) => path)).toContain('order/sqlite.ts');
    expect(alone.files.map(({ path }) => path)).not.toContain('order/postgres.ts');
  });
});

function fileName(service: string, name: string): string {
  return `${service}/${name}${name === 'README' ? '.md' : '.ts'}`;
}
