import type { Diagnostic } from '../../../diagnostics/index.js';
import { compatProblem } from '../problems.js';
import type { SchemaSource } from './engine.js';
import { engines } from './engines.js';

/** Says so where `--profile` is of no format that is compared, so that its rules would count for nothing. */
export function profileProblems(profile: string | undefined, sources: readonly SchemaSource[]): readonly Diagnostic[] {
  const formats = [...new Set(sources.flatMap(({ format }) => format ?? []))];
  if (profile === undefined || formats.length === 0) return [];
  if (formats.some((format) => engines[format].profiles.includes(profile))) return [];
  const rules = formats
    .filter((format) => engines[format].profiles.length > 1)
    .map((format) => `${engines[format].profiles.map((entry) => `\`${entry}\``).join(', ')} (${format})`);
  return [compatProblem('profile-of-other-format', undefined, { profile, rules: rules.join('; ') })];
}
