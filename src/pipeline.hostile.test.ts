import { describe, expect, it } from 'vitest';
import { compileSaga } from './compile/compile-saga.js';
import { createMemoryHost } from './memory-host.js';
import { sampleMessage } from './model/values/sample.js';
import { checkCatalog, generateCatalog } from './pipeline.js';

const SETTINGS = `catalog: shop
generate:
  - { target: typescript, out: g/t }
  - { target: json-schema, out: g/j }
  - { target: sagas, out: g/s }
`;

/** A saga whose messages carry the type \`A\`. */
const MESSAGES = `
services: { order: { owner: team } }
events:
  OrderPlaced: { version: 1.0.0, producer: order, consumers: [order], cannotFail: The customer's own act., payload: { orderId: uuid, a: A } }
  OrderFilled: { version: 1.0.0, producer: order, payload: { orderId: uuid, a: A } }
  OrderFillingFailed: { version: 1.0.0, producer: order, payload: { orderId: uuid, reason: string } }
  OrderCompleted: { version: 1.0.0, producer: order, payload: { orderId: uuid } }
  OrderAborted: { version: 1.0.0, producer: order, payload: { orderId: uuid } }
commands:
  FillOrder: { version: 1.0.0, handler: order, payload: { orderId: uuid, a: A }, success: OrderFilled, failure: [OrderFillingFailed], timeout: 1s }
sagas:
  Filling: { version: 1.0.0, service: order, start: OrderPlaced, correlation: orderId, deadline: 5m, steps: [{ do: FillOrder }], complete: OrderCompleted, abort: OrderAborted }
`;

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
const doubling = numbers(60).map((n) => `  T${n}: { fields: { a: T${n + 1}, b: "list<T${n + 1}>" } }`);
const nameOf = (n: number) => (n === 0 ? 'A' : `T${n}`);
const tangled = numbers(40).map((n) => {
  const fields = numbers(40).map((m) => `f${m}: ${nameOf(m)}?`);
  return `  ${nameOf(n)}: { fields: { ${fields.join(', ')} } }`;
});
const wide = (type: string) => `{ fields: { ${numbers(300).map((n) => `f${n}: ${type}`)} } }`;

const TYPES: Readonly<Record<string, string>> = {
  'a list of itself': '  A: { type: list<A> }',
  'a map of itself': '  A: { type: map<A> }',
  'a record that needs itself': '  A: { fields: { a: A } }',
  'a union of records with the union inside':
    '  A: { oneOf: { b: B }, discriminator: kind }\n  B: { fields: { a: A } }',
  'types that double at each of sixty levels': `  A: { type: T0 }\n${doubling.join('\n')}\n  T60: { type: string }`,
  'forty types that all refer to each other': tangled.join('\n'),
  'three levels of three hundred fields': `  A: ${wide('B')}\n  B: ${wide('C')}\n  C: ${wide('string')}`,
  'bounds that nobody can fill': `  A: { fields: { l: { type: list<B>, minLength: 100000000 }, t: B } }
  B: { type: string, minLength: 1000000000 }`,
  'a count in a pattern that nobody can fill': '  A: { type: string, pattern: "^a{500000000}$" }',
};

describe.each(Object.entries(TYPES))('%s', (_, types) => {
  const host = createMemoryHost({
    '/catalog/sagac.yaml': SETTINGS,
    '/catalog/types.yaml': `types:\n${types}\n`,
    '/catalog/messages.yaml': MESSAGES,
  });

  it('is linted, generated and sampled to an end', async () => {
    const { catalog, diagnostics } = await checkCatalog(host, '/catalog');
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    const { outputs } = await generateCatalog(host, '/catalog');
    expect(outputs).toHaveLength(3);
    const saga = catalog?.sagas.get('Filling');
    if (!catalog || !saga) throw new Error('the saga is lost');
    const { value } = compileSaga(catalog, saga);
    expect(JSON.stringify(value).length).toBeLessThan(500_000);
    expect(JSON.stringify(sampleMessage(catalog, 'OrderPlaced')).length).toBeLessThan(2_000_000);
  });
});

describe('three thousand names that mean nothing, beside three thousand alike', () => {
  it('are all told in time', async () => {
    const services = numbers(3000).map((n) => `  service-number-${n}: { owner: team }\n`);
    const events = numbers(3000).map((n) => `  Order${n}Placed: { producer: service-numbr-${n}x }\n`);
    const host = createMemoryHost({
      '/catalog/sagac.yaml': 'catalog: shop',
      '/catalog/a.yaml': `services:\n${services.join('')}events:\n${events.join('')}`,
    });
    const { diagnostics } = await checkCatalog(host, '/catalog', { only: ['unknown-reference'] });
    expect(diagnostics).toHaveLength(3000);
    expect(diagnostics[0]?.help).toContain('Did you mean `service-number-0`');
  });
});
