import avsc from 'avsc';
import { describeError } from '../../../errors.js';
import { type AvroType, branchNameOf, readAvroType } from './avro-type.js';
import { fromAvro } from './from-avro.js';
import { isWhole } from './measure.js';
import { Misfit } from './misfit.js';
import { toAvro } from './to-avro.js';

/** A schema, ready to write and read with. */
export interface AvroSchema {
  /** Its text, as a registry gets it. */
  readonly text: string;
  /** Full name of its record. */
  readonly name: string;
  readonly type: AvroType;
  /** With longs of all 64 bits. */
  readonly exact: avsc.Type;
  /** With longs as avsc has them, from which its resolvers make other numbers. */
  readonly plain: avsc.Type;
}

/** Longs of all 64 bits: microseconds leave the 53 bits of a number in the year 2255. */
const LONGS = avsc.types.LongType.__with({
  fromBuffer: (bytes: Buffer) => bytes.readBigInt64LE(),
  toBuffer: (value: bigint) => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64LE(value);
    return bytes;
  },
  fromJSON: BigInt,
  toJSON: Number,
  isValid: (value: unknown) => typeof value === 'bigint',
  compare: (one: bigint, other: bigint) => (one === other ? 0 : one < other ? -1 : 1),
});

/** Whatever else it says (`logicalType`), a long is one of ours. */
function longsOnly(schema: avsc.Schema): avsc.Type | undefined {
  return (schema as { readonly type?: unknown }).type === 'long' ? LONGS : undefined;
}

/** Reads a schema: its text, or its JSON. Throws with what is wrong with it. */
export function readAvroSchema(source: string | object): AvroSchema {
  const json: unknown = typeof source === 'string' ? JSON.parse(source) : source;
  const options = { wrapUnions: 'always', logicalTypes: {} } as const;
  const schema = json as avsc.Schema;
  const type = readAvroType(json);
  return {
    text: JSON.stringify(json),
    name: branchNameOf(type),
    type,
    exact: avsc.Type.forSchema(schema, { ...options, typeHook: longsOnly }),
    plain: avsc.Type.forSchema(schema, options),
  };
}

/** Writes data. Throws `Misfit`. */
export function writeAvro({ type, exact }: AvroSchema, data: unknown): Buffer {
  return exact.toBuffer(toAvro(type, data));
}

/** Reads bytes of a writer's schema as a reader's schema has them; where it is the same one, without a detour. */
export interface AvroReading {
  /** Throws a sentence that says why they cannot be read. */
  read(bytes: Uint8Array): unknown;
}

/** Prepares a reading. Throws where the reader's schema does not take what the writer's writes. */
export function avroReading(writer: AvroSchema, reader: AvroSchema): AvroReading {
  const isSame = writer.text === reader.text;
  const resolver = isSame ? undefined : reader.exact.createResolver(writer.plain, { ignoreNamespaces: true });
  return {
    read(bytes) {
      if (!isWhole(writer.type, bytes)) throw new TypeError('the bytes are no value of the schema');
      const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      try {
        return fromAvro(reader.type, reader.exact.fromBuffer(buffer, resolver));
      } catch (error) {
        throw new TypeError(error instanceof Misfit ? error.sentence : describeError(error));
      }
    },
  };
}
