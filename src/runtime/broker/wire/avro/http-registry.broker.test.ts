import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { registryUrl } from '../../../testing/servers.js';
import type { PayloadContext } from '../payload-codec.js';
import { createAvroCodec } from './avro-codec.js';
import { createHttpRegistry } from './http-registry.js';
import type { SchemaRegistry } from './registry.js';

const MEDIA_TYPE = 'application/vnd.schemaregistry.v1+json';
const ORDER = recordWith([{ name: 'id', type: 'string' }]);
/** Its readers take the data of `ORDER`. */
const ORDER_WITH_NOTE = recordWith([
  { name: 'id', type: 'string' },
  { name: 'note', type: 'string', default: '-' },
]);
const NUMBERED_ORDER = recordWith([{ name: 'id', type: 'int' }]);

function recordWith(fields: readonly object[]): string {
  return JSON.stringify({ type: 'record', name: 'Order', namespace: 'shop', doc: 'An order.', fields });
}

const url = registryUrl();

describe.skipIf(url === undefined)('a schema registry of others', () => {
  const reads = (): SchemaRegistry => createHttpRegistry({ url: url ?? '' });
  const registers = (): SchemaRegistry => createHttpRegistry({ url: url ?? '', autoRegister: true });
  const newSubject = (): string => `orders-${randomUUID()}-value`;

  async function say(method: 'GET' | 'POST' | 'PUT', path: string, body?: object): Promise<unknown> {
    const sent = body === undefined ? {} : { headers: { 'content-type': MEDIA_TYPE }, body: JSON.stringify(body) };
    const response = await fetch(`${url}${path}`, { method, ...sent });
    expect(response.ok).toBe(true);
    return response.json();
  }

  it('says what it does not have', async () => {
    const subject = newSubject();
    await expect(reads().idOf(subject, ORDER)).rejects.toMatchObject({ name: 'RegistryError', code: 40401 });
    await registers().idOf(subject, ORDER);
    await expect(reads().idOf(subject, ORDER_WITH_NOTE)).rejects.toMatchObject({ name: 'RegistryError', code: 40403 });
    await expect(reads().schemaOf(2_000_000_000)).rejects.toMatchObject({ name: 'RegistryError', code: 40403 });
  });

  it.each(['plain', 'a/b ä %'])('gives one id to all who register a schema under %s', async (name) => {
    const subject = `${name}-${newSubject()}`;
    const id = await registers().idOf(subject, ORDER);
    expect(await registers().idOf(subject, ORDER)).toBe(id);
    expect(await reads().idOf(subject, ORDER)).toBe(id);
    expect(JSON.parse(await reads().schemaOf(id))).toEqual(JSON.parse(ORDER));
  });

  it.each([
    ['looks for', reads],
    ['registers', registers],
  ] as const)('finds a file as somebody has laid it out, for whoever %s its schema', async (_what, open) => {
    const subject = newSubject();
    const file = `${JSON.stringify(JSON.parse(ORDER), undefined, 2)}\n`;
    const registered = await say('POST', `/subjects/${subject}/versions`, { schema: file });
    expect({ id: await open().idOf(subject, ORDER) }).toEqual(registered);
    expect(await say('GET', `/subjects/${subject}/versions`)).toEqual([1]);
  });

  it('refuses what does not fit, with the reason', async () => {
    const subject = newSubject();
    await registers().idOf(subject, ORDER);
    await say('PUT', `/config/${subject}`, { compatibility: 'BACKWARD' });
    const refused = registers().idOf(subject, NUMBERED_ORDER);
    await expect(refused).rejects.toMatchObject({ name: 'RegistryError', code: 409 });
    await expect(refused).rejects.toThrow(/fields\/0\/type|int/i);
    await expect(registers().idOf(subject, ORDER_WITH_NOTE)).resolves.toBeTypeOf('number');
    await expect(registers().idOf(newSubject(), '{')).rejects.toMatchObject({ code: 42201 });
  });

  it('has schemas of other kinds, which are not taken', async () => {
    const schema = '{"$schema":"http://json-schema.org/draft-07/schema#","type":"object"}';
    const { id } = (await say('POST', `/subjects/${newSubject()}/versions`, { schemaType: 'JSON', schema })) as {
      readonly id: number;
    };
    await expect(reads().schemaOf(id)).rejects.toMatchObject({ name: 'RegistryError', code: 42290 });
  });

  it('stands between processes that write and read with different versions', async () => {
    const channel = `orders-${randomUUID()}`;
    const context: PayloadContext = { channel, type: 'OrderPlaced', headers: {} };
    const writer = createAvroCodec({ registry: registers(), schemas: { OrderPlaced: ORDER } });
    const { bytes, contentType } = await writer.encode({ id: 'A-1' }, context);
    const problems: string[] = [];
    const onUnreadable = (problem: string): void => void problems.push(problem);
    const reader = createAvroCodec({ registry: reads(), readers: { OrderPlaced: ORDER_WITH_NOTE }, onUnreadable });
    const read = (sent: Uint8Array) => reader.decode(sent, { ...context, contentType });
    expect(await read(bytes)).toEqual({ id: 'A-1', note: '-' });
    // No number of a registry, that of nothing, and then what was there before: none of them holds up the next.
    for (const id of [0xffff_ffff, 2_000_000_000]) {
      const unknown = Buffer.from(bytes);
      unknown.writeUInt32BE(id, 1);
      expect(await read(unknown)).toBeUndefined();
    }
    expect(problems).toHaveLength(2);
    expect(await read(bytes)).toEqual({ id: 'A-1', note: '-' });
  });
});
