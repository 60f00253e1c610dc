import type { BrokerMessage } from '../broker.js';
import { fromBrokerHeaders, HEADER_SPELLINGS, toBrokerHeaders } from '../wire/header-names.js';
import type { WireFormat, WireMessage } from '../wire/wire-format.js';

/** A record as it goes to Kafka. */
export interface NewRecord {
  readonly key: Buffer;
  readonly value: Buffer;
  readonly headers: Map<Buffer, Buffer>;
}

/** A record as Kafka has it. */
export interface StoredRecord {
  readonly partition: number;
  readonly offset: number;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: readonly (readonly [Buffer | null, Buffer | null])[];
}

const NOTHING = Buffer.alloc(0);

/** What Kafka adds to a record and to a batch of one, at most. */
const RECORD_BYTES = 32;
const HEADER_BYTES = 10;
export const BATCH_BYTES = 61;

export function newRecord(key: string, { body, headers }: WireMessage): NewRecord {
  const named = new Map<Buffer, Buffer>();
  const spelled = toBrokerHeaders(headers, HEADER_SPELLINGS.kafka);
  for (const name in spelled) named.set(nameBytes(name), Buffer.from(spelled[name] ?? ''));
  return { key: Buffer.from(key), value: Buffer.from(body.buffer, body.byteOffset, body.byteLength), headers: named };
}

const NAMES = new Map<string, Buffer>();
const MOST_NAMES = 1_000;

/** Names of headers are few and come again. */
function nameBytes(name: string): Buffer {
  const known = NAMES.get(name);
  if (known !== undefined) return known;
  const bytes = Buffer.from(name);
  if (NAMES.size < MOST_NAMES) NAMES.set(name, bytes);
  return bytes;
}

/** Bytes that a record takes on its way, by a little too many rather than too few. */
export function sizeOf({ key, value, headers }: NewRecord): number {
  let size = RECORD_BYTES + key.length + value.length;
  for (const [name, text] of headers) size += HEADER_BYTES + name.length + text.length;
  return size;
}

/** How a place in a topic is named. */
export function positionOf({ partition, offset }: Pick<StoredRecord, 'partition' | 'offset'>): string {
  return `${partition}/${offset}`;
}

/** Reads what `positionOf` has written; undefined where it is something else. */
export function readPosition(text: string): { readonly partition: number; readonly offset: number } | undefined {
  const [, partition, offset] = /^(\d{1,9})\/(\d{1,15})$/.exec(text) ?? [];
  return partition === undefined || offset === undefined
    ? undefined
    : { partition: Number(partition), offset: Number(offset) };
}

/** The header of a record, of several with the name the last. */
export function recordHeader({ headers }: StoredRecord, name: string): string | undefined {
  return headers.findLast(([own]) => own?.toString() === name)?.[1]?.toString();
}

export function decodeRecord(
  wire: WireFormat,
  channel: string,
  record: StoredRecord,
): Promise<BrokerMessage> | BrokerMessage {
  const { key, value, headers } = record;
  const named = headers.map(([name, text]) => [name?.toString() ?? '', text] as const);
  return wire.decode(
    { body: value ?? NOTHING, headers: fromBrokerHeaders(named, HEADER_SPELLINGS.kafka) },
    { channel, position: positionOf(record), ...(key !== null && { key: key.toString() }) },
  );
}
