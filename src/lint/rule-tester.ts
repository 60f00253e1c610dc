import type { Diagnostic } from '../diagnostics/index.js';
import type { Catalog } from '../model/index.js';
import { DEFINITIONS, readYaml } from '../testing/catalog-from-yaml.js';
import { type FixResult, fixInRounds } from './fix.js';
import type { Rule } from './rule.js';
import { lintCatalog } from './run.js';
import { validateOptions } from './validate-options.js';

/** The day on which the examples of rules are judged. */
export const EXAMPLE_DAY = '2026-06-01';

/** What the compiler says about definitions before and with one rule. */
export interface RuleRun {
  readonly catalog: Catalog;
  /** Syntax, shape and model; examples of rules have none. */
  readonly before: readonly Diagnostic[];
  readonly findings: readonly Diagnostic[];
}

/** Builds a catalog from YAML definitions (and settings, where they matter) as the command line would. */
export async function catalogOf(definitions: string, settings?: string): Promise<Omit<RuleRun, 'findings'>> {
  const { catalog, diagnostics } = await readYaml(definitions, settings);
  return { catalog, before: diagnostics };
}

/** Runs one rule alone over YAML definitions, with the settings of its examples where no others are given. */
export async function runRule(rule: Rule, definitions: string, settings = rule.settings): Promise<RuleRun> {
  const built = await catalogOf(definitions, settings);
  return {
    ...built,
    findings: lintCatalog(built.catalog, { only: [rule.id], rules: [rule], today: EXAMPLE_DAY, validateOptions }),
  };
}

/** One line per finding, `pointed text: message`, which is how tests of rules say what they expect; throws if the YAML is wrong. */
export async function findingsOf(rule: Rule, definitions: string, settings?: string): Promise<readonly string[]> {
  const { before, findings } = await runRule(rule, definitions, settings);
  if (before.length > 0) throw new Error(before.map((diagnostic) => diagnostic.message).join('\n'));
  return findings.map(({ span, message }) => `${span ? definitions.slice(span.start, span.end) : ''}: ${message}`);
}

/** Applies the fixes of one rule until none is left, unsafe ones too. */
export async function fixWith(rule: Rule, definitions: string): Promise<FixResult & { readonly text: string }> {
  const rounds = fixInRounds(new Map([[DEFINITIONS, definitions]]), {
    unsafe: true,
    isFinding: (diagnostic) => diagnostic.code === rule.id,
  });
  let next = rounds.next([]);
  while (!next.done) {
    const { before, findings } = await runRule(rule, next.value.get(DEFINITIONS) ?? '');
    next = rounds.next([...before, ...findings]);
  }
  return { ...next.value, text: next.value.texts.get(DEFINITIONS) ?? '' };
}
