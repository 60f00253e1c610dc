import { createServer, type IncomingMessage } from 'node:http';
import type pg from 'pg';
import { describeError } from 'sagac/runtime';
import { inTransaction } from './platform.js';
import type { OrderPlacedData } from './producer/messages.js';
import { createPublisher } from './producer/postgres.js';

const INSERT = `INSERT INTO orders (order_id, customer, lines, total) VALUES ($1, $2, $3, $4)
  ON CONFLICT DO NOTHING RETURNING 1`;

/**
 * Takes orders as `POST /orders`: writes the order and the message OrderPlaced in one transaction. The same order twice is one.
 * Resolves once it listens; the function that comes back closes it.
 */
export async function openShopFront(pool: pg.Pool, port: number): Promise<() => Promise<void>> {
  const publisher = createPublisher();

  function place(order: OrderPlacedData): Promise<void> {
    const { orderId, customerId, lines, total } = order;
    return inTransaction(pool, async (tx) => {
      const { rows } = await tx.query(INSERT, [orderId, customerId, JSON.stringify(lines), total.amount]);
      if (rows.length > 0) await publisher.orderPlaced(tx, order, { correlationId: orderId });
    });
  }

  const server = createServer((request, response) => {
    const answer = (status: number, text: string): void => void response.writeHead(status).end(`${text}\n`);
    if (request.method !== 'POST' || request.url !== '/orders') {
      answer(404, 'POST /orders');
      return;
    }
    bodyOf(request)
      .then((body) => place(JSON.parse(body)))
      .then(() => answer(202, 'placed'))
      .catch((error: unknown) => {
        const isTheirs = error instanceof SyntaxError || (error instanceof Error && error.name === 'InvalidMessage');
        answer(isTheirs ? 400 : 503, describeError(error));
      });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
