import type { JsonValue } from '../../model/index.js';
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
export function allowedNames({ allow }: OptionValues): ReadonlySet<string> {
  return new Set(textsIn(allow));
}

/** The texts of an option that is a list of them. */
export function textsIn(option: JsonValue | undefined): readonly string[] {
  return Array.isArray(option) ? option.filter((text) => typeof text === 'string') : [];
}

/** Words together with those that an option adds to them. */
export function withOwn(words: ReadonlySet<string>, options: OptionValues, key: string): ReadonlySet<string> {
  return new Set([...words, ...textsIn(options[key]).map((word) => word.toLowerCase())]);
}
