import type { Diagnostic } from '../../diagnostics/index.js';
import type { Rule } from '../../lint/rule.js';
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
}

/** Turns sorted diagnostics into text; `sources` has the text of each file that they point at. Pure. */
export type Render = (
  diagnostics: readonly Diagnostic[],
  sources: ReadonlyMap<string, string>,
  options: ReportOptions,
) => string;
