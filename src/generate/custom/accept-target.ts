import type { JsonValue } from '../../model/index.js';
import type { Target } from '../target.js';

const TARGET_ID = /^([a-z][a-z0-9-]*\/)?[a-z][a-z0-9-]*$/;

/** What is wrong with the schema of a target's options; undefined where it is one. */
export type SchemaJudge = (schema: unknown) => string | undefined;

/**
 * The target that a module exports as `target` or by default, or, as the rest of a sentence about the module, why it is
 * none. Nothing of it is believed.
 */
export function acceptTarget(module: unknown, judgeSchema: SchemaJudge): Target | string {
  const value = exported(module);
  if (value === undefined) return 'exports no `target`: an object with `id`, `summary`, `options` and `generate`';
  const { id, summary, options, generate } = value;
  if (typeof id !== 'string') return 'exports a target without an `id`';
  if (!TARGET_ID.test(id)) {
    return `exports a target \`${shown(id)}\`, which is no id: small letters, digits and \`-\`, with one \`/\` at most`;
  }
  if (typeof generate !== 'function') return `exports a target \`${id}\` without a function \`generate\``;
  if (options !== undefined && !isRecord(options))
    return `exports a target \`${id}\` whose \`options\` are no JSON Schema`;
  const schema = (options ?? {}) as Readonly<Record<string, JsonValue>>;
  const problem = judgeSchema({ type: 'object', additionalProperties: false, ...schema });
  if (problem !== undefined)
    return `exports a target \`${id}\` whose \`options\` are no JSON Schema: ${shown(problem)}`;
  const given = value as unknown as Target;
  return {
    id,
    summary: typeof summary === 'string' ? summary : '',
    options: schema,
    generate: (context) => given.generate(context),
  };
}

function exported(module: unknown): Readonly<Record<string, unknown>> | undefined {
  if (!isRecord(module)) return undefined;
  const byDefault = module['default'];
  const candidates = [module['target'], byDefault, isRecord(byDefault) ? byDefault['target'] : undefined];
  return candidates.find((candidate) => isRecord(candidate) && 'generate' in candidate) as
    | Readonly<Record<string, unknown>>
    | undefined;
}

function shown(text: string): string {
  return text.replaceAll('`', "'").slice(0, 200);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
