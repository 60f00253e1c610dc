import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHttpRegistry } from './http-registry.js';
import { createMemoryRegistry, type MemoryRegistry } from './memory-registry.js';
import { type RegistryServer, serveRegistry } from './testing/registry-server.js';

const SCHEMA = JSON.stringify({ type: 'record', name: 'shop.Order', fields: [{ name: 'id', type: 'string' }] });
const OTHER = JSON.stringify({ type: 'record', name: 'shop.Order', fields: [{ name: 'id', type: 'int' }] });
const AUTHORIZATION = `Basic ${Buffer.from('me:secret').toString('base64')}`;

let memory: MemoryRegistry;
let server: RegistryServer;
beforeEach(async () => {
  memory = createMemoryRegistry();
  server = await serveRegistry(memory);
});
afterEach(() => server.close());

describe('a registry over HTTP', () => {
  it('registers nothing by itself, and says what is missing', async () => {
    const registry = createHttpRegistry({ url: server.url });
    await expect(registry.idOf('orders-value', SCHEMA)).rejects.toMatchObject({ name: 'RegistryError', code: 40401 });
    memory.register('orders-value', OTHER);
    await expect(registry.idOf('orders-value', SCHEMA)).rejects.toMatchObject({ code: 40403 });
    expect(memory.versions('orders-value')).toHaveLength(1);
    await expect(registry.schemaOf(7)).rejects.toMatchObject({ code: 40403 });
  });

  it('registers where it is told to, and is refused what does not fit', async () => {
    const registry = createHttpRegistry({ url: `${server.url}/`, autoRegister: true });
    expect(await registry.idOf('a/b ä', SCHEMA)).toBe(1);
    expect(memory.subjects).toEqual(['a/b ä']);
    await expect(registry.idOf('a/b ä', OTHER)).rejects.toMatchObject({ code: 409 });
    await expect(registry.idOf('other', '{')).rejects.toMatchObject({ code: 42201 });
  });

  it.each([false, true])('finds what is registered in other blanks, where autoRegister is %s', async (autoRegister) => {
    const registry = createHttpRegistry({ url: server.url, autoRegister });
    // Compares texts, unless it is asked for the normal form.
    server.disturb((response) => {
      const isNormal = server.requests.at(-1)?.endsWith('normalize=true');
      response.writeHead(isNormal ? 200 : 404).end(JSON.stringify(isNormal ? { id: 7 } : { error_code: 40403 }));
    });
    expect(await registry.idOf('orders-value', SCHEMA)).toBe(7);
  });

  it('asks once for each schema and id, also where many ask at the same time', async () => {
    memory.register('orders-value', SCHEMA);
    const registry = createHttpRegistry({ url: server.url });
    const asked = [1, 2, 3].flatMap(() => [registry.schemaOf(1), registry.idOf('orders-value', SCHEMA)]);
    expect(await Promise.all(asked)).toEqual([SCHEMA, 1, SCHEMA, 1, SCHEMA, 1]);
    expect(await registry.schemaOf(1)).toBe(SCHEMA);
    expect([...server.requests].sort()).toEqual(['GET /schemas/ids/1', 'POST /subjects/orders-value']);
  });

  it('asks again for what was not there', async () => {
    const registry = createHttpRegistry({ url: server.url });
    await expect(registry.schemaOf(1)).rejects.toThrow('40403');
    memory.register('orders-value', SCHEMA);
    expect(await registry.schemaOf(1)).toBe(SCHEMA);
  });

  it('leaves a registry that is away in peace for growing pauses, and then comes back', async () => {
    memory.register('orders-value', SCHEMA);
    let now = 0;
    const registry = createHttpRegistry({ url: server.url, now: () => now });
    server.disturb((response) => response.writeHead(503).end('gone'));
    /** How often it is asked within so many milliseconds by somebody who never stops asking. */
    const askedWithin = async (ms: number): Promise<number> => {
      const before = server.requests.length;
      for (const end = now + ms; now < end; now += 125) {
        await expect(registry.schemaOf(1)).rejects.toThrow(/answers 503/);
      }
      return server.requests.length - before;
    };
    expect(await askedWithin(250)).toBe(1);
    expect(await askedWithin(500)).toBe(1);
    expect(await askedWithin(1000)).toBe(1);
    await askedWithin(60_000);
    expect(await askedWithin(60_000)).toBe(2);
    server.disturb();
    now += 30_000;
    expect(await registry.schemaOf(1)).toBe(SCHEMA);
  });

  it('does not wait for an answer for ever', async () => {
    server.disturb(() => undefined);
    const registry = createHttpRegistry({ url: server.url, timeoutMs: 50 });
    await expect(registry.schemaOf(1)).rejects.toThrow(/cannot be reached: .*timeout/);
  });

  it('says where nobody is', async () => {
    const { url } = server;
    await server.close();
    await expect(createHttpRegistry({ url }).schemaOf(1)).rejects.toThrow(/cannot be reached: .*ECONNREFUSED/);
  });

  it('takes an answer that no registry would give for a registry that is away', async () => {
    const registry = createHttpRegistry({ url: server.url, now: () => Number.MAX_VALUE });
    for (const [status, body] of [
      [404, '<html>'],
      [200, 'ok'],
      [200, '{}'],
      [500, '{"error_code":50001}'],
    ] as const) {
      server.disturb((response) => response.writeHead(status).end(body));
      const told = await registry.schemaOf(1).catch((error: unknown) => error);
      expect(told).toBeInstanceOf(Error);
      expect(told).not.toMatchObject({ name: 'RegistryError' });
    }
  });

  it('takes no schema of another kind', async () => {
    const registry = createHttpRegistry({ url: server.url });
    server.disturb((response) => response.end(JSON.stringify({ schema: '{}', schemaType: 'JSON' })));
    await expect(registry.schemaOf(1)).rejects.toMatchObject({ name: 'RegistryError', code: 42290 });
    server.disturb((response) => response.end(JSON.stringify({ schema: SCHEMA, references: [{ name: 'a' }] })));
    await expect(registry.schemaOf(2)).rejects.toMatchObject({ name: 'RegistryError', code: 42290 });
  });
});

describe('credentials', () => {
  it('are sent, and named where they are wrong, without showing them', async () => {
    memory.register('orders-value', SCHEMA);
    const guarded = await serveRegistry(memory, AUTHORIZATION);
    const { url } = guarded;
    const credentials = { username: 'me', password: 'secret' };
    expect(await createHttpRegistry({ url, credentials }).schemaOf(1)).toBe(SCHEMA);
    const told = await createHttpRegistry({ url, credentials: { token: 'wrong' } })
      .schemaOf(1)
      .catch((error: unknown) => String(error));
    expect(told).toContain('lets nobody in with these `credentials` (401)');
    expect(told).not.toContain('wrong');
    const inUrl = url.replace('http://', 'http://me:secret@');
    expect(await createHttpRegistry({ url: inUrl }).schemaOf(1)).toBe(SCHEMA);
    await guarded.close();
    const refused = await createHttpRegistry({ url: inUrl })
      .schemaOf(1)
      .catch((error: unknown) => String(error));
    expect(refused).not.toContain('secret');
  });
});
