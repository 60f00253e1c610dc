import type { BrokerMessage, Payload } from '../broker.js';
import { CLOUD_EVENTS_NAMES, TWINS } from './cloud-events-attributes.js';
import { type Form, MARK_HEADER, type Mark, readMark } from './envelope-mark.js';
import { type Headers, headerIn, lowerCased, without } from './headers.js';
import { later } from './later.js';
import { BINARY_TYPE, mediaTypeOf, STRUCTURED_TYPE } from './media-type.js';
import type { PayloadCodec } from './payload-codec.js';
import { PLAIN_NAMES } from './plain-names.js';
import { openEvent } from './structured-event.js';
import type { WireMessage, WireOrigin } from './wire-format.js';

/** A message of the wire whose envelope is opened; its data may still be bytes that stand for JSON. */
interface Opened {
  readonly headers: Headers;
  readonly data: Payload;
  readonly names: { readonly id: string; readonly type: string; readonly key: string };
  /** Missing where another system has written it. */
  readonly mark?: Mark;
}

/**
 * Reads a message in whichever form it comes: CloudEvents in binary or structured mode, or plain; from sagac or from others. What
 * cannot be read keeps its bytes. Rejects only where the payload codec does.
 */
export function decodeMessage(
  wire: WireMessage,
  from: WireOrigin,
  payload: PayloadCodec,
): Promise<BrokerMessage> | BrokerMessage {
  const opened = open(wire);
  const { data, headers, names } = opened;
  const contentType = headerIn(headers, 'content-type');
  if (!(data instanceof Uint8Array) || !payload.reads(contentType)) return messageOf(opened, data, from);
  const json = payload.decode(data, {
    channel: from.channel,
    type: headerIn(headers, names.type) ?? '',
    headers,
    ...(contentType !== undefined && { contentType }),
  });
  return later(json, (read) => messageOf(opened, read ?? data, from));
}

function open({ body, headers: given }: WireMessage): Opened {
  const headers = lowerCased(given);
  const mark = readMark(headers);
  const form = mark?.form ?? formOf(headers);
  const marked = mark !== undefined && { mark };
  if (form === 'plain') return { headers, data: plainBytes(body), names: PLAIN_NAMES, ...marked };
  const event = form === 'structured' ? openEvent(body) : undefined;
  if (event === undefined) return { headers, data: plainBytes(body), names: CLOUD_EVENTS_NAMES, ...marked };
  const transport = without(headers, ['content-type']);
  return { headers: { ...transport, ...event.headers }, data: event.data, names: CLOUD_EVENTS_NAMES, ...marked };
}

/** Attributes that each CloudEvent has to have. */
const REQUIRED = ['ce-id', 'ce-type', 'ce-specversion'];

/** What others have written, by the rules of the CloudEvents bindings. */
function formOf(headers: Headers): Form {
  const contentType = headerIn(headers, 'content-type');
  if (contentType !== undefined && mediaTypeOf(contentType) === STRUCTURED_TYPE) return 'structured';
  return REQUIRED.some((name) => headerIn(headers, name) !== undefined) ? 'binary' : 'plain';
}

function messageOf({ headers, names, mark }: Opened, data: Payload, from: WireOrigin): BrokerMessage {
  const own = headerIn(headers, names.id);
  const id = (mark === undefined ? foreignId(headers, own) : own) ?? `${from.channel}@${from.position}`;
  const left = [names.id, names.type, names.key, MARK_HEADER];
  return {
    id,
    key: headerIn(headers, names.key) ?? from.key ?? id,
    type: headerIn(headers, names.type) ?? '',
    data,
    headers: mark === undefined ? foreignHeaders(without(headers, left)) : ownHeaders(headers, mark, left, data),
  };
}

/** An id of CloudEvents is unique for its source only, while ours alone says which message it is. A URI has no space in it. */
function foreignId(headers: Headers, id: string | undefined): string | undefined {
  if (id === undefined || id === '') return undefined;
  const source = headerIn(headers, 'ce-source') ?? headerIn(headers, 'source');
  return source === undefined || source === '' ? id : `${source} ${id}`;
}

/** What handlers read by its plain name, where a foreign sender has said it as an attribute. */
function foreignHeaders(headers: Headers): Headers {
  const twins = TWINS.flatMap(([name, attribute]) => {
    const value = headerIn(headers, attribute);
    return value === undefined || headerIn(headers, name) !== undefined ? [] : [[name, value]];
  });
  // Some senders write it twice, or only like this.
  const contentType = headerIn(headers, 'content-type') ?? headerIn(headers, CONTENT_TYPE);
  const typed = contentType !== undefined && { 'content-type': contentType };
  return { ...without(headers, [CONTENT_TYPE]), ...Object.fromEntries(twins), ...typed };
}

const CONTENT_TYPE = 'ce-datacontenttype';

/** Bytes that could not be read keep their type, by which somebody else may read them. */
function ownHeaders(headers: Headers, { added, contentType }: Mark, left: readonly string[], data: Payload): Headers {
  if (data instanceof Uint8Array && headerIn(headers, 'content-type') !== BINARY_TYPE) {
    const others = added.filter((name) => name !== 'content-type');
    return without(headers, [...left, ...others]);
  }
  const sent = without(headers, [...left, ...added]);
  return contentType === undefined ? sent : { ...sent, 'content-type': contentType };
}

/** Clients give `Buffer`s, which would be printed and compared as something else. */
function plainBytes(body: Uint8Array): Uint8Array {
  return new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
}
