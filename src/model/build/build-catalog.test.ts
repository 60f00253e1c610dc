import { describe, expect, test } from 'vitest';
import { catalogFrom, pointedAt } from '../../testing/catalog-from.js';

describe('sections', () => {
  test('maps are ordered by id, whatever the layout of the files', () => {
    const apart = catalogFrom({ 'b.yaml': 'services: { zoo: {}, ant: {} }', 'a.yaml': 'services: { bee: {} }' });
    const together = catalogFrom('services: { bee: {}, zoo: {}, ant: {} }');
    expect([...apart.catalog.services.keys()]).toEqual(['ant', 'bee', 'zoo']);
    expect([...together.catalog.services.keys()]).toEqual(['ant', 'bee', 'zoo']);
  });

  test('elements and the catalog are frozen', () => {
    const { catalog } = catalogFrom('services: { order: {} }');
    expect(Object.isFrozen(catalog) && Object.isFrozen(catalog.services.get('order'))).toBe(true);
  });

  test('an empty definition is an element of its own', () => {
    const { catalog, diagnostics } = catalogFrom(
      'services:\n  order:\nevents:\n  OrderPlaced:\nsagas:\n  Checkout:\nflows:\n  Mail:\n',
    );
    expect(diagnostics).toEqual([]);
    expect(catalog.events.get('OrderPlaced')).toMatchObject({ kind: 'event', consumers: [], payload: { fields: [] } });
    expect(catalog.sagas.get('Checkout')).toMatchObject({ steps: [], complete: [], repeat: false });
  });

  test('summary, docs, tags and deprecated may stand on anything', () => {
    const { catalog } = catalogFrom(
      'channels: { a.b: { summary: S, docs: D, tags: [x, y], deprecated: { since: 1.0.0, sunset: 2027-01-01, use: c.d } } }',
    );
    expect(catalog.channels.get('a.b')).toMatchObject({
      summary: 'S',
      docs: 'D',
      tags: ['x', 'y'],
      deprecated: { since: '1.0.0', sunset: '2027-01-01', use: 'c.d' },
    });
  });
});

describe('names', () => {
  test('a second definition is reported with the place of the first', () => {
    const built = catalogFrom({
      'a.yaml': 'types: { Money: { type: string } }',
      'b.yaml': 'types: { Money: { type: int } }',
    });
    expect(pointedAt(built)).toEqual(['duplicate-definition: Money']);
    expect(built.diagnostics[0]).toMatchObject({
      message: 'The type `Money` is declared twice.',
      span: { file: 'b.yaml' },
      labels: [{ span: { file: 'a.yaml' }, text: 'first declared here' }],
    });
    expect(built.catalog.types.get('Money')).toMatchObject({ type: { name: 'string' } });
  });

  test('events and commands share one namespace', () => {
    const built = catalogFrom('events: { Ship: {} }\ncommands: { Ship: {} }');
    expect(built.diagnostics.map((one) => one.message)).toEqual(['`Ship` is declared as a command and as an event.']);
    expect(built.catalog.commands.size).toBe(0);
  });

  test('one name in two sections is no clash, nor are two majors', () => {
    const { catalog, diagnostics } = catalogFrom(
      'services: { Order: {} }\ntypes: { Order: { fields: {} } }\nevents: { OrderPlaced: {}, OrderPlaced@1: {}, OrderPlaced@2: {} }',
    );
    expect(diagnostics).toEqual([]);
    expect(catalog.events.get('OrderPlaced@1')).toMatchObject({
      id: 'OrderPlaced@1',
      name: 'OrderPlaced',
      oldMajor: 1,
    });
    expect(catalog.events.get('OrderPlaced')).not.toHaveProperty('oldMajor');
  });
});

describe('effective values', () => {
  const settings = `catalog: t
defaults:
  command: { timeout: 20s, retry: { attempts: 7, delay: 3s } }
  channel: { broker: kafka, partitions: 6, retention: 2d, retryDelays: [1m, 5m] }`;

  test('a command has its own values over the defaults over the built-in ones', () => {
    const { catalog } = catalogFrom({
      'sagac.yaml': settings,
      'a.yaml': 'commands: { A: {}, B: { timeout: 1s, retry: { attempts: unlimited, backoff: fixed, within: 1h } } }',
    });
    expect(catalog.commands.get('A')).toMatchObject({
      timeout: { ms: 20_000 },
      retry: { attempts: 7, backoff: 'exponential', delayMs: 3_000, maxDelayMs: 60_000, jitter: 'full' },
    });
    expect(catalog.commands.get('B')).toMatchObject({
      timeout: { ms: 1_000 },
      retry: { attempts: 'unlimited', backoff: 'fixed', delayMs: 3_000, withinMs: 3_600_000 },
    });
  });

  test('without any settings a command has no time limit and three attempts', () => {
    const command = catalogFrom('commands: { A: {} }').catalog.commands.get('A');
    expect(command).not.toHaveProperty('timeout');
    expect(command?.retry.attempts).toBe(3);
  });

  test('a channel has its own values over the defaults, and lends its key to its messages', () => {
    const { catalog } = catalogFrom({
      'sagac.yaml': settings,
      'a.yaml': `channels:
  a: { key: orderId, partitions: 1, retryDelays: [], deadLetter: false, kind: queue, delivery: exactly-once }
  b: { deadLetter: { channel: b.dlq, owner: us, alertAfter: 3 } }
events:
  E: { channel: a, payload: { orderId: uuid } }
  F: { channel: a, key: other, payload: { other: uuid } }`,
    });
    expect(catalog.channels.get('a')).toMatchObject({
      broker: 'kafka',
      partitions: 1,
      retention: { ms: 172_800_000 },
      retryDelays: [],
      deadLetter: 'none',
      shape: 'queue',
      delivery: 'exactly-once',
    });
    expect(catalog.channels.get('b')).toMatchObject({ partitions: 6, retryDelays: [{ ms: 60_000 }, { ms: 300_000 }] });
    expect(catalog.channels.get('b')?.deadLetter).toEqual({ channel: 'b.dlq', owner: 'us', alertAfter: 3 });
    expect(catalog.events.get('E')?.key?.name).toBe('orderId');
    expect(catalog.events.get('F')?.key?.name).toBe('other');
  });

  test('an undo has the policy of its command with its own values over it', () => {
    const { catalog } = catalogFrom({
      'sagac.yaml': settings,
      'a.yaml': `commands: { Do: {}, Undo: { retry: { delay: 9s } } }
sagas: { S: { steps: [{ do: Do, undo: { do: Undo, retry: { attempts: 10 }, timeout: 2s } }] } }`,
    });
    expect(catalog.sagas.get('S')?.steps[0]).toMatchObject({
      undo: { retry: { attempts: 10, delayMs: 9_000 }, timeout: { ms: 2_000 } },
    });
  });
});

describe('settings', () => {
  test('rules take a severity, or one with options', () => {
    const { catalog } = catalogFrom({
      'sagac.yaml':
        'catalog: t\nlint: { extends: strict, rules: { thin-event: error, event-soup: off, god-saga: { severity: info, steps: 9 } } }',
    });
    expect(catalog.settings.lint).toMatchObject({
      extends: 'strict',
      layers: [
        {
          rules: [
            { rule: 'thin-event', severity: 'error' },
            { rule: 'event-soup', severity: 'off' },
            { rule: 'god-saga', severity: 'info', options: { steps: 9 } },
          ],
        },
      ],
    });
  });

  test('an output folder is told without detours', () => {
    const built = catalogFrom({
      'sagac.yaml': 'catalog: t\ngenerate: [{ target: avro, out: ./a/../gen/avro/, flat: true }]',
    });
    expect(built.catalog.settings.generate).toMatchObject([
      { target: 'avro', out: 'gen/avro', options: { flat: true } },
    ]);
  });
});

test('a duration that is none is reported where it stands', () => {
  expect(pointedAt(catalogFrom('commands: { A: { timeout: 5 minutes } }'))).toEqual(['invalid-duration: 5 minutes']);
});

test('five thousand messages build with every name resolved', () => {
  const events = Array.from(
    { length: 2_500 },
    (_, i) => `  E${i}: { producer: s, payload: { id: uuid, items: list<T> } }`,
  );
  const commands = Array.from(
    { length: 2_500 },
    (_, i) => `  C${i}: { handler: s, success: E${i}, payload: { id: uuid } }`,
  );
  const text = ['services: { s: {} }', 'types: { T: { fields: {} } }', 'events:', ...events, 'commands:', ...commands];
  const { catalog, diagnostics } = catalogFrom(text.join('\n'));
  expect(diagnostics).toEqual([]);
  expect([catalog.events.size, catalog.commands.size, catalog.references.length]).toEqual([2_500, 2_500, 10_000]);
  expect(catalog.unresolved).toEqual([]);
});
