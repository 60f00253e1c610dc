import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';

const MADE = 'net.client.socket';

/**
 * Does work that connects. Where it fails, the sockets that it has opened are closed: the driver forgets those on which a server took
 * the connection and then said nothing, and each of them would keep the process alive.
 */
export async function closingSockets<Result>(work: () => Promise<Result>): Promise<Result> {
  const own = new AsyncLocalStorage<true>();
  const sockets = new Set<Socket>();
  const onMade = (message: unknown): void => {
    // Others connect meanwhile, too.
    if (own.getStore() === true) sockets.add((message as { readonly socket: Socket }).socket);
  };
  subscribe(MADE, onMade);
  try {
    return await own.run(true, work);
  } catch (error) {
    for (const socket of sockets) socket.destroy();
    throw error;
  } finally {
    unsubscribe(MADE, onMade);
  }
}
