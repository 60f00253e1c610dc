import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { createTcpProxy } from './tcp-proxy.js';

const closers: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** A server that writes down what it hears, and a way to it. */
async function listening() {
  const heard: string[] = [];
  const server = createServer((socket: Socket) => socket.on('data', (bytes) => heard.push(bytes.toString())));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => void server.close());
  const address = server.address();
  const proxy = await createTcpProxy({ port: typeof address === 'object' && address !== null ? address.port : 0 });
  closers.push(() => proxy.close());
  const client = connect(proxy.port, '127.0.0.1');
  client.setNoDelay(true);
  client.on('error', () => undefined);
  await once(client, 'connect');
  closers.push(() => void client.destroy());
  const hears = (text: string) => expect.poll(() => heard.join(''), { timeout: 5_000 }).toBe(text);
  const send = (text: string) => new Promise<void>((resolve) => client.write(text, () => resolve()));
  return { proxy, client, hears, send };
}

it('lets nothing overtake what it holds back', async () => {
  const { proxy, hears, send } = await listening();
  await send('a');
  await hears('a');
  proxy.slow(200);
  await send('b');
  await new Promise((resolve) => setTimeout(resolve, 20));
  proxy.slow(0);
  await send('c');
  await hears('abc');
});

it('breaks off what is open when it is cut, and lets others through when it is restored', async () => {
  const { proxy, client } = await listening();
  const closed = once(client, 'close');
  await proxy.cut();
  await closed;
  await proxy.restore();
  const again = connect(proxy.port, '127.0.0.1');
  await once(again, 'connect');
  again.destroy();
});
