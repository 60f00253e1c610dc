import type { JsonValue } from '../../../model/index.js';

/** How some types are written; one choice for a whole output folder. */
export interface TypeScriptOptions {
  /** What a `long` is; `bigint` needs a parser of JSON that makes them. */
  readonly long: 'number' | 'bigint';
  /** Whether `uuid` is the branded `Uuid`, which no other text can be mistaken for. */
  readonly brandedIds: boolean;
}

/** JSON Schema of the target's options. */
export const typescriptOptionSchema = {
  properties: {
    long: { type: 'string', enum: ['number', 'bigint'] },
    brandedIds: { type: 'boolean' },
  },
} satisfies Record<string, JsonValue>;

/** Options as given, over the defaults `number` and `true`. */
export function readTypeScriptOptions(options: Readonly<Record<string, JsonValue>>): TypeScriptOptions {
  return {
    long: options['long'] === 'bigint' ? 'bigint' : 'number',
    brandedIds: options['brandedIds'] !== false,
  };
}
