import type { Diagnostic, Severity } from '../../diagnostics/index.js';
import type { Rule } from '../../lint/rule.js';
import type { RunStats } from '../../lint/stats.js';
import type { ColorLevel } from '../color.js';

/** What the outside knows of a rule. */
export type RuleText = Pick<Rule, 'id' | 'group' | 'severity' | 'preset' | 'summary' | 'why' | 'bad' | 'good'>;

export interface ReportOptions {
  /** The catalog's folder as seen from where the command runs, with `/`; empty when it is that folder. */
  readonly base: string;
  /** Version of sagac. */
  readonly version: string;
  /** What was looked at, as a person would say it ("34 definitions in 9 files"). */
  readonly subject: string;
  readonly rules: readonly RuleText[];
  readonly columns: number;
  readonly color: ColorLevel;
  /** The mildest severity that fails the command; `error` where nothing is said. */
  readonly failOn?: Severity;
  /** Time and findings of each rule and stage, where they were asked for. */
  readonly stats?: RunStats;
  /** What was found and is not shown. */
  readonly hidden?: Hidden;
}

/** Findings that are not shown, because they are accepted or were there before. */
export interface Hidden {
  readonly baseline?: { readonly file: string; readonly findings: number; readonly stale: number };
  readonly since?: { readonly ref: string; readonly commit: string; readonly findings: number };
}

/** Turns sorted diagnostics into text; `sources` has the text of each file that they point at. Pure. */
export type Render = (
  diagnostics: readonly Diagnostic[],
  sources: ReadonlyMap<string, string>,
  options: ReportOptions,
) => string;
