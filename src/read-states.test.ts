import { describe, expect, it } from 'vitest';
import type { EarlierState } from './against/index.js';
import { createMemoryHost } from './memory-host.js';
import { readStates } from './read-states.js';

type Files = Readonly<Record<string, string>>;

const ROOT = '/shop';

function hostOf(files: Files) {
  return createMemoryHost(Object.fromEntries(Object.entries(files).map(([path, text]) => [`${ROOT}/${path}`, text])));
}

function stateOf(files: Files): EarlierState {
  return { label: 'then', kind: 'folder', host: hostOf(files), root: ROOT, also: [] };
}

async function read(now: Files, ...earlier: readonly Files[]) {
  const states = await readStates(hostOf(now), ROOT, earlier.map(stateOf));
  const [catalog, then, ...more] = [states.now, ...states.earlier].map((state) => {
    if (!state.catalog) throw new Error(state.diagnostics.map(({ message }) => message).join('\n'));
    return state.catalog;
  });
  if (!catalog || !then) throw new Error('nothing was read');
  return { catalog, then, more, states };
}

const BASE: Files = {
  'sagac.yaml': 'catalog: shop\n',
  'channels.yaml': 'channels: { orders: { key: orderId } }\n',
  'placed.yaml': 'events: { OrderPlaced: { channel: orders, payload: { orderId: uuid } } }\n',
  'counted.yaml': 'events: { OrderCounted: { payload: { $ref: ./counted.json } } }\n',
  'counted.json': '{ "type": "object", "properties": { "count": { "type": "integer" } } }',
  'place.yaml': 'commands: { PlaceOrder: { channel: orders, payload: { orderId: uuid } } }\n',
  'free.yaml': 'commands: { FreeOrder: { payload: { orderId: uuid } } }\n',
  'rest.yaml': 'types: { Money: { type: long } }\nservices: { orders: { inbox: { window: 30d } } }\n',
};

describe('definitions of two states', () => {
  it('are the same objects where nothing changed', async () => {
    const { catalog, then } = await read(BASE, { ...BASE, 'new.yaml': 'events: { Gone: { payload: { a: int } } }\n' });
    for (const section of ['services', 'types', 'channels', 'events', 'commands'] as const) {
      expect(catalog[section].size).toBeGreaterThan(0);
      for (const [id, one] of catalog[section])
        expect([section, id, then[section].get(id) === one]).toEqual([section, id, true]);
    }
    expect(then.events.has('Gone')).toBe(true);
  });

  it('differ with the text of their file alone', async () => {
    const { catalog, then } = await read(BASE, { ...BASE, 'placed.yaml': `# moved\n${BASE['placed.yaml']}` });
    expect(then.events.get('OrderPlaced')).not.toBe(catalog.events.get('OrderPlaced'));
    expect(then.events.get('OrderPlaced')?.nameSpan.start).toBe(16 + 'moved\n# '.length - 6);
    expect(then.events.get('OrderCounted')).toBe(catalog.events.get('OrderCounted'));
  });

  it('differ with the key of their channel', async () => {
    const { catalog, then } = await read(BASE, {
      ...BASE,
      'channels.yaml': 'channels: { orders: { key: customerId } }\n',
    });
    expect([catalog, then].map(({ events }) => events.get('OrderPlaced')?.key?.name)).toEqual([
      'orderId',
      'customerId',
    ]);
    expect([catalog, then].map(({ commands }) => commands.get('PlaceOrder')?.key?.name)).toEqual([
      'orderId',
      'customerId',
    ]);
  });

  it('differ with the schema files that they lead to', async () => {
    const schema = '{ "type": "object", "properties": { "count": { "type": "string" } } }';
    const { catalog, then } = await read(BASE, { ...BASE, 'counted.json': schema });
    const types = [catalog, then].map(({ events }) => events.get('OrderCounted')?.payload.fields[0]?.type);
    expect(types.map((type) => type?.kind === 'primitive' && type.name)).toEqual(['long', 'string']);
    expect(then.events.get('OrderPlaced')).toBe(catalog.events.get('OrderPlaced'));
  });

  it('differ with the defaults of the settings', async () => {
    const settings = 'catalog: shop\ndefaults: { command: { timeout: 7s }, channel: { partitions: 7 } }\n';
    const { catalog, then } = await read(BASE, { ...BASE, 'sagac.yaml': settings });
    const timeouts = [catalog, then].map(({ commands }) => commands.get('FreeOrder')?.timeout?.ms);
    expect(timeouts).toEqual([undefined, 7_000]);
    expect([catalog, then].map(({ channels }) => channels.get('orders')?.partitions)).toEqual([undefined, 7]);
  });

  it('do not differ with other settings, but for the places of defaults', async () => {
    const defaults = 'defaults: { command: { timeout: 7s } }\n';
    const now = { ...BASE, 'sagac.yaml': `catalog: shop\n${defaults}` };
    const after = { ...BASE, 'sagac.yaml': `catalog: shop\n${defaults}scale: { developers: 7 }\n` };
    const before = { ...BASE, 'sagac.yaml': `catalog: shop\nscale: { developers: 7 }\n${defaults}` };
    const { catalog, then, more } = await read(now, after, before);
    const [one, other, moved] = [catalog, then, ...more].map(({ commands }) => commands.get('FreeOrder'));
    expect(other).toBe(one);
    expect(moved?.timeout?.span.start).toBe((one?.timeout?.span.start ?? 0) + 'scale: { developers: 7 }\n'.length);
  });

  it('are told apart where one tree stands for several', async () => {
    const twins =
      'types:\n  A: &one { fields: { a: int } }\n  B: *one\nservices: { &name x: {} }\nchannels: { *name : {} }\n';
    const { catalog, then } = await read({ ...BASE, 'twins.yaml': twins }, { ...BASE, 'twins.yaml': twins });
    for (const one of [catalog, then]) {
      expect([one.types.get('A')?.id, one.types.get('B')?.id]).toEqual(['A', 'B']);
      expect([one.services.get('x')?.kind, one.channels.get('x')?.kind]).toEqual(['service', 'channel']);
    }
  });

  it('have the same mistakes told in both', async () => {
    const wrong = {
      ...BASE,
      'wrong.yaml': 'types: { uuid: { type: string }, A: { fields: 7 } }\n',
    };
    const { states } = await read(wrong, wrong, BASE);
    expect(states.earlier[0]?.diagnostics).toEqual(states.now.diagnostics);
    expect(states.now.diagnostics.map(({ code }) => code)).toContain('built-in-type');
    expect(states.now.whole).toBe(false);
    expect(states.earlier.map(({ whole }) => whole)).toEqual([false, true]);
  });
});

describe('an earlier state', () => {
  it('needs nothing of what its lint settings extend', async () => {
    const settings = "catalog: shop\nlint: { extends: ['@acme/lint', ../gone.yaml], plugins: [./gone.ts] }\n";
    const { states } = await read(BASE, { ...BASE, 'sagac.yaml': settings });
    expect(states.earlier[0]?.diagnostics).toEqual([]);
    const today = await readStates(hostOf({ ...BASE, 'sagac.yaml': settings }), ROOT, []);
    expect(today.now.catalog).toBeUndefined();
  });

  it('is offered what is read today', async () => {
    const offered: string[] = [];
    const offer = (bytes: Uint8Array) => void offered.push(new TextDecoder().decode(bytes));
    await readStates(hostOf(BASE), ROOT, [{ ...stateOf(BASE), offer }]);
    expect(offered.sort()).toEqual(Object.values(BASE).sort());
  });
});
