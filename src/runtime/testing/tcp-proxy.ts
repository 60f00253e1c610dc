import { createServer, connect as openSocket, type Socket } from 'node:net';

/** A way to a server that can be cut and slowed down. */
export interface TcpProxy {
  readonly port: number;
  /** Breaks off every connection and lets none be made. */
  cut(): Promise<void>;
  /** Swallows what is sent in either direction without breaking a connection, as a network does that has gone silent. */
  freeze(): void;
  /** Ends `cut` and `freeze`. Whatever was swallowed is lost with its connection. */
  restore(): Promise<void>;
  /** Lets whatever is sent from now on arrive so many milliseconds later. */
  slow(ms: number): void;
  close(): Promise<void>;
}

/** Bytes that arrive later. */
interface Held {
  readonly bytes: Uint8Array;
  readonly dueAt: number;
}

/** Opens a way to a server on this machine. */
export async function createTcpProxy(target: { readonly host?: string; readonly port: number }): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  const swallowed = new Set<Socket>();
  let isCut = false;
  let isFrozen = false;
  let delayMs = 0;

  const server = createServer((client) => {
    if (isCut) {
      client.destroy();
      return;
    }
    const upstream = openSocket(target.port, target.host ?? '127.0.0.1');
    forward(client, upstream);
    forward(upstream, client);
  });

  function forward(from: Socket, to: Socket): void {
    sockets.add(from);
    const line: Held[] = [];
    from.setNoDelay(true);
    from.on('data', (bytes) => {
      if (isFrozen) {
        swallowed.add(from);
        return;
      }
      line.push({ bytes, dueAt: Date.now() + delayMs });
      if (line.length === 1) passOn(line, to);
    });
    from.on('error', () => undefined);
    from.on('close', () => {
      sockets.delete(from);
      to.destroy();
    });
  }

  /** In the order in which it came, whatever the delay was when it came: another order would be another text. */
  function passOn(line: Held[], to: Socket): void {
    for (let [first] = line; first !== undefined; [first] = line) {
      const waitMs = first.dueAt - Date.now();
      if (waitMs > 0) {
        setTimeout(() => passOn(line, to), waitMs);
        return;
      }
      if (to.writable) to.write(first.bytes);
      line.shift();
    }
  }

  const breakOff = async (broken: Iterable<Socket>): Promise<void> => {
    const all = [...broken].filter((socket) => !socket.destroyed);
    await Promise.all(
      all.map((socket) => {
        const closed = new Promise((resolve) => socket.once('close', resolve));
        socket.destroy();
        return closed;
      }),
    );
  };

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    async cut() {
      isCut = true;
      await breakOff(sockets);
    },
    freeze() {
      isFrozen = true;
    },
    async restore() {
      isCut = false;
      isFrozen = false;
      await breakOff(swallowed);
      swallowed.clear();
    },
    slow(ms) {
      delayMs = ms;
    },
    async close() {
      isCut = true;
      await breakOff(sockets);
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
