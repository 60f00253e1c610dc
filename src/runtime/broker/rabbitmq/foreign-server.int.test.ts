import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { expect, it } from 'vitest';
import { createRabbitmqBroker } from './index.js';

it.each([
  ['HTTP', 'HTTP/1.1 400 Bad Request\r\n\r\n'],
  ['NATS', 'INFO {"server_id":"N1","version":"2.10.0"}\r\n'],
  ['SSH', 'SSH-2.0-OpenSSH_9.2\r\n'],
])('says that a server does not speak AMQP, but %s', async (_, greeting) => {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket.on('error', () => undefined));
    socket.write(greeting);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  try {
    const url = `amqp://127.0.0.1:${port}`;
    await expect(createRabbitmqBroker({ url, publishTimeoutMs: 1_000 })).rejects.toThrow(
      /cannot be connected to: what answers there is no RabbitMQ/,
    );
  } finally {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
});
