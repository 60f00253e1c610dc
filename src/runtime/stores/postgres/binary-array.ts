/**
 * Lists as the server's binary protocol has them. A batch holds hundreds of JSON texts, and written as array literals
 * every quote in them would be escaped here and unescaped there.
 */

const TEXT_OID = 25;
const INT8_OID = 20;
const FLOAT8_OID = 701;
const HEADER_BYTES = 20;

/** A parameter of type `text[]`. */
export function textArray(values: readonly (string | null)[]): Buffer {
  const sizes = values.map((value) => (value === null ? 0 : Buffer.byteLength(value)));
  const buffer = allocate(TEXT_OID, values.length, sum(sizes));
  let offset = HEADER_BYTES;
  for (const [index, value] of values.entries()) {
    offset = buffer.writeInt32BE(value === null ? -1 : (sizes[index] ?? 0), offset);
    if (value !== null) offset += buffer.write(value, offset);
  }
  return buffer;
}

/** A parameter of type `int8[]`; the numbers are whole. */
export function intArray(values: readonly (number | null)[]): Buffer {
  return numberArray(INT8_OID, values, (buffer, value, offset) => buffer.writeBigInt64BE(BigInt(value), offset));
}

/** A parameter of type `float8[]`. */
export function floatArray(values: readonly (number | null)[]): Buffer {
  return numberArray(FLOAT8_OID, values, (buffer, value, offset) => buffer.writeDoubleBE(value, offset));
}

function numberArray(
  type: number,
  values: readonly (number | null)[],
  write: (buffer: Buffer, value: number, offset: number) => number,
): Buffer {
  const buffer = allocate(type, values.length, 8 * values.filter((value) => value !== null).length);
  let offset = HEADER_BYTES;
  for (const value of values) {
    offset = buffer.writeInt32BE(value === null ? -1 : 8, offset);
    if (value !== null) offset = write(buffer, value, offset);
  }
  return buffer;
}

/** Number of dimensions, whether there are nulls, type of the elements, then length and lower bound. */
function allocate(type: number, length: number, bytes: number): Buffer {
  const buffer = Buffer.allocUnsafe(HEADER_BYTES + 4 * length + bytes);
  const header = [1, 1, type, length, 1];
  for (const [index, value] of header.entries()) buffer.writeInt32BE(value, 4 * index);
  return buffer;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
