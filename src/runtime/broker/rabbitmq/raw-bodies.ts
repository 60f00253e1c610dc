import type { AmqpChannel } from './driver.js';

/** Where the content type of a message is kept, out of the driver's sight. */
const KEPT = 'keptContentType';

interface HeaderFrame {
  readonly fields: { contentType?: string; [KEPT]?: string };
}

/**
 * Makes the driver leave bodies as they are. By itself it parses what calls itself JSON and decodes what calls itself text, and neither
 * can be undone: numbers lose digits, bytes that are no UTF-8 are gone.
 */
export function keepBytes(channel: AmqpChannel): void {
  // Not a part of the driver's interface, which offers no way to ask for bytes: a version without it is dealt with in `bytesOf`.
  const inner = channel as unknown as { _onHeader?: (frame: HeaderFrame) => void };
  const { _onHeader: onHeader } = inner;
  if (typeof onHeader !== 'function') return;
  inner._onHeader = (frame) => {
    const { contentType } = frame.fields;
    if (contentType !== undefined) {
      frame.fields[KEPT] = contentType;
      delete frame.fields.contentType;
    }
    onHeader.call(channel, frame);
  };
}

/** The body of a message; of one that the driver has parsed, what means the same. */
export function bytesOf(body: unknown): Buffer {
  if (Buffer.isBuffer(body)) return body;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}

/** What a message says that its body is. */
export function contentTypeOf(message: { readonly contentType?: string }): string | undefined {
  return (message as { readonly [KEPT]?: string })[KEPT] ?? message.contentType;
}
