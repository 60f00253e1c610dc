import { connect, createServer, type Socket } from 'node:net';

/** A way to a server that can break at the worst moment. */
export interface BreakingProxy {
  /** The server's URL by way of the proxy. */
  readonly url: string;
  /**
   * Breaks the connection that next sends this text: `before` the server gets it, or `after` the server has answered,
   * whose answer is lost. `times` in a row, once by default.
   */
  breakAt(text: string, moment: 'before' | 'after', times?: number): void;
  close(): Promise<void>;
}

/** Opens a way to a server on this machine. */
export async function openBreakingProxy(serverUrl: string): Promise<BreakingProxy> {
  const target = new URL(serverUrl);
  const sockets = new Set<Socket>();
  let plan: { readonly text: string; readonly moment: 'before' | 'after'; readonly times: number } | undefined;

  const proxy = createServer((client) => {
    const server = connect(Number(target.port), target.hostname);
    let breaking = false;
    client.on('data', (chunk) => {
      const planned = plan;
      if (planned === undefined || !chunk.includes(planned.text)) {
        server.write(chunk);
        return;
      }
      plan = planned.times > 1 ? { ...planned, times: planned.times - 1 } : undefined;
      breaking = true;
      if (planned.moment === 'after') server.write(chunk);
      else client.destroy();
    });
    server.on('data', (chunk) => {
      if (breaking) client.destroy();
      else client.write(chunk);
    });
    for (const [socket, other] of [
      [client, server],
      [server, client],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => other.destroy());
    }
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const address = proxy.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;

  return {
    url: Object.assign(new URL(serverUrl), { host: `127.0.0.1:${port}` }).href,
    breakAt(text, moment, times = 1) {
      plan = { text, moment, times };
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        proxy.close(() => resolve());
      }),
  };
}
