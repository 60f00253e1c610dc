import { LINT_PRESETS, type LintPreset } from '../model/index.js';
import type { Rule } from './rule.js';

/** Smallest first: each preset has all rules of those before it. */
export const PRESETS: readonly LintPreset[] = LINT_PRESETS;

/** Whether `preset` runs the rule without being asked. */
export function presetHas(preset: LintPreset, rule: Rule): boolean {
  return PRESETS.indexOf(rule.preset) <= PRESETS.indexOf(preset);
}
