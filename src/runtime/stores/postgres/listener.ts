import type pg from 'pg';
import { systemClock } from '../../clock.js';

/** Pauses between attempts to connect again, in milliseconds. */
const FIRST_PAUSE = 50;
const LONGEST_PAUSE = 2_000;

/** Hears of work that anybody has left in the database. */
export interface Listener {
  watch(callback: () => void): () => void;
  close(): Promise<void>;
}

/**
 * Makes a listener. Its connection is opened with the first who watches. Whenever it is opened (again), all are called
 * once, because something may have been left in the meantime.
 */
export function createListener(channel: string, connect: () => pg.Client): Listener {
  const callbacks = new Set<() => void>();
  const closing = new AbortController();
  let listening: Promise<void> | undefined;

  function tell(): void {
    for (const callback of callbacks) callback();
  }

  async function listen(): Promise<void> {
    let pause = FIRST_PAUSE;
    while (!closing.signal.aborted) {
      const client = connect();
      const { lost, forget } = brokenOrClosed(client, closing.signal);
      try {
        await client.connect();
        client.on('notification', tell);
        await client.query(`LISTEN "${channel}"`);
        tell();
        pause = FIRST_PAUSE;
        await lost;
      } catch {
        pause = Math.min(2 * pause, LONGEST_PAUSE);
      }
      forget();
      await client.end().catch(() => undefined);
      await systemClock.sleep(pause, closing.signal);
    }
  }

  return {
    watch(callback) {
      // A function of its own, so that the same callback may watch twice.
      const own = () => callback();
      callbacks.add(own);
      listening ??= listen();
      return () => void callbacks.delete(own);
    },
    async close() {
      closing.abort();
      callbacks.clear();
      await listening;
    },
  };
}

/** `forget` takes the listener away from the signal, which lives longer than any connection. */
function brokenOrClosed(client: pg.Client, signal: AbortSignal): { readonly lost: Promise<void>; forget(): void } {
  let forget = (): void => undefined;
  const lost = new Promise<void>((resolve) => {
    const closed = (): void => resolve();
    client.on('error', closed);
    client.on('end', closed);
    signal.addEventListener('abort', closed, { once: true });
    forget = () => signal.removeEventListener('abort', closed);
  });
  return { lost, forget };
}
