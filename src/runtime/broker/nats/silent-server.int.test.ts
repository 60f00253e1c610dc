import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { expect, it } from 'vitest';
import { createNatsBroker } from './index.js';

it('keeps no connection to a server that takes it and says nothing', { timeout: 20_000 }, async () => {
  const ends: Promise<unknown>[] = [];
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    ends.push(once(socket.on('error', () => undefined).resume(), 'close'));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  try {
    await expect(createNatsBroker({ url: `nats://127.0.0.1:${port}` })).rejects.toThrow(/no answer in good time/);
    expect(ends.length).toBeGreaterThan(0);
    await Promise.all(ends);
  } finally {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
});
