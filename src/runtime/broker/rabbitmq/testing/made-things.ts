import { Connection } from 'rabbitmq-client';
import type { AmqpChannel } from '../driver.js';

/** What brokers of this process have made at the server. */
export interface MadeThings {
  /** Deletes all of it. */
  remove(): Promise<void>;
}

/** A connection of the test's own. */
export async function connectPlainly(url: string): Promise<Connection> {
  const connection = new Connection({ url, retryLow: 100, frameMax: 131_072 });
  connection.on('error', () => undefined);
  await connection.onConnect(10_000);
  return connection;
}

/** Does some work on a line of AMQP of its own. */
export async function onLine<T>(connection: Connection, work: (line: AmqpChannel) => Promise<T>): Promise<T> {
  const line = await connection.acquire({ emitErrorsFromChannel: true });
  line.on('error', () => undefined);
  try {
    return await work(line);
  } finally {
    await line.close();
  }
}

/** Notes from now on every exchange and queue whose name has the mark in it: a server without plugins lists nothing. */
export async function noteMadeThings(url: string, mark: string): Promise<MadeThings> {
  const queues = new Set<string>();
  const exchanges = new Set<string>();
  const connection = await connectPlainly(url);
  const prototype = await onLine(connection, async (line) => Object.getPrototypeOf(line) as AmqpChannel);
  const { queueDeclare, exchangeDeclare } = prototype;
  prototype.queueDeclare = function (this: AmqpChannel, params?: { queue?: string } | string) {
    const name = typeof params === 'string' ? params : params?.queue;
    if (name?.includes(mark)) queues.add(name);
    return Reflect.apply(queueDeclare, this, [params]);
  };
  prototype.exchangeDeclare = function (this: AmqpChannel, params) {
    if (params.exchange.includes(mark)) exchanges.add(params.exchange);
    return Reflect.apply(exchangeDeclare, this, [params]);
  };
  return {
    async remove() {
      await onLine(connection, async (line) => {
        for (const queue of queues) await line.queueDelete({ queue });
        for (const exchange of exchanges) await line.exchangeDelete({ exchange });
      });
      prototype.queueDeclare = queueDeclare;
      prototype.exchangeDeclare = exchangeDeclare;
      await connection.close();
    },
  };
}
