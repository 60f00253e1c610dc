import type { Fix, Label, Severity, Span } from '../diagnostics/index.js';
import type { Catalog, Element, JsonValue, LintPreset } from '../model/index.js';

export const RULE_GROUPS = ['failures', 'naming', 'payload', 'versioning', 'sagas', 'delivery', 'topology'] as const;
/** `custom`: of a plugin. */
export type RuleGroup = (typeof RULE_GROUPS)[number] | 'custom';

/** One thing to say; the engine adds code, severity, why and url. */
export interface Finding {
  /** The key or value that a person must change. */
  readonly span: Span;
  readonly message: string;
  /** The next action. */
  readonly help?: string;
  readonly labels?: readonly Label[];
  readonly fix?: Fix;
  /** The definition it is about: suppressions and baselines go by it. */
  readonly element?: Element;
}

export type OptionValues = Readonly<Record<string, JsonValue>>;

export interface RuleContext {
  readonly catalog: Catalog;
  /** The rule's options: what `sagac.yaml` says over the rule's own defaults. */
  readonly options: OptionValues;
  /** The day of the run, as `2026-03-02`; without it no date has passed. */
  readonly today?: string;
  /** An earlier state of the same catalog, where one is given: what is gone since then. */
  readonly previous?: Catalog;
  report(finding: Finding): void;
}

/** A lint rule: text, examples and check in one file, and one sorted line in `rules/index.ts`. */
export interface Rule {
  readonly id: string;
  readonly group: RuleGroup;
  readonly severity: Severity;
  /** The smallest preset that has it. */
  readonly preset: LintPreset;
  readonly since: string;
  /** Starts with Require, Disallow or Enforce. */
  readonly summary: string;
  /** A few sentences: what goes wrong in production without it. */
  readonly why: string;
  readonly fixable?: 'safe' | 'unsafe';
  /** JSON Schema of the options object, and the values used where nothing is set. */
  readonly options?: { readonly schema: Readonly<Record<string, JsonValue>>; readonly defaults: OptionValues };
  /** Definitions that give exactly this finding, and the same repaired. Both are the rule's own test. */
  readonly bad: string;
  readonly good: string;
  /** The `sagac.yaml` of both examples, where the rule goes by what stands in it. */
  readonly settings?: string;
  check(context: RuleContext): void;
}
