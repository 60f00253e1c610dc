import type { JsonValue } from '../../../model/index.js';

/** What validators take and tell; one choice for a whole output folder. */
export interface ValidatorOptions {
  /** `true` (the default) is the tolerant reader: fields that the catalog does not know are let pass. */
  readonly additionalProperties: boolean;
  /** Whether everything that is wrong is told, or (the default) the first thing: a hostile value can make a long list. */
  readonly allErrors: boolean;
}

/** JSON Schema of the target's options. */
export const validatorOptionSchema = {
  properties: {
    additionalProperties: { type: 'boolean' },
    allErrors: { type: 'boolean' },
  },
} satisfies Record<string, JsonValue>;

/** Options as given, over the defaults. */
export function readValidatorOptions(options: Readonly<Record<string, JsonValue>>): ValidatorOptions {
  return {
    additionalProperties: options['additionalProperties'] !== false,
    allErrors: options['allErrors'] === true,
  };
}
