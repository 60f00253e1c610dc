import { describeError } from '../../../errors.js';
import { isJsonObject, type JsonObject } from '../../../json.js';
import { Unprocessable } from '../../broker.js';
import { DEAD_LETTER_HEADERS } from '../../dead-letters.js';
import { headerIn } from '../headers.js';
import { BINARY_TYPE, isJsonType, mediaTypeOf } from '../media-type.js';
import { jsonPayload, type PayloadCodec, type PayloadContext, type WrittenPayload } from '../payload-codec.js';
import { type AvroReading, type AvroSchema, avroReading, readAvroSchema, writeAvro } from './avro-schema.js';
import { Misfit } from './misfit.js';
import { RegistryError, type SchemaRegistry } from './registry.js';
import { type SubjectNaming, subjectOf } from './subjects.js';

/** Schemas by type of message on the wire; those of an older major by `Type@1`. Each is the text of an `.avsc` file, or its JSON. */
export type AvroSchemas = Readonly<Record<string, string | object>>;

export interface AvroCodecOptions {
  readonly registry: SchemaRegistry;
  /** What this service writes with. */
  readonly schemas?: AvroSchemas;
  /** What it reads with. Default: `schemas`, and for a type that is in neither, the schema that it was written with. */
  readonly readers?: AvroSchemas;
  /** Default `TopicName`. */
  readonly subjects?: SubjectNaming;
  /**
   * What becomes of data of a type without a schema, such as a failure that only says `{ error }`. `json`: they are written as JSON,
   * which every codec here reads. `refuse`: they are refused. Default `json`.
   */
  readonly otherTypes?: 'json' | 'refuse';
  /** Told in a sentence why a payload stays bytes, and so becomes a dead letter. Default: a line on standard error. */
  readonly onUnreadable?: (problem: string) => void;
}

const AVRO_TYPE = 'application/avro';
const AVRO_TYPES: readonly string[] = [AVRO_TYPE, 'avro/binary', 'application/vnd.apache.avro', BINARY_TYPE];
/** A zero byte, and the number of the schema in four. */
const PREFIX = 5;

/**
 * Payloads in Avro, as Confluent's serializers write them. It also reads JSON, so that a channel can change over while its readers
 * run. Throws where one of the schemas is none.
 */
export function createAvroCodec(options: AvroCodecOptions): PayloadCodec {
  const { registry, otherTypes = 'json' } = options;
  const writers = parsedSchemas(options.schemas);
  const readers = new Map([...writers, ...parsedSchemas(options.readers)]);
  const readings = createReadings(registry, readers);
  /** What has been read goes on as the bytes that it was: dead letters need neither a schema nor a subject. */
  const originals = new WeakMap<object, WrittenPayload & { readonly type: string }>();

  async function encode(data: JsonObject, context: PayloadContext): Promise<WrittenPayload> {
    const original = originals.get(data);
    if (original?.type === context.type) return original;
    const schema = schemaFor(writers, context);
    if (schema === undefined) {
      if (otherTypes === 'json') return jsonPayload.encode(data, context);
      throw new Unprocessable(`there is no Avro schema for \`${context.type}\` in \`schemas\``);
    }
    const avro = written(schema, data, context.type);
    const prefix = Buffer.alloc(PREFIX);
    prefix.writeUInt32BE(await idFor(options, schema, context), 1);
    return { bytes: Buffer.concat([prefix, avro]), contentType: AVRO_TYPE };
  }

  async function decode(bytes: Uint8Array, context: PayloadContext): Promise<JsonObject | undefined> {
    const { contentType, type } = context;
    const isAvro = bytes[0] === 0 && bytes.length >= PREFIX && !(contentType !== undefined && isJsonType(contentType));
    const isJson = contentType === undefined || isJsonType(contentType);
    const json = isAvro
      ? await readAvro(bytes, context)
      : isJson
        ? await jsonPayload.decode(bytes, context)
        : undefined;
    if (json !== undefined && isAvro) originals.set(json, { bytes, contentType: contentType ?? AVRO_TYPE, type });
    return json;
  }

  async function readAvro(bytes: Uint8Array, context: PayloadContext): Promise<JsonObject | undefined> {
    const id = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).readUInt32BE(1);
    try {
      const reading = await readings(id, context);
      return payloadOf(reading, bytes.subarray(PREFIX));
    } catch (error) {
      // Whatever else keeps a registry from answering passes.
      if (!(error instanceof Unreadable || error instanceof RegistryError)) throw error;
      const { onUnreadable = printProblem } = options;
      const what = context.type === '' ? 'a message' : `a \`${context.type}\``;
      onUnreadable(`${what} of ${context.channel}, written with schema ${id}, cannot be read: ${error.message}`);
      return undefined;
    }
  }

  return {
    reads: (contentType) => contentType === undefined || isJsonType(contentType) || isAvroType(contentType),
    encode,
    decode,
  };
}

/** Bytes that no later attempt would read. */
class Unreadable extends Error {}

function payloadOf(reading: AvroReading, bytes: Uint8Array): JsonObject {
  const value = readValue(reading, bytes);
  if (isJsonObject(value)) return value;
  throw new Unreadable('it is no record');
}

function readValue(reading: AvroReading, bytes: Uint8Array): unknown {
  try {
    return reading.read(bytes);
  } catch (error) {
    throw new Unreadable(error instanceof Error ? error.message : describeError(error));
  }
}

function printProblem(problem: string): void {
  console.error(`sagac: ${problem}`);
}

function isAvroType(contentType: string): boolean {
  const type = mediaTypeOf(contentType);
  return AVRO_TYPES.includes(type) || type.endsWith('+avro');
}

function parsedSchemas(schemas: AvroSchemas = {}): Map<string, AvroSchema> {
  const entries = Object.entries(schemas).map(([type, source]): [string, AvroSchema] => {
    try {
      return [type, readAvroSchema(source)];
    } catch (error) {
      throw new TypeError(`the Avro schema of \`${type}\` cannot be used: ${describeError(error)}`);
    }
  });
  return new Map(entries);
}

/** An older major says so in its envelope. */
function schemaFor(
  schemas: ReadonlyMap<string, AvroSchema>,
  { type, headers }: PayloadContext,
): AvroSchema | undefined {
  const version = headerIn(headers, 'ce-version') ?? headerIn(headers, 'version') ?? '';
  return schemas.get(`${type}@${Number.parseInt(version, 10)}`) ?? schemas.get(type);
}

function written(schema: AvroSchema, data: JsonObject, type: string): Buffer {
  try {
    return writeAvro(schema, data);
  } catch (error) {
    const reason = error instanceof Misfit ? error.sentence : describeError(error);
    throw new Unprocessable(`the data of a \`${type}\` do not fit its Avro schema: ${reason}`);
  }
}

/** Where a registry says no, that is for a person to put right, and the message waits for it. */
async function idFor(options: AvroCodecOptions, { name, text }: AvroSchema, context: PayloadContext): Promise<number> {
  const { registry, subjects = 'TopicName' } = options;
  // The subject is that of the channel for which it was made.
  const topic = headerIn(context.headers, DEAD_LETTER_HEADERS.channel) ?? context.channel;
  const subject = subjectOf(subjects, topic, name);
  try {
    return await registry.idOf(subject, text);
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error;
    const help = 'register it before it is used, or say `autoRegister: true`';
    throw new Error(`the Avro schema of \`${context.type}\` has no id under ${subject}: ${error.message}; ${help}`);
  }
}

/** How the bytes of a schema are read for a type: each pair of schemas is prepared once. */
function createReadings(
  registry: SchemaRegistry,
  readers: ReadonlyMap<string, AvroSchema>,
): (id: number, context: PayloadContext) => Promise<AvroReading> {
  const writers = new Map<number, AvroSchema>();
  const prepared = new Map<AvroSchema, Map<AvroSchema, AvroReading>>();
  return async (id, context) => {
    const writer = writers.get(id) ?? readable(id, await registry.schemaOf(id));
    writers.set(id, writer);
    const reader = schemaFor(readers, context) ?? writer;
    const known = prepared.get(writer) ?? new Map<AvroSchema, AvroReading>();
    prepared.set(writer, known);
    const reading = known.get(reader) ?? preparedReading(writer, reader);
    known.set(reader, reading);
    return reading;
  };
}

function readable(id: number, text: string): AvroSchema {
  try {
    return readAvroSchema(text);
  } catch (error) {
    throw new Unreadable(`schema ${id} of the registry cannot be used: ${describeError(error)}`);
  }
}

function preparedReading(writer: AvroSchema, reader: AvroSchema): AvroReading {
  try {
    return avroReading(writer, reader);
  } catch (error) {
    throw new Unreadable(`the schema of \`readers\` does not fit it: ${describeError(error)}`);
  }
}
