import { LINT_PRESETS } from '../../model/index.js';
import { errorText } from '../guard-rule.js';
import { RULE_GROUPS, type Rule, type RuleContext } from '../rule.js';

/** What a rule's id may be; a prefix such as `acme/` keeps it apart from the built-in ones. */
const RULE_ID = /^([a-z][a-z0-9-]*\/)?[a-z][a-z0-9-]*$/;

/** The rules of a module, and what is wrong with the others, each as the rest of a sentence about the plugin. */
export interface AcceptedRules {
  readonly rules: readonly Rule[];
  readonly problems: readonly string[];
}

/** What is wrong with the schema of a rule's options; undefined where it is one. */
export type SchemaJudge = (schema: unknown) => string | undefined;

type Loose = Readonly<Record<string, unknown>>;

/** Takes the rules out of what a module exports: `rules`, or a list by default. Nothing of it is believed. */
export function acceptRules(module: unknown, judgeSchema: SchemaJudge): AcceptedRules {
  try {
    const list = listIn(module);
    if (list === undefined) return { rules: [], problems: ['exports no list `rules`'] };
    const taken = list.map((value, index) => acceptRule(value, index, judgeSchema));
    return {
      rules: taken.flatMap((one) => (typeof one === 'string' ? [] : [one])),
      problems: taken.filter((one) => typeof one === 'string'),
    };
  } catch (error) {
    return { rules: [], problems: [`cannot be looked at: \`${errorText(error)}\``] };
  }
}

function listIn(module: unknown): readonly unknown[] | undefined {
  if (!isRecord(module)) return undefined;
  const byDefault = module['default'];
  const candidates = [module['rules'], byDefault, isRecord(byDefault) ? byDefault['rules'] : undefined];
  return candidates.find((candidate) => Array.isArray(candidate));
}

function acceptRule(value: unknown, index: number, judgeSchema: SchemaJudge): Rule | string {
  if (!isRecord(value)) return `has no rule at position ${index + 1} of \`rules\``;
  const { id } = value;
  if (!isText(id)) return `has a rule without an \`id\` at position ${index + 1} of \`rules\``;
  if (!RULE_ID.test(id))
    return `has a rule \`${id}\`, which is no id: small letters, digits and \`-\`, with one \`/\` at most`;
  const problem = partProblem(value) ?? optionsProblem(value['options'], judgeSchema);
  return problem === undefined ? ruleOf(value) : `has a rule \`${id}\` ${problem}`;
}

function partProblem(value: Loose): string | undefined {
  const missing = ['summary', 'why', 'bad', 'good'].find((key) => !isText(value[key]) || value[key].trim() === '');
  if (missing !== undefined) return `without a text \`${missing}\``;
  if (typeof value['check'] !== 'function') return 'without a function `check`';
  const wrong = Object.entries(CHOICES).find(([key, choices]) => !choices.includes(value[key] as string | undefined));
  if (wrong === undefined) return undefined;
  const [key, choices] = wrong;
  return `whose \`${key}\` is none of ${choices.flatMap((choice) => (choice === undefined ? [] : `\`${choice}\``)).join(', ')}`;
}

const CHOICES: Readonly<Record<string, readonly (string | undefined)[]>> = {
  severity: ['info', 'warning', 'error'],
  preset: [...LINT_PRESETS, undefined],
  group: [...RULE_GROUPS, 'custom', undefined],
  fixable: ['safe', 'unsafe', undefined],
};

function optionsProblem(options: unknown, judgeSchema: SchemaJudge): string | undefined {
  if (options === undefined) return undefined;
  if (!isRecord(options) || !isRecord(options['schema']) || !isRecord(options['defaults'])) {
    return 'whose `options` have no `schema` or no `defaults`';
  }
  const problem = judgeSchema(options['schema']);
  return problem === undefined ? undefined : `whose \`options.schema\` is no JSON Schema: ${problem}`;
}

function ruleOf(value: Loose): Rule {
  const given = value as unknown as Rule;
  const { id, severity, summary, why, bad, good, fixable, options, settings } = given;
  return {
    id,
    severity,
    summary,
    why,
    bad,
    good,
    group: given.group ?? 'custom',
    preset: given.preset ?? 'minimal',
    since: isText(given.since) ? given.since : '',
    ...(fixable && { fixable }),
    ...(options && { options }),
    ...(isText(settings) && { settings }),
    check: (context: RuleContext) => given.check(context),
  };
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isRecord(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null;
}
