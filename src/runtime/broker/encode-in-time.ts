import { SagaError } from '../errors.js';
import type { BrokerMessage } from './broker.js';
import type { WireFormat, WireMessage } from './wire/wire-format.js';

/**
 * Writes a message as the wire has it. A format may ask somebody else how, a schema registry say: rejects with `broker-unreachable`
 * where that takes longer than so many milliseconds. What is written at once is given at once.
 */
export function encodeInTime(
  wire: WireFormat,
  message: BrokerMessage,
  channel: string,
  limitMs: number,
): WireMessage | Promise<WireMessage> {
  const encoding = wire.encode(message, channel);
  if (!(encoding instanceof Promise)) return encoding;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(late(message, channel, limitMs)), limitMs);
    encoding.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

function late({ id }: BrokerMessage, channel: string, limitMs: number): SagaError {
  return new SagaError(
    'broker-unreachable',
    `the message ${id} for ${channel} could not be written within ${limitMs} ms: what its format asks for does not come; see whether the schema registry answers`,
  );
}
