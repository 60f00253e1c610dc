import { Ajv, type ErrorObject } from 'ajv';
import type { OptionValues } from './rule.js';

/** Judges rule options with ajv. Its own module, so that ajv is loaded only for catalogs that set options. */
export function validateOptions(schema: Readonly<Record<string, unknown>>, options: OptionValues): readonly string[] {
  const ajv = new Ajv({ allErrors: true, strict: true });
  const check = ajv.compile(schema);
  return check(options) ? [] : (check.errors ?? []).map(clauseOf);
}

function clauseOf(error: ErrorObject): string {
  const name = error.instancePath.slice(1).replaceAll('/', '.');
  const subject = name === '' ? 'they' : `\`${name}\``;
  if (error.keyword === 'additionalProperties') return `there is no option \`${error.params['additionalProperty']}\``;
  return `${subject} ${error.message ?? 'must fit the schema'}`;
}
