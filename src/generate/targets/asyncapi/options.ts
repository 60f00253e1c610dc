import type { JsonValue } from '../../../model/index.js';
import { commandChannel } from '../../../runtime/consumer/channels.js';

/** A server as the options describe it; its name is its key. */
export interface ServerOption {
  readonly host: string;
  /** Which channels it serves: those of this broker. Default: the server's name. */
  readonly broker?: string;
  readonly protocol?: string;
  readonly protocolVersion?: string;
  readonly pathname?: string;
  readonly description?: string;
  readonly schemaRegistryUrl?: string;
  readonly schemaRegistryVendor?: string;
}

/** What a catalog cannot know of its services. `{service}`, `{owner}`, `{domain}` and `{catalog}` stand for names. */
export interface AsyncApiOptions {
  readonly asyncapi: '3.0.0' | '3.1.0';
  readonly format: 'yaml' | 'json';
  readonly payload: 'json-schema' | 'avro';
  readonly additionalProperties: boolean;
  readonly namespace?: string;
  readonly id?: string;
  readonly version: string;
  readonly contactName?: string;
  readonly contactUrl?: string;
  readonly contactEmail?: string;
  readonly license?: { readonly name: string; readonly url?: string };
  readonly commandAddress: string;
  readonly servers: Readonly<Record<string, ServerOption>>;
}

const text = { type: 'string', minLength: 1 };

/** JSON Schema of the target's options. */
export const asyncApiOptionSchema = {
  properties: {
    asyncapi: { type: 'string', enum: ['3.0.0', '3.1.0'] },
    format: { type: 'string', enum: ['yaml', 'json'] },
    payload: { type: 'string', enum: ['json-schema', 'avro'] },
    additionalProperties: { type: 'boolean' },
    namespace: text,
    id: { type: 'string', pattern: '^[A-Za-z][A-Za-z0-9+.-]*:[^\\s#]+$' },
    version: text,
    contactName: text,
    contactUrl: { type: 'string', pattern: '^https?://[^\\s]+$' },
    contactEmail: { type: 'string', pattern: '^[^\\s@]+@[^\\s@]+$' },
    license: {
      type: 'object',
      properties: { name: text, url: { type: 'string', pattern: '^https?://[^\\s]+$' } },
      required: ['name'],
      additionalProperties: false,
    },
    commandAddress: text,
    servers: {
      type: 'object',
      propertyNames: { pattern: '^[\\w-]+$' },
      additionalProperties: {
        type: 'object',
        properties: {
          host: { type: 'string', pattern: '^[^\\s/]+$' },
          broker: text,
          protocol: text,
          protocolVersion: text,
          pathname: text,
          description: text,
          schemaRegistryUrl: text,
          schemaRegistryVendor: text,
        },
        required: ['host'],
        additionalProperties: false,
      },
    },
  },
} satisfies Record<string, JsonValue>;

/** Options as given, which the schema above has let pass, over the defaults. */
export function readAsyncApiOptions(options: Readonly<Record<string, JsonValue>>): AsyncApiOptions {
  return {
    asyncapi: '3.1.0',
    format: 'yaml',
    payload: 'json-schema',
    additionalProperties: true,
    version: '0.0.0',
    commandAddress: commandChannel('{service}'),
    servers: {},
    ...(options as Partial<AsyncApiOptions>),
  };
}
