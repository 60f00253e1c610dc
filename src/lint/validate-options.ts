import { Ajv, type ErrorObject } from 'ajv';
import type { OptionProblem } from './check-config.js';
import type { OptionValues } from './rule.js';

/** One for all rules: making an ajv costs more than compiling a schema. Schemas do not know each other, whatever their ids. */
const ajv = new Ajv({ allErrors: true, strict: true, addUsedSchema: false });

/** Judges rule options with ajv. Its own module, so that ajv is loaded only for catalogs that set options. */
export function validateOptions(
  schema: Readonly<Record<string, unknown>>,
  options: OptionValues,
): readonly OptionProblem[] {
  const check = ajv.compile(schema);
  return check(options) ? [] : (check.errors ?? []).map(problemOf);
}

function problemOf(error: ErrorObject): OptionProblem {
  const path = error.instancePath.slice(1).split('/');
  const name = path.join('.');
  if (error.keyword === 'additionalProperties' && name === '') {
    const option = String(error.params['additionalProperty']);
    return { text: `there is no option \`${option}\``, option };
  }
  const subject = name === '' ? 'they' : `\`${name}\``;
  const text = `${subject} ${error.message ?? 'must fit the schema'}`;
  return { text, ...(name !== '' && path[0] !== undefined && { option: path[0] }) };
}

/** Why a schema of options is none; undefined where it is one. */
export function schemaProblem(schema: unknown): string | undefined {
  try {
    ajv.compile(schema as Record<string, unknown>);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
