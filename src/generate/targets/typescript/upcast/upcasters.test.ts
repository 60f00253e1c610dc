import { beforeAll, describe, expect, it } from 'vitest';
import type { Catalog } from '../../../../model/index.js';
import { sampleMessage } from '../../../../model/values/sample.js';
import { bundleGenerated, importBundle } from '../../../testing/bundle.js';
import { catalogOf, fixtureCatalog, generated } from '../../../testing/catalog.js';
import { EVERY_TYPE } from '../../../testing/every-type.js';
import { familiesOf } from '../families.js';
import { EVERY_PAIR, MAJORS } from '../testing/majors.js';

type Upcast = (message: object, missing?: object) => { readonly data: unknown };

const OLD_LINE = { sku: 'a', count: 2, dropped: 'x' };
const OLD = {
  id: '6f9619ff-8b86-4011-b42d-00cf4fc964ff',
  total: { amount: '1.00', currency: 'EUR' },
  vendor: 'v',
  customer: '6f9619ff-8b86-4011-b42d-00cf4fc964ff',
  amount: 1,
  ratio: 0.5,
  price: '1.5',
  name: 'n',
  size: 's',
  letters: 'a',
  method: { kind: 'card', number: '1' },
  lines: [OLD_LINE, { ...OLD_LINE, remark: 'r' }],
  byName: { ['__proto__']: OLD_LINE },
  when: '2026-01-01T00:00:00Z',
  nothing: null,
  note: 'n',
  place: { street: 's' },
  anything: [1],
  nobodyKnows: true,
};

function message(type: string, version: string, data: unknown) {
  return {
    specversion: '1.0',
    id: '1',
    source: '/a',
    type,
    version,
    time: 't',
    dataschema: 'old',
    myext: 'kept',
    data,
  };
}

describe('upcasters', () => {
  let made: Readonly<Record<string, unknown>> = {};
  const upcast = (name: string) => made[name] as Upcast;

  beforeAll(async () => {
    const bundle = await bundleGenerated(generated(catalogOf(MAJORS)), "export * from './out/index.js';");
    made = await importBundle(bundle);
  });

  it('carry a message of the oldest major to the newest, field by field', () => {
    const { dataschema: _, ...envelope } = message('Derived', '3.1.0', 0);
    const line = { sku: 'a', quantity: 2 };
    expect(upcast('upcastDerived')(message('Derived', '1.9.9', OLD))).toEqual({
      ...envelope,
      data: {
        id: OLD.id,
        total: OLD.total,
        seller: 'v',
        buyer: OLD.customer,
        amount: 1,
        ratio: 0.5,
        price: '1.5',
        name: 'n',
        size: 's',
        letters: 'a',
        method: OLD.method,
        lines: [line, { ...line, remark: 'r' }],
        byName: { ['__proto__']: line },
        when: OLD.when,
        nothing: null,
        note: 'n',
        filled: "it's",
        fresh: 3,
        owner: '6f9619ff-8b86-4011-b42d-00cf4fc964ff',
        worth: { amount: '1.00', currency: 'EUR' },
        place: { street: 's', number: 1 },
        anything: [1],
      },
    });
  });

  it('leave a message of the newest major as it is', () => {
    const newest = message('Derived', '3.2.0', {});
    expect(upcast('upcastDerived')(newest)).toBe(newest);
  });

  it('ask for what is missing, with the old payload at hand', () => {
    const asked: unknown[] = [];
    const missing = { v1: (data: unknown) => asked.push(data) && { why: 'so' } };
    expect(upcast('upcastAct')(message('shop.act', '1.0.0', { id: 'i' }), missing)).toMatchObject({
      type: 'shop.act.v2',
      version: '2.0.0',
      data: { id: 'i', why: 'so' },
    });
    expect(asked).toEqual([{ id: 'i' }]);
  });

  it('stay short where types name one another a lot', () => {
    const levels = Array.from({ length: 16 }, (_, index) => index);
    const inner = (age: string, index: number) => (index === 15 ? 'string' : `${age}${index + 1}`);
    const type = (age: string, index: number) =>
      `  ${age}${index}: { fields: { a: ${inner(age, index)}, b: ${inner(age, index)}, ${age}: string? } }\n`;
    const types = levels.map((index) => type('Old', index) + type('New', index)).join('');
    const messages = `  Big: { version: 2.0.0, payload: { x: New0 } }\n  Big@1: { version: 1.0.0, payload: { x: Old0 } }\n`;
    const definitions = `types:\n${types}events:\n${messages}`;
    const files = generated(catalogOf({ ...MAJORS, 'types.yaml': 'types: {}\n', 'messages.yaml': definitions }));
    expect(files.get('out/upcasters/Big.ts')).toContain("readonly x: BigData['x'];");
  });

  it.each<[string, Catalog]>([
    ['majors', catalogOf(MAJORS)],
    ['every pair of types', catalogOf(EVERY_PAIR)],
    ['every type', catalogOf(EVERY_TYPE)],
    ['shop', fixtureCatalog('shop')],
  ])('of %s make payloads that the schema of the newest major takes', async (_, catalog) => {
    const [entry] = catalog.settings.generate;
    if (!entry) throw new Error('The catalog has no target.');
    const generate = ['typescript', 'validators'].map((target) => ({ ...entry, target, out: target, options: {} }));
    const files = generated({ ...catalog, settings: { ...catalog.settings, generate } });
    const entries = "export * from './typescript/index.js';\nexport * from './validators/index.js';\n";
    const all = await importBundle(await bundleGenerated(files, entries));
    const call = (name: string, ...values: unknown[]) => (all[name] as (...values: unknown[]) => unknown)(...values);
    for (const family of familiesOf(catalog)) {
      for (const [index, young] of family.slice(1).entries()) {
        const [old, name] = [family[index], young.id.replace('@', 'V')];
        const made = call(
          `upcast${old?.id.replace('@', 'V')}`,
          sampleMessage(catalog, old?.id ?? ''),
          sampleMessage(catalog, young.id),
        );
        expect(call(`errorsOf${name}`, made), `${name} ${JSON.stringify(made)}`).toEqual([]);
      }
    }
    expect(familiesOf(catalog).length).toBeGreaterThan(0);
  });
});
