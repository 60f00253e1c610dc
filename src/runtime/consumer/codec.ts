import type { BrokerMessage } from '../broker/broker.js';
import { isJsonObject, type JsonObject } from '../json.js';

/** Makes the payload of a message out of what the broker brought. */
export interface Codec {
  /** Throws what is wrong with it: such a message goes to the dead letters. */
  decode(message: BrokerMessage): JsonObject;
}

/** Payloads in JSON: an object, or its text, or the bytes of that in UTF-8. */
export const jsonCodec: Codec = {
  decode({ data }) {
    // Brokers bring what foreign senders have put there, whatever its type says.
    const found: unknown = data;
    const text = found instanceof Uint8Array ? new TextDecoder('utf-8', { fatal: true }).decode(found) : found;
    const value: unknown = typeof text === 'string' ? JSON.parse(text) : text;
    if (isJsonObject(value)) return value;
    throw new TypeError('the payload is no JSON object');
  },
};
