import { describe, expect, it } from 'vitest';
import type { MemoryHost } from '../../memory-host.js';
import { runCli, runOn } from '../testing/cli.js';

const FILES = {
  '/srv/catalog/sagac.yaml': `catalog: shop
generate:
  - { target: json-schema, out: generated/schemas }
`,
  '/srv/catalog/a.yaml': `services: { order: {}, payment: {}, stock: {} }
events:
  OrderPlaced: { producer: order, consumers: [payment], version: 1.0.0, payload: { id: uuid } }
  StockLow: { producer: stock, version: 1.0.0, payload: { id: uuid } }
`,
  '/srv/payment/package.json': '{}',
};

const SERVICE = ['generate', '../catalog', '--service', 'payment', '--out', '.'];

async function inPayment(argv: readonly string[] = SERVICE) {
  return runCli(argv, { files: FILES, cwd: '/srv/payment' });
}

function schemas(host: MemoryHost, folder: string): readonly string[] {
  const files = Object.keys(host.files()).filter((path) => path.startsWith(folder) && path.endsWith('.json'));
  return files.map((path) => path.slice(folder.length)).filter((path) => path.includes('/events/'));
}

describe('generate --service --out', () => {
  it('writes what a service needs into its own repository, and deletes there what it needs no more', async () => {
    const { exit, out, host } = await inPayment();
    expect(exit).toBe(0);
    expect(out).toContain('  create  generated/schemas/events/OrderPlaced.json\n');
    expect(schemas(host, '/srv')).toEqual(['/payment/generated/schemas/events/OrderPlaced.json']);
    expect(await runOn(host, [...SERVICE, '--check'])).toMatchObject({ exit: 0, out: '' });

    host.writeText('/srv/catalog/a.yaml', FILES['/srv/catalog/a.yaml'].replace('[payment]', '[stock]'));
    const checked = await runOn(host, [...SERVICE, '--check']);
    expect(checked.exit).toBe(1);
    expect(checked.out).toContain('--- a/generated/schemas/events/OrderPlaced.json');
    expect(checked.err).toContain('run `sagac generate ../catalog --service payment --out .`.');
    const elsewhere = await runOn(host, [...SERVICE.slice(0, -1), 'my files', '--check']);
    expect(elsewhere.err).toContain("--service payment --out 'my files'`.");
    const again = await runOn(host, SERVICE);
    expect(again.out).toContain('`payment` sends, handles and consumes nothing');
    expect(schemas(host, '/srv')).toEqual([]);
    expect(host.kindOf('/srv/payment/package.json')).toBe('file');
  });

  it('makes the folder, and keeps what a person changed there', async () => {
    const { host } = await inPayment([...SERVICE.slice(0, -1), 'new/place']);
    const path = '/srv/payment/new/place/generated/schemas/events/OrderPlaced.json';
    host.writeText(path, 'mine\n');
    const { exit, out, err } = await runOn(host, [...SERVICE.slice(0, -1), 'new/place']);
    expect(exit).toBe(1);
    expect(out).toMatch(/^new\/place\/generated\/schemas\/events\/OrderPlaced\.json:1:1: error: /m);
    expect(err).toContain('Nothing was written.');
    expect(host.files()[path]).toBe('mine\n');
  });

  it('does not mix with what was generated for others', async () => {
    const { host } = await runCli(['generate'], { files: FILES, cwd: '/srv/catalog' });
    const before = host.files();
    for (const more of [[], ['--check']]) {
      const { exit, out } = await runOn(host, ['generate', '--service', 'payment', ...more]);
      expect(exit).toBe(1);
      expect(out).toContain('was generated for the whole catalog, and would now be for the service `payment` alone');
    }
    expect(host.files()).toEqual(before);
  });

  it('knows no other service', async () => {
    const { exit, out } = await inPayment(['generate', '../catalog', '--service', 'paymnt', '--out', '.']);
    expect(exit).toBe(2);
    expect(out).toContain('There is no service `paymnt` in the catalog.');
  });

  it('writes nothing into the catalog, where it would be read', async () => {
    const { exit, out, host } = await inPayment([
      'generate',
      '../catalog',
      '--service',
      'payment',
      '--out',
      '../catalog/x',
    ]);
    expect(exit).toBe(2);
    expect(out).toContain('`../catalog/x/generated/schemas` is inside the catalog');
    expect(schemas(host, '/srv')).toEqual([]);
    const file = await inPayment(['generate', '../catalog', '--out', 'package.json']);
    expect([file.exit, file.err]).toEqual([2, expect.stringContaining('`package.json` is not a folder')]);
  });

  it('tells of folders that the catalog does not write for this service any more', async () => {
    const { host } = await inPayment();
    host.makeFolder('/srv/payment/other');
    host.writeText('/srv/payment/other/.sagac-manifest.json', '{"format":1,"service":"stock","files":{}}');
    host.writeText('/srv/catalog/sagac.yaml', FILES['/srv/catalog/sagac.yaml'].replace('schemas', 'json'));
    const { exit, out } = await runOn(host, SERVICE);
    expect(exit).toBe(0);
    expect(out).toMatch(/^generated\/schemas\/.*`generated\/schemas` holds files of a target/m);
    expect(out).not.toContain('other');
  });
});
