import type { JsonValue } from '../../../model/index.js';

/** How some types are written; one choice for a whole output folder. */
export interface TypeScriptOptions {
  /** What a `long` is; `bigint` needs a parser of JSON that makes them. */
  readonly long: 'number' | 'bigint';
  /** What `bytes` are: their text in JSON, or `Uint8Array`, which needs a codec that makes them. */
  readonly bytes: 'base64' | 'Uint8Array';
  /** Whether `uuid` is the branded `Uuid`, which no other text can be mistaken for. */
  readonly brandedIds: boolean;
}

/** JSON Schema of the target's options. */
export const typescriptOptionSchema = {
  properties: {
    long: { type: 'string', enum: ['number', 'bigint'] },
    bytes: { type: 'string', enum: ['base64', 'Uint8Array'] },
    brandedIds: { type: 'boolean' },
  },
} satisfies Record<string, JsonValue>;

/** Options as given, over the defaults `number`, `base64` and `true`. */
export function readTypeScriptOptions(options: Readonly<Record<string, JsonValue>>): TypeScriptOptions {
  return {
    long: options['long'] === 'bigint' ? 'bigint' : 'number',
    bytes: options['bytes'] === 'Uint8Array' ? 'Uint8Array' : 'base64',
    brandedIds: options['brandedIds'] !== false,
  };
}
