import type { BrokerMessage } from '../broker.js';
import {
  addedAttributes,
  CLOUD_EVENTS_NAMES,
  type Defaults,
  ownAttributes,
  UNNAMED_SOURCE,
} from './cloud-events-attributes.js';
import { decodeMessage } from './decode.js';
import { addedContentType, markOf, type Outgoing, writePayload } from './encode.js';
import type { Headers } from './headers.js';
import { later } from './later.js';
import { isJsonType, STRUCTURED_TYPE } from './media-type.js';
import { jsonPayload, type PayloadCodec } from './payload-codec.js';
import { attributeOf, printEvent } from './structured-event.js';
import type { WireFormat, WireMessage } from './wire-format.js';

export interface CloudEventsFormatOptions {
  /** `binary`: attributes as headers, data as the body. `structured`: both as one JSON body. It reads either. Default `binary`. */
  readonly mode?: 'binary' | 'structured';
  /** Source of messages that name none, as a URI reference. Default `sagac:unnamed`. */
  readonly source?: string;
  /** The time of messages that name none, in milliseconds since 1970. Default: the machine's. */
  readonly now?: () => number;
  /** How data are written as bytes. Default: JSON. */
  readonly payload?: PayloadCodec;
}

/**
 * Messages as CloudEvents 1.0. The id, type and key of a message are `ce-id`, `ce-type` and `ce-partitionkey`; headers of these names
 * that a sender has set itself give way. Whatever else is added is taken off again by `decode`.
 */
export function cloudEventsFormat(options: CloudEventsFormatOptions = {}): WireFormat {
  const { mode = 'binary', source = UNNAMED_SOURCE, now = Date.now, payload = jsonPayload } = options;
  const write = mode === 'binary' ? binaryMessage : structuredMessage;
  return {
    encode: (message: BrokerMessage, channel) =>
      later(writePayload(message, channel, payload, RESERVED), (outgoing) => write(outgoing, { source, now })),
    decode: (wire, from) => decodeMessage(wire, from, payload),
  };
}

const RESERVED = Object.values(CLOUD_EVENTS_NAMES);

function binaryMessage(outgoing: Outgoing, defaults: Defaults): WireMessage {
  const { body, contentType, headers } = outgoing;
  const added = addedAttributes(outgoing, defaults);
  const names = [...Object.keys(added), ...addedContentType(outgoing)];
  // A copy of so many headers would take longer than everything else.
  Object.assign(headers, ownAttributes(outgoing), added, markOf('binary', outgoing, names));
  headers['content-type'] = contentType;
  return { body, headers };
}

function structuredMessage(outgoing: Outgoing, defaults: Defaults): WireMessage {
  const { headers } = outgoing;
  const added = addedAttributes(outgoing, defaults);
  const attributes = { ...ownAttributes(outgoing), ...added };
  const transport: [string, string][] = [];
  const extensions: [string, string][] = [];
  for (const entry of Object.entries(headers))
    (attributeOf(entry[0]) === undefined ? transport : extensions).push(entry);
  const data = eventData(outgoing);
  const names = [...Object.keys(added), ...(data.contentType === undefined ? [] : addedContentType(outgoing))];
  const text = printEvent({ ...attributes, ...fromEntries(extensions) }, data.contentType, data.data);
  return {
    body: Buffer.from(text),
    headers: {
      ...fromEntries(transport),
      'content-type': `${STRUCTURED_TYPE}; charset=utf-8`,
      ...markOf('structured', outgoing, names),
    },
  };
}

/** JSON stands in the event as it is, where it has been made here; bytes of a sender may be anything. */
function eventData(outgoing: Outgoing): { readonly contentType?: string; readonly data: string | Uint8Array } {
  const { message, body, contentType, isContentTypeSent } = outgoing;
  if (message.data instanceof Uint8Array || !isJsonType(contentType)) return { contentType, data: body };
  const data = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString();
  // Without a type, data are JSON.
  return isContentTypeSent ? { contentType, data } : { data };
}

function fromEntries(entries: readonly [string, string][]): Headers {
  return Object.fromEntries(entries);
}
