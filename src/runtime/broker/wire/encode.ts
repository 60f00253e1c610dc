import type { BrokerMessage } from '../broker.js';
import { type Form, MARK_HEADER, printMark } from './envelope-mark.js';
import { type Headers, headerIn, lowerCased, without } from './headers.js';
import { later } from './later.js';
import { BINARY_TYPE, isSameType } from './media-type.js';
import type { PayloadCodec } from './payload-codec.js';

/** A message on its way to the wire: its payload as bytes, and all that goes beside them. */
export interface Outgoing {
  readonly message: BrokerMessage;
  readonly body: Uint8Array;
  /** What the bytes are. */
  readonly contentType: string;
  /** Whether the sender, or only the format, says so. */
  readonly isContentTypeSent: boolean;
  /** The content type that the sender had set, where it is not that of the bytes. */
  readonly replacedType?: string;
  /** The sender's headers, without its content type; a copy, to which the format adds its own. */
  readonly headers: Record<string, string>;
}

const OWN_NAMES = ['content-type', MARK_HEADER];

/** The payload of a message as bytes, and its headers in lower case. `reserved` are names that the format has for itself. */
export function writePayload(
  message: BrokerMessage,
  channel: string,
  payload: PayloadCodec,
  reserved: readonly string[],
): Promise<Outgoing> | Outgoing {
  const all = lowerCased(message.headers, reserved);
  const sent = headerIn(all, 'content-type');
  const headers = without(all, OWN_NAMES);
  const { data, type } = message;
  if (data instanceof Uint8Array) {
    return { message, body: data, contentType: sent ?? BINARY_TYPE, isContentTypeSent: sent !== undefined, headers };
  }
  const context = { channel, type, headers, ...(sent !== undefined && { contentType: sent }) };
  return later(payload.encode(data, context), ({ bytes, contentType }) => {
    const isTrue = sent !== undefined && isSameType(sent, contentType);
    return {
      message,
      body: bytes,
      contentType: isTrue ? sent : contentType,
      isContentTypeSent: isTrue,
      headers,
      ...(sent !== undefined && !isTrue && { replacedType: sent }),
    };
  });
}

/** The header that tells the receiver what the format has added. */
export function markOf(form: Form, { replacedType }: Outgoing, added: readonly string[]): Headers {
  return {
    [MARK_HEADER]: printMark({ form, added, ...(replacedType !== undefined && { contentType: replacedType }) }),
  };
}

/** What the format adds to the name of the content type: nothing where the sender has said it, or something else. */
export function addedContentType({ isContentTypeSent, replacedType }: Outgoing): readonly string[] {
  return isContentTypeSent || replacedType !== undefined ? [] : ['content-type'];
}
