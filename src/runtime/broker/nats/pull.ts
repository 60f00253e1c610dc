import type { Msg, Subscription as NatsSubscription } from '@nats-io/transport-node';
import { type Connection, within } from './connection.js';
import { type Delivered, readDelivered } from './delivered.js';

/** How a request for messages ended. */
export type PullEnd =
  /** All that were asked for have come, or no more came in time. */
  | { readonly kind: 'over'; readonly received: number }
  /** Nobody knows what became of it: the connection went, or nothing was heard of it. */
  | { readonly kind: 'lost' }
  /** The server refuses, in its own words. */
  | { readonly kind: 'refused'; readonly reason: string };

/** Asks a durable consumer for messages, one request at a time. */
export interface Puller {
  /** Asks for up to so many messages and waits up to so many milliseconds for them. */
  pull(batch: number, expiresMs: number): Promise<PullEnd>;
  /** Ends the request that is under way, and takes what was on its way already. Nothing is asked for any more. */
  stop(): Promise<void>;
}

export interface PullerSetting {
  readonly connection: Connection;
  readonly stream: string;
  readonly consumer: string;
  readonly onMessage: (message: Delivered) => void;
}

/** How much later than announced the end of a request may come, in milliseconds. */
const GRACE = 5_000;
const STOP_WITHIN = 1_000;

interface Request {
  readonly id: string;
  readonly batch: number;
  received: number;
  end(how: PullEnd): void;
}

export function createPuller({ connection, stream, consumer, onMessage }: PullerSetting): Puller {
  const { nats, driver, manager } = connection;
  const inbox = driver.transport.createInbox();
  const subject = `${manager.getOptions().apiPrefix ?? '$JS.API'}.CONSUMER.MSG.NEXT.${stream}.${consumer}`;
  let count = 0;
  let current: Request | undefined;
  let isStopped = false;
  // Answers about a request come to its own subject, messages have that of their stream.
  const subscription: NatsSubscription = nats.subscribe(`${inbox}.*`, {
    callback(error, message) {
      if (error === null) hear(message);
      else current?.end({ kind: 'refused', reason: error.message });
    },
  });

  function hear(message: Msg): void {
    if (message.subject.startsWith(inbox)) {
      if (current !== undefined && message.subject === `${inbox}.${current.id}`) hearStatus(current, message);
      return;
    }
    const delivered = readDelivered(message);
    if (delivered === undefined) return;
    onMessage(delivered);
    if (current === undefined) return;
    current.received += 1;
    if (current.received >= current.batch) current.end({ kind: 'over', received: current.received });
  }

  function pull(batch: number, expiresMs: number): Promise<PullEnd> {
    if (isStopped) return Promise.resolve({ kind: 'lost' });
    count += 1;
    const id = String(count);
    return new Promise((resolve) => {
      const lose = (): void => end({ kind: 'lost' });
      const timer = setTimeout(lose, expiresMs + GRACE);
      const off = connection.onLost(lose);
      current = { id, batch, received: 0, end };
      function end(how: PullEnd): void {
        clearTimeout(timer);
        off();
        current = undefined;
        resolve(how);
      }
      try {
        const options = JSON.stringify({ batch, expires: Math.round(expiresMs) * 1_000_000 });
        nats.publish(subject, options, { reply: `${inbox}.${id}` });
      } catch {
        lose();
      }
    });
  }

  return {
    pull,
    async stop() {
      isStopped = true;
      current?.end({ kind: 'lost' });
      // Without anybody who listens, the server forgets the request. What it has sent before is not lost.
      if (connection.isUp) await within(subscription.drain(), STOP_WITHIN);
      subscription.unsubscribe();
    },
  };
}

function hearStatus(request: Request, { headers }: Msg): void {
  const code = headers?.code ?? 0;
  const reason = headers?.description ?? '';
  // Signs of life.
  if (code === 100) return;
  const isOver = code === 404 || code === 408;
  request.end(
    isOver ? { kind: 'over', received: request.received } : { kind: 'refused', reason: `${code} ${reason}`.trim() },
  );
}
