import type { JsonValue } from '../../../model/index.js';
import { uriPart } from '../../text.js';

/** How schemas are written; one choice for a whole output folder. */
export interface JsonSchemaOptions {
  readonly draft: '2020-12' | '07';
  /** `true` (the default) is the tolerant reader: fields that a schema does not know are let pass, so senders may add some. */
  readonly additionalProperties: boolean;
  /** Marks decimals with `format: decimal` beside their pattern; strict validators have to be told that format. */
  readonly decimalFormat: boolean;
  /** What every `$id` begins with, by default `urn:<catalog>:`. */
  readonly baseId: string;
}

/** JSON Schema of the target's options. */
export const jsonSchemaOptionSchema = {
  properties: {
    draft: { type: 'string', enum: ['2020-12', '07'] },
    additionalProperties: { type: 'boolean' },
    decimalFormat: { type: 'boolean' },
    baseId: { type: 'string', pattern: '^[A-Za-z][A-Za-z0-9+.-]*:[^\\s#]+$' },
  },
} satisfies Record<string, JsonValue>;

/** Options as given, over the defaults. */
export function readJsonSchemaOptions(
  options: Readonly<Record<string, JsonValue>>,
  catalogName: string,
): JsonSchemaOptions {
  const { baseId } = options;
  return {
    draft: options['draft'] === '07' ? '07' : '2020-12',
    additionalProperties: options['additionalProperties'] !== false,
    decimalFormat: options['decimalFormat'] === true,
    baseId: typeof baseId === 'string' ? baseId : `urn:sagac:${uriPart(catalogName)}:`,
  };
}
