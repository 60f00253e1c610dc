import { describeError } from '../../errors.js';
import { isJsonObject, type JsonObject } from '../../json.js';
import { Unprocessable } from '../broker.js';
import type { Headers } from './headers.js';
import { isTooDeep } from './json-depth.js';
import { isJsonType, JSON_TYPE } from './media-type.js';

/** What is known about a payload besides itself. */
export interface PayloadContext {
  readonly channel: string;
  /** Type of the message; empty where a foreign sender has said none. */
  readonly type: string;
  readonly headers: Headers;
  /** As the sender wrote it; missing where it wrote none. */
  readonly contentType?: string;
}

/** A payload as bytes, and what they are. */
export interface WrittenPayload {
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

/** How the data of messages are written as bytes, and read. */
export interface PayloadCodec {
  /** Whether payloads of a content type are given to `decode`; others stay bytes. */
  reads(contentType: string | undefined): boolean;
  /** Rejects with `Unprocessable` where the data cannot be written, and with anything else where they cannot be now. */
  encode(data: JsonObject, context: PayloadContext): Promise<WrittenPayload> | WrittenPayload;
  /** Nothing where the bytes are no such payload. Rejects where they cannot be read now. */
  decode(bytes: Uint8Array, context: PayloadContext): Promise<JsonObject | undefined> | JsonObject | undefined;
}

const TEXT = new TextDecoder('utf-8', { fatal: true });

/** Payloads as JSON text in UTF-8. */
export const jsonPayload: PayloadCodec = {
  reads: (contentType) => contentType === undefined || isJsonType(contentType),
  encode(data, { type }) {
    return { bytes: Buffer.from(jsonTextOf(data, type)), contentType: JSON_TYPE };
  },
  decode(bytes) {
    if (isTooDeep(bytes)) return undefined;
    try {
      const value: unknown = JSON.parse(TEXT.decode(bytes));
      return isJsonObject(value) ? value : undefined;
    } catch {
      return undefined;
    }
  },
};

function jsonTextOf(data: JsonObject, type: string): string {
  try {
    const text: string | undefined = JSON.stringify(data);
    if (text !== undefined) return text;
  } catch (error) {
    throw new Unprocessable(`the data of a \`${type}\` cannot be written as JSON: ${describeError(error)}`);
  }
  throw new Unprocessable(`the data of a \`${type}\` cannot be written as JSON: they are ${typeof data}`);
}
