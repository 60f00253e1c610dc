import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../json.js';
import type { BrokerMessage } from '../../broker.js';
import { deadLetterOf } from '../../dead-letters.js';
import { cloudEventsFormat } from '../cloud-events-format.js';
import { plainFormat } from '../plain-format.js';
import type { WireFormat } from '../wire-format.js';
import { type AvroCodecOptions, createAvroCodec } from './avro-codec.js';
import { createMemoryRegistry, type MemoryRegistry } from './memory-registry.js';

const NAME = { type: 'record', name: 'OrderPlaced', namespace: 'shop' };
const V1 = {
  ...NAME,
  fields: [
    { name: 'orderId', type: { type: 'string', logicalType: 'uuid' } },
    { name: 'total', type: { type: 'bytes', logicalType: 'decimal', precision: 8, scale: 2 } },
    {
      name: 'lines',
      type: { type: 'array', items: { type: 'record', name: 'Line', fields: [{ name: 'sku', type: 'string' }] } },
    },
  ],
};
const V2 = { ...NAME, fields: [...V1.fields, { name: 'note', type: ['null', 'string'], default: null }] };
const DATA = { orderId: 'b4f5', total: '12.50', lines: [{ sku: 'ä' }] };
const FROM = { channel: 'orders', position: '1' };

function messageOf(change: Partial<BrokerMessage> = {}): BrokerMessage {
  return { id: '1', key: 'o1', type: 'OrderPlaced', data: DATA, headers: { 'ce-source': '/order' }, ...change };
}

/** A format, and what the codec has said. */
function formatOf(
  options: Partial<AvroCodecOptions> & { registry: MemoryRegistry },
): WireFormat & { readonly told: string[] } {
  const told: string[] = [];
  const payload = createAvroCodec({ onUnreadable: (problem) => told.push(problem), ...options });
  return { ...cloudEventsFormat({ payload }), told };
}

describe('a payload in Avro', () => {
  it('is a zero byte, the id of the schema in four bytes, and the data', async () => {
    const registry = createMemoryRegistry();
    registry.register('other', JSON.stringify({ ...V1, name: 'Other' }));
    const { body, headers } = await formatOf({ registry, schemas: { OrderPlaced: V1 } }).encode(messageOf(), 'orders');
    // 8 = text of 4 bytes, 4 = 2 bytes of 1250, 2 = one item, 4 = text of 2 bytes, 0 = no more items.
    expect([...body]).toEqual([0, 0, 0, 0, 2, 8, ...Buffer.from('b4f5'), 4, 0x04, 0xe2, 2, 4, 0xc3, 0xa4, 0]);
    expect(headers['content-type']).toBe('application/avro');
    expect(registry.subjects).toEqual(['orders-value', 'other']);
  });

  it.each(['binary', 'structured', 'plain'] as const)('comes as it was sent (%s)', async (mode) => {
    const payload = createAvroCodec({ registry: createMemoryRegistry(), schemas: { OrderPlaced: V1 } });
    const format = mode === 'plain' ? plainFormat({ payload }) : cloudEventsFormat({ payload, mode });
    for (const headers of [{}, { 'content-type': 'application/json', traceparent: '00-a' }]) {
      const wire = await format.encode(messageOf({ headers }), 'orders');
      expect(await format.decode(wire, FROM)).toEqual(messageOf({ headers }));
    }
  });

  it.each([
    ['TopicName', 'orders-value'],
    ['RecordName', 'shop.OrderPlaced'],
    ['TopicRecordName', 'orders-shop.OrderPlaced'],
  ] as const)('has its schema under %s: %s', async (subjects, subject) => {
    const registry = createMemoryRegistry();
    await formatOf({ registry, subjects, schemas: { OrderPlaced: JSON.stringify(V1) } }).encode(messageOf(), 'orders');
    expect(registry.subjects).toEqual([subject]);
  });

  it('is read with the schema of the reader, whichever version wrote it', async () => {
    const registry = createMemoryRegistry();
    const old = formatOf({ registry, schemas: { OrderPlaced: V1 } });
    const next = formatOf({ registry, schemas: { OrderPlaced: V2 } });
    const note = { ...DATA, note: 'x' };
    const later = await next.encode(messageOf({ data: note }), 'orders');
    const earlier = await old.encode(messageOf(), 'orders');
    expect((await old.decode(later, FROM)).data).toEqual(DATA);
    expect((await next.decode(earlier, FROM)).data).toEqual(DATA);
    expect((await formatOf({ registry }).decode(later, FROM)).data).toEqual(note);
  });

  it('of an older major is written and read with the schema of that', async () => {
    const registry = createMemoryRegistry({ compatibility: 'NONE' });
    const older = { ...NAME, name: 'OrderPlacedV1', fields: [{ name: 'number', type: 'long' }] };
    const format = formatOf({ registry, schemas: { OrderPlaced: V1, 'OrderPlaced@1': older } });
    const message = messageOf({ data: { number: 7 }, headers: { 'ce-version': '1.3.0' } });
    expect(await format.decode(await format.encode(message, 'orders'), FROM)).toEqual(message);
    const newer = messageOf({ headers: { 'ce-version': '2.0.0' } });
    expect(await format.decode(await format.encode(newer, 'orders'), FROM)).toEqual(newer);
  });

  it('is read without a content type, as Confluent writes it, and JSON is read as well', async () => {
    const registry = createMemoryRegistry();
    const format = formatOf({ registry, schemas: { OrderPlaced: V1 } });
    const { body } = await format.encode(messageOf(), 'orders');
    expect((await format.decode({ body, headers: {} }, FROM)).data).toEqual(DATA);
    const json = await cloudEventsFormat().encode(messageOf(), 'orders');
    expect(await format.decode(json, FROM)).toEqual(messageOf());
    expect((await format.decode({ body: Buffer.from('{"a":1}'), headers: {} }, FROM)).data).toEqual({ a: 1 });
  });
});

describe('data that do not fit', () => {
  it.each<[string, JsonObject]>([
    ['`total` is no decimal with 2 digits behind the point', { ...DATA, total: '1.234' }],
    ['`total` has more than 8 digits', { ...DATA, total: '1234567.00' }],
    ['`lines[1].sku` is missing', { ...DATA, lines: [{ sku: 'a' }, {}] }],
    ['`lines[0].sku` is no text', { ...DATA, lines: [{ sku: 1 }] }],
    ['`lines` is no list', { ...DATA, lines: {} }],
    ['`orderId` is missing', {}],
  ])('are refused for good: %s', async (reason, data) => {
    const format = formatOf({ registry: createMemoryRegistry(), schemas: { OrderPlaced: V1 } });
    await expect(format.encode(messageOf({ data }), 'orders')).rejects.toMatchObject({
      name: 'Unprocessable',
      message: `the data of a \`OrderPlaced\` do not fit its Avro schema: ${reason}`,
    });
  });

  it('leave out what the schema does not know', async () => {
    const format = formatOf({ registry: createMemoryRegistry(), schemas: { OrderPlaced: V1 } });
    const wire = await format.encode(messageOf({ data: { ...DATA, own: 1 } }), 'orders');
    expect((await format.decode(wire, FROM)).data).toEqual(DATA);
  });

  it('of a type without a schema are JSON, or refused', async () => {
    const registry = createMemoryRegistry();
    const message = messageOf({ type: 'sagac.error', data: { error: 'no' } });
    const format = formatOf({ registry, schemas: { OrderPlaced: V1 } });
    const wire = await format.encode(message, 'replies');
    expect(wire.headers['content-type']).toBe('application/json');
    expect(await format.decode(wire, FROM)).toEqual(message);
    const strict = formatOf({ registry, otherTypes: 'refuse' });
    await expect(strict.encode(message, 'replies')).rejects.toMatchObject({ name: 'Unprocessable' });
  });

  it('are not waited for where a schema itself is none', () => {
    const registry = createMemoryRegistry();
    expect(() => createAvroCodec({ registry, schemas: { OrderPlaced: { type: 'recrod' } } })).toThrow(
      /the Avro schema of `OrderPlaced` cannot be used/,
    );
  });
});

describe('bytes that cannot be read', () => {
  const registry = createMemoryRegistry();
  const format = formatOf({ registry, schemas: { OrderPlaced: V1 } });

  async function readBytes(bytes: Uint8Array): Promise<BrokerMessage['data']> {
    const headers = { 'ce-id': '1', 'ce-type': 'OrderPlaced', 'content-type': 'application/avro' };
    return (await format.decode({ body: bytes, headers }, FROM)).data;
  }

  it('stay bytes, and the reason is told', async () => {
    const { body } = await format.encode(messageOf(), 'orders');
    const cut = new Uint8Array(body.subarray(0, -1));
    const endless = new Uint8Array([0, 0, 0, 0, 1, 0, 0, 0xfe, 0xff, 0xff, 0xff, 0xff, 0x0f]);
    const unknown = new Uint8Array([0, 0, 0, 0, 99, 0]);
    for (const bytes of [cut, endless, unknown]) expect(await readBytes(bytes)).toEqual(bytes);
    expect(format.told).toEqual([
      'a `OrderPlaced` of orders, written with schema 1, cannot be read: the bytes are no value of the schema',
      'a `OrderPlaced` of orders, written with schema 1, cannot be read: the bytes are no value of the schema',
      'a `OrderPlaced` of orders, written with schema 99, cannot be read: Schema 99 not found',
    ]);
    for (const bytes of [[], [0], [1, 0, 0, 0, 1], [0, 0, 0, 0]]) {
      expect(await readBytes(new Uint8Array(bytes))).toEqual(new Uint8Array(bytes));
    }
  });

  it('of a schema that the reader does not take stay bytes', async () => {
    const other = createMemoryRegistry();
    const wire = await formatOf({ registry: other, schemas: { OrderPlaced: V1 } }).encode(messageOf(), 'orders');
    const readers = { OrderPlaced: { ...NAME, fields: [{ name: 'orderId', type: 'int' }] } };
    const reader = formatOf({ registry: other, readers });
    expect((await reader.decode(wire, FROM)).data).toBeInstanceOf(Uint8Array);
    expect(reader.told[0]).toContain('the schema of `readers` does not fit it');
  });

  it('with a number that JSON cannot hold stay bytes', async () => {
    const other = createMemoryRegistry();
    other.register('orders-value', JSON.stringify({ ...NAME, fields: [{ name: 'number', type: 'long' }] }));
    const reader = formatOf({ registry: other });
    const headers = { 'content-type': 'application/avro' };
    const body = Buffer.from([0, 0, 0, 0, 1, 0x82, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x20]);
    expect((await reader.decode({ body, headers }, FROM)).data).toBeInstanceOf(Uint8Array);
    expect(reader.told[0]).toContain('`number` is 9007199254740993, which a number of JSON cannot hold exactly');
  });
});

describe('a registry that is away', () => {
  const away: MemoryRegistry = {
    ...createMemoryRegistry(),
    idOf: () => Promise.reject(new TypeError('fetch failed')),
    schemaOf: () => Promise.reject(new TypeError('fetch failed')),
  };

  it('makes both ways wait: the error is no verdict on the message', async () => {
    const present = formatOf({ registry: createMemoryRegistry(), schemas: { OrderPlaced: V1 } });
    const wire = await present.encode(messageOf(), 'orders');
    const format = formatOf({ registry: away, schemas: { OrderPlaced: V1 } });
    await expect(Promise.resolve(format.decode(wire, FROM))).rejects.toThrow('fetch failed');
    const told = await Promise.resolve(format.encode(messageOf(), 'orders')).catch((error: unknown) => error);
    expect(told).toBeInstanceOf(Error);
    expect(told).not.toMatchObject({ name: 'Unprocessable' });
  });

  it('that has no such schema makes the sender wait, and says what to do', async () => {
    const format = formatOf({ registry: createMemoryRegistry({ autoRegister: false }), schemas: { OrderPlaced: V1 } });
    const told = await Promise.resolve(format.encode(messageOf(), 'orders')).catch((error: unknown) => error);
    expect(told).not.toMatchObject({ name: 'Unprocessable' });
    expect(String(told)).toMatch(/no id under orders-value: Subject .* register it before it is used/);
  });
});

describe('a dead letter', () => {
  const letterOf = (message: BrokerMessage): BrokerMessage =>
    deadLetterOf(message, { channel: 'orders', group: 'mail', attempts: 3, error: new Error('no') });

  it('has the bytes that came, so that its channel needs no schema of its own', async () => {
    const registry = createMemoryRegistry();
    const wire = await formatOf({ registry, schemas: { OrderPlaced: V1 } }).encode(messageOf(), 'orders');
    // It knows no schema to write with.
    const reader = formatOf({ registry, otherTypes: 'refuse' });
    const letter = letterOf(await reader.decode(wire, FROM));
    const buried = await reader.encode(letter, 'orders.mail.dead');
    expect(buried.body).toEqual(new Uint8Array(wire.body));
    expect(await reader.decode(buried, FROM)).toEqual(letter);
    expect(registry.subjects).toEqual(['orders-value']);
  });

  it('that is written anew has the subject of its channel before', async () => {
    const registry = createMemoryRegistry();
    await formatOf({ registry, schemas: { OrderPlaced: V1 } }).encode(letterOf(messageOf()), 'orders.mail.dead');
    expect(registry.subjects).toEqual(['orders-value']);
  });
});
