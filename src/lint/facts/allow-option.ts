import type { OptionValues, Rule } from '../rule.js';

/** The option of rules that go by names: `allow` lists fields that are meant to be as they are. */
export const ALLOW_OPTION: NonNullable<Rule['options']> = {
  schema: {
    type: 'object',
    properties: { allow: { type: 'array', items: { type: 'string' } } },
    additionalProperties: false,
  },
  defaults: { allow: [] },
};

/** The names that `allow` lists. */
export function allowedNames(options: OptionValues): ReadonlySet<string> {
  const { allow } = options;
  return new Set(Array.isArray(allow) ? allow.filter((name) => typeof name === 'string') : []);
}
