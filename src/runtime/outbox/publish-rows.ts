import { type Broker, type BrokerMessage, Unprocessable } from '../broker/broker.js';
import { describeError } from '../errors.js';
import { messageOf } from './outbox-message.js';
import type { WaitingRow } from './outbox-store.js';

/** A message that the broker did not take, or that cannot be read. */
export interface Refusal {
  readonly row: WaitingRow;
  readonly error: string;
  /** No attempt will ever go better. */
  readonly isFinal: boolean;
}

export interface PublishResult {
  readonly published: readonly number[];
  readonly refused: readonly Refusal[];
}

interface Publishing {
  readonly broker: Broker;
  /** Lines at work at once. */
  readonly concurrency: number;
  /** Asked before each message; false ends the work. */
  readonly mayGoOn: () => Promise<boolean>;
}

/** Publishes messages in order within each channel and key; a line ends at its first message that is not taken. */
export async function publishRows(rows: readonly WaitingRow[], publishing: Publishing): Promise<PublishResult> {
  const lines = linesOf(rows);
  const published: number[] = [];
  const refused: Refusal[] = [];
  const workers = Array.from({ length: Math.min(publishing.concurrency, lines.length) }, async () => {
    for (let line = lines.shift(); line !== undefined; line = lines.shift()) {
      for (const row of line) {
        if (!(await publishing.mayGoOn())) return;
        const refusal = await publishRow(publishing.broker, row);
        if (refusal !== undefined) {
          refused.push(refusal);
          break;
        }
        published.push(row.seq);
      }
    }
  });
  await Promise.all(workers);
  return { published, refused };
}

function linesOf(rows: readonly WaitingRow[]): WaitingRow[][] {
  const lines = new Map<string, WaitingRow[]>();
  for (const row of rows) {
    const name = JSON.stringify([row.channel, row.key]);
    const line = lines.get(name);
    if (line) line.push(row);
    else lines.set(name, [row]);
  }
  return [...lines.values()];
}

async function publishRow(broker: Broker, row: WaitingRow): Promise<Refusal | undefined> {
  let message: BrokerMessage;
  try {
    message = messageOf(row);
  } catch (error) {
    return { row, error: `the row cannot be read: ${describeError(error)}`, isFinal: true };
  }
  try {
    await broker.publish(row.channel, message);
    return undefined;
  } catch (error) {
    return { row, error: describeError(error), isFinal: error instanceof Unprocessable };
  }
}
