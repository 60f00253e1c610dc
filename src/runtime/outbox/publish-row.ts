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
  /** When the attempt began, by the relay's clock. */
  readonly startedAt: number;
}

/** Publishes one message; gives nothing where the broker has it. Never rejects. */
export async function publishRow(broker: Broker, row: WaitingRow, startedAt: number): Promise<Refusal | undefined> {
  let message: BrokerMessage;
  try {
    message = messageOf(row);
  } catch (error) {
    return { row, error: `the row cannot be read: ${describeError(error)}`, isFinal: true, startedAt };
  }
  try {
    await broker.publish(row.channel, message);
    return undefined;
  } catch (error) {
    return { row, error: describeError(error), isFinal: error instanceof Unprocessable, startedAt };
  }
}
