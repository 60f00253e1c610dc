import type { Diagnostic } from '../../../diagnostics/index.js';
import { type MessageDef, messagesIn } from '../../../model/index.js';
import type { TargetContext } from '../../target.js';
import { avro } from '../avro/index.js';
import { jsonSchema } from '../json-schema/index.js';
import { hoistSchemas } from './hoist-schemas.js';
import type { Json } from './json.js';
import type { AsyncApiOptions } from './options.js';
import { shortNames } from './short-names.js';

/** The payloads of all messages: what stands in the message, and what it refers to among `components.schemas`. */
export interface Payloads {
  payloadOf(message: MessageDef): unknown;
  /** Schema of the field that a message is keyed by; undefined where it has none. */
  keyOf(message: MessageDef): Json | undefined;
  /** The shared schemas that these messages reach, by key, not yet sorted. */
  schemasOf(messages: readonly MessageDef[]): ReadonlyMap<string, unknown>;
  readonly contentType: string;
  readonly diagnostics: readonly Diagnostic[];
}

const AVRO = 'application/vnd.apache.avro+json;version=1.9.0';

/** What the targets for schemas write, taken over as they write it. */
export function readPayloads(context: TargetContext, options: AsyncApiOptions): Payloads {
  return options.payload === 'avro' ? avroPayloads(context, options) : jsonPayloads(context, options);
}

function avroPayloads(context: TargetContext, { namespace }: AsyncApiOptions): Payloads {
  const { files, diagnostics } = avro.generate({ ...context, options: namespace === undefined ? {} : { namespace } });
  // That target writes one file a message, in their order.
  const texts = new Map(messagesIn(context.catalog).map(({ id }, index) => [id, files[index]?.text]));
  const payloadOf = (message: MessageDef) => {
    const text = texts.get(message.id);
    const { comment: _generated, ...schema } = JSON.parse(text ?? '{}') as Json;
    return { schemaFormat: AVRO, schema: shortNames(schema) };
  };
  const keyOf = ({ key }: MessageDef) => key && { type: 'string' };
  return {
    payloadOf,
    keyOf,
    schemasOf: () => new Map(),
    contentType: 'application/avro',
    diagnostics: withoutFiles(diagnostics),
  };
}

interface IndexEntry {
  readonly name: string;
  readonly file: string;
}

function jsonPayloads(context: TargetContext, { additionalProperties }: AsyncApiOptions): Payloads {
  const { files, diagnostics } = jsonSchema.generate({ ...context, options: { draft: '07', additionalProperties } });
  const texts = new Map(files.map((file) => [file.path, file.text]));
  const { messages } = JSON.parse(texts.get('index.json') ?? '{"messages":[]}') as { messages: readonly IndexEntry[] };
  const schemas = new Map(messages.map(({ name, file }) => [name, JSON.parse(texts.get(file) ?? '{}') as Json]));
  const hoisted = hoistSchemas(schemas);
  return {
    payloadOf: (message) => ({ $ref: `#/components/schemas/${hoisted.keyOf(message.id)}` }),
    keyOf: ({ id, key }) => key && hoisted.propertyOf(id, key.name),
    schemasOf: (wanted) => hoisted.reachedBy(wanted.map(({ id }) => id)),
    contentType: 'application/json',
    diagnostics: withoutFiles(diagnostics),
  };
}

/** The files of those targets are not written here, so nobody has to know what they would be called. */
function withoutFiles(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.filter(({ code }) => code !== 'file-renamed');
}
