import { type NewRecord, positionOf, recordHeader, type StoredRecord } from './records.js';

/** Says of which letter of its partition a record is the end. */
const MARKER_HEADER = 'sagac-settled';
const NO_BYTES = Buffer.alloc(0);

/** A record of a log cannot be taken out of it, so that a letter is dealt with is a record behind it, in the same partition. */
export function newMarker(letter: Pick<StoredRecord, 'partition' | 'offset'>, id: string): NewRecord {
  const position = positionOf(letter);
  return {
    key: Buffer.from(position),
    value: Buffer.from(id),
    headers: new Map([[Buffer.from(MARKER_HEADER), Buffer.from(String(letter.offset))]]),
  };
}

/** Whether a record is no message but such a mark. A message may have a header of this name, but not that alone and this key. */
export function isMarker({ headers, key, partition }: StoredRecord): boolean {
  const [[name, offset] = [], another] = headers;
  if (another !== undefined || name?.length !== MARKER_HEADER.length || name.toString() !== MARKER_HEADER) return false;
  return key?.toString() === `${partition}/${offset?.toString()}`;
}

/** Which letter has been dealt with, and by whom. */
export function readMarker(record: StoredRecord): { readonly offset: number; readonly id: string } {
  return { offset: Number(recordHeader(record, MARKER_HEADER)), id: (record.value ?? NO_BYTES).toString() };
}
