import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { createMemoryHost } from '../memory-host.js';
import { readCatalog, snapshotCatalog } from '../pipeline.js';
import { createStoredHost, readSnapshot, STORED_ROOT } from './index.js';

const FILES: Readonly<Record<string, string>> = {
  '/shop/sagac.yaml': `catalog: shop
lint: { extends: [strict, ./lint/ours.yaml, ../team.yaml, '@acme/lint'], plugins: [./lint/rules.yaml, ./lint/code.ts] }
generate: [{ target: json-schema, out: generated }]
`,
  '/shop/lint/ours.yaml': 'rules: { no-secrets: error }\n',
  '/shop/lint/rules.yaml': 'rules: {}\n',
  '/shop/lint/code.ts': 'export default [];\n',
  '/team.yaml': 'rules: { no-secrets: error }\n',
  '/shop/node_modules/@acme/lint/package.json': '{ "sagac": "./rules.yaml" }',
  '/shop/node_modules/@acme/lint/rules.yaml': 'rules: { no-secrets: error }\n',
  '/shop/generated/made.yaml': 'not: [a catalog\n',
  '/shop/.hidden/x.yaml': 'not: [a catalog\n',
  '/shop/inner/sagac.yaml': 'catalog: inner\n',
  '/shop/inner/money.yaml': 'type: object\nproperties: { amount: { type: integer } }\n',
  '/shop/orders/placed.yaml': `# Über Bestellungen, 注文
events:
  OrderPlaced: { version: 1.2.0, payload: { orderId: uuid } }
  OrderCounted: { payload: { $ref: ./schemas/counted.json } }
  OrderPaid: { version: 2.0.0, payload: { schema: { type: object, properties: { money: { $ref: ../inner/money.yaml } } } } }
`,
  '/shop/orders/schemas/counted.json': '{ "type": "object", "properties": { "count": { "$ref": "__proto__#/n" } } }',
  '/shop/orders/schemas/__proto__': 'n: { type: integer }\n',
  '/shop/empty.yaml': '',
  '/shop/services.yaml': 'services: { orders: { owner: team-orders } }\n',
};

async function snapshotOf(files: Readonly<Record<string, string>>): Promise<string> {
  const { snapshot, diagnostics } = await snapshotCatalog(createMemoryHost(files), '/shop');
  if (snapshot === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return snapshot;
}

async function readAgain(snapshot: string) {
  const read = readSnapshot('old.json', new TextEncoder().encode(snapshot));
  if ('problem' in read) throw new Error(read.problem.message);
  return readCatalog(createStoredHost(read.value), STORED_ROOT, { past: true });
}

function faultOf(snapshot: string | Uint8Array): string {
  const bytes = typeof snapshot === 'string' ? new TextEncoder().encode(snapshot) : snapshot;
  const read = readSnapshot('old.json', bytes);
  return 'problem' in read ? `${read.problem.code}: ${read.problem.message}` : 'fine';
}

describe('a snapshot', () => {
  it('has all that reading takes, and nothing else', async () => {
    const { files, referenced, index, catalog, sagacSnapshot } = JSON.parse(await snapshotOf(FILES));
    expect([catalog, sagacSnapshot]).toEqual(['shop', 1]);
    expect(Object.keys(files)).toEqual(['empty.yaml', 'orders/placed.yaml', 'sagac.yaml', 'services.yaml']);
    expect(Object.keys(referenced)).toEqual([
      'inner/money.yaml',
      'orders/schemas/__proto__',
      'orders/schemas/counted.json',
    ]);
    expect(Object.keys(index)).toEqual(['events', 'services']);
    expect(Object.keys(index.events)).toEqual(['OrderCounted', 'OrderPaid', 'OrderPlaced']);
    expect(index.events.OrderPlaced.version).toBe('1.2.0');
    expect(index.events.OrderCounted.version).toBeUndefined();
  });

  it('follows its schema', async () => {
    const url = new URL('../../schemas/snapshot.schema.json', import.meta.url);
    const validate = new Ajv2020().compile(JSON.parse(readFileSync(url, 'utf8')));
    const snapshot = JSON.parse(await snapshotOf(FILES));
    validate(snapshot);
    expect(validate.errors).toBeNull();
    expect(validate({ ...snapshot, sagacSnapshot: 2 })).toBe(false);
    expect(validate({ ...snapshot, more: 1 })).toBe(false);
  });

  it('is read into the same catalog, places and texts included', async () => {
    const now = await readCatalog(createMemoryHost(FILES), '/shop');
    const then = await readAgain(await snapshotOf(FILES));
    expect(then.diagnostics).toEqual(now.diagnostics);
    expect(then.whole).toBe(true);
    expect(then.texts).toEqual(now.texts);
    for (const section of ['services', 'types', 'channels', 'events', 'commands', 'sagas', 'flows'] as const) {
      expect([...(then.catalog?.[section] ?? [])]).toEqual([...(now.catalog?.[section] ?? [])]);
    }
    expect(then.catalog?.events.get('OrderPaid')?.payload.fields.map(({ name }) => name)).toEqual(['money']);
  });

  it('has the same bytes for the same catalog, with sorted keys and a line break at its end', async () => {
    const backwards = Object.fromEntries(Object.entries(FILES).reverse());
    const snapshot = await snapshotOf(FILES);
    expect(await snapshotOf(backwards)).toBe(snapshot);
    expect(snapshot.endsWith('}\n')).toBe(true);
    expect(snapshot).not.toContain('/shop');
    const keys = [...snapshot.matchAll(/^ {2}"(\w+)"/gm)].map((match) => match[1]);
    expect(keys).toEqual(['catalog', 'files', 'index', 'referenced', 'sagacSnapshot']);
  });

  it('of a snapshot is the same snapshot', async () => {
    const settings = 'catalog: shop\ngenerate: [{ target: json-schema, out: generated }]\n';
    const files = Object.entries(FILES).filter(([path]) => !path.startsWith('/shop/lint/'));
    const snapshot = await snapshotOf({ ...Object.fromEntries(files), '/shop/sagac.yaml': settings });
    const read = readSnapshot('old.json', new TextEncoder().encode(snapshot));
    if ('problem' in read) throw new Error(read.problem.message);
    expect((await snapshotCatalog(createStoredHost(read.value), STORED_ROOT)).snapshot).toBe(snapshot);
  });

  it('has hashes that go by what is said, not by how', async () => {
    const hash = async (definition: string) => {
      const files = { '/shop/sagac.yaml': 'catalog: shop\n', '/shop/a.yaml': `events:\n  A: ${definition}\n` };
      return JSON.parse(await snapshotOf(files)).index.events.A.hash;
    };
    const one = await hash('{ version: 1.0.0, payload: { a: string, b: int } }');
    expect(await hash('\n    # why\n    payload: { b: int, "a": string }\n    version: "1.0.0"')).toBe(one);
    expect(await hash('{ version: 1.0.0, payload: { a: string, b: long } }')).not.toBe(one);
  });

  it('is refused of a catalog with errors', async () => {
    for (const wrong of ['events: { A: { producer: nobody } }\n', 'events: [\n']) {
      const files = { '/shop/sagac.yaml': 'catalog: shop\n', '/shop/a.yaml': wrong };
      const { snapshot, diagnostics } = await snapshotCatalog(createMemoryHost(files), '/shop');
      expect(snapshot).toBeUndefined();
      expect(diagnostics.length).toBeGreaterThan(0);
    }
  });
});

describe('a file that is no snapshot', () => {
  const made = (parts: object) => JSON.stringify({ sagacSnapshot: 1, files: { 'sagac.yaml': 'catalog: a' }, ...parts });

  it.each([
    ['', /^snapshot-foreign/],
    ['{}', /^snapshot-foreign/],
    ['[1]', /^snapshot-foreign/],
    ['null', /^snapshot-foreign/],
    ['catalog: shop\n', /^snapshot-foreign/],
    ['{ "__proto__": { "sagacSnapshot": 1 } }', /^snapshot-foreign/],
    [made({ sagacSnapshot: 2 }), /^snapshot-too-new: `old.json` is a snapshot of version 2, .* up to version 1\./],
    [made({ sagacSnapshot: 0 }), /`sagacSnapshot` is no version \(old\.json:1:2\)/],
    [made({ sagacSnapshot: '1' }), /`sagacSnapshot` is no version/],
    [
      '{\n  "sagacSnapshot": 1,\n  "files": {\n    "sagac.yaml": "catalog: a"\n    "b": ""',
      /it is no JSON \(old\.json:5:5\)/,
    ],
    ['{ "sagacSnapshot": 1, "files"', /it is no JSON \(old\.json:1:30\)/],
    ['{ "sagacSnapshot": 1 }', /`files` has no `sagac.yaml` \(old\.json\)/],
    [made({ files: [] }), /`files` is no map \(old\.json:1:20\)/],
    [made({ files: { 'a.yaml': '' } }), /`files` has no `sagac.yaml`/],
    [made({ files: { 'sagac.yaml': 7 } }), /the text of `sagac.yaml` is missing \(old\.json:1:\d+\)/],
    [made({ referenced: 'x' }), /`referenced` is no map/],
    [
      made({ referenced: { '../x.json': '{}' } }),
      /`\.\.\/x\.json` is no path inside a catalog's folder \(old\.json:1:\d+\)/,
    ],
    [made({ referenced: { 'a/../../x.json': '{}' } }), /is no path inside/],
    [made({ referenced: { 'a/../x.json': '{}' } }), /is no path inside/],
    [made({ referenced: { '/etc/passwd': '{}' } }), /is no path inside/],
    [made({ referenced: { 'C:/x': '{}' } }), /is no path inside/],
    [made({ referenced: { 'a\\..\\x': '{}' } }), /is no path inside/],
    [made({ referenced: { '': '{}' } }), /is no path inside/],
    [made({ referenced: { './x': '{}' } }), /is no path inside/],
    [`{ "sagacSnapshot": 1, "deep": ${'['.repeat(100_000)}`, /it is no JSON/],
  ])('%.60j is told', (text, message) => {
    expect(faultOf(text)).toMatch(message);
  });

  it('is told where it is not UTF-8 or too large', () => {
    expect(faultOf(new Uint8Array([0x7b, 0xff, 0x7d]))).toMatch(/not UTF-8/);
    const large = Object.defineProperty(new Uint8Array(), 'length', { value: 300_000_000 });
    expect(faultOf(large)).toMatch(/^snapshot-too-large/);
  });

  it('may have been saved with a byte order mark, and have keys that are not known', () => {
    expect(faultOf(`\uFEFF${made({ more: 1 })}`)).toBe('fine');
  });

  it('keeps `__proto__` a file', () => {
    const text = '{ "sagacSnapshot": 1, "files": { "sagac.yaml": "catalog: a" }, "referenced": { "__proto__": "x" } }';
    const read = readSnapshot('old.json', new TextEncoder().encode(text));
    expect('value' in read && [...read.value.referenced]).toEqual([['__proto__', 'x']]);
  });
});

describe('the machine of a snapshot', () => {
  it('has nothing of the disk', () => {
    const host = createStoredHost({ files: new Map([['sagac.yaml', 'catalog: a\n']]), referenced: new Map() });
    expect(host.kindOf('/etc/hostname')).toBeUndefined();
    expect(host.git('/', ['rev-parse'])).toBeUndefined();
    expect(host.list('/').map(({ name }) => name)).toEqual(['catalog']);
    expect(host.list(STORED_ROOT).map(({ name }) => name)).toEqual(['sagac.yaml']);
  });
});
