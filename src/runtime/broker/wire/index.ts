/** The formats in which messages go over brokers, as `sagac/runtime` gives them. */
export { type CloudEventsFormatOptions, cloudEventsFormat } from './cloud-events-format.js';
export { jsonPayload, type PayloadCodec, type PayloadContext, type WrittenPayload } from './payload-codec.js';
export { type PlainFormatOptions, plainFormat } from './plain-format.js';
export type { WireFormat, WireMessage, WireOrigin } from './wire-format.js';
