import type { BrokerMessage } from '../broker.js';
import { decodeMessage } from './decode.js';
import { addedContentType, markOf, type Outgoing, writePayload } from './encode.js';
import { later } from './later.js';
import { jsonPayload, type PayloadCodec } from './payload-codec.js';
import { PLAIN_NAMES } from './plain-names.js';
import type { WireFormat, WireMessage } from './wire-format.js';

export interface PlainFormatOptions {
  /** How data are written as bytes. Default: JSON. */
  readonly payload?: PayloadCodec;
}

/** Messages in the plain envelope: id, type and key as headers of these names. It reads CloudEvents, too. */
export function plainFormat({ payload = jsonPayload }: PlainFormatOptions = {}): WireFormat {
  return {
    encode: (message: BrokerMessage, channel) =>
      later(writePayload(message, channel, payload, Object.values(PLAIN_NAMES)), plainMessage),
    decode: (wire, from) => decodeMessage(wire, from, payload),
  };
}

function plainMessage(outgoing: Outgoing): WireMessage {
  const { message, body, contentType, headers } = outgoing;
  const { id, type, key } = message;
  const own = { [PLAIN_NAMES.id]: id, [PLAIN_NAMES.type]: type, [PLAIN_NAMES.key]: key, 'content-type': contentType };
  return { body, headers: Object.assign(headers, own, markOf('plain', outgoing, addedContentType(outgoing))) };
}
