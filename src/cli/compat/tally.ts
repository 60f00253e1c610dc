import type { CompatFinding, CompatReport } from '../../compat/finding.js';
import { plural } from '../reporters/summary.js';

/** How many findings of a report there are, by severity. */
export interface Tally {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}

/** Every finding of a report: those of each comparison, and those about acceptances. */
export function findingsOf({ comparisons, acceptance }: CompatReport): readonly CompatFinding[] {
  return [...comparisons.flatMap(({ findings }) => findings), ...acceptance];
}

/** Counts findings. */
export function tallyOf(findings: readonly CompatFinding[]): Tally {
  const tally = { errors: 0, warnings: 0, infos: 0 };
  for (const { severity } of findings) tally[`${severity}s`] += 1;
  return tally;
}

/** "3 errors, 1 warning, 2 other changes"; empty without findings. */
export function tallyText({ errors, warnings, infos }: Tally): string {
  const parts = [
    ...(errors > 0 ? [plural(errors, 'error')] : []),
    ...(warnings > 0 ? [plural(warnings, 'warning')] : []),
    ...(infos > 0 ? [plural(infos, 'other change')] : []),
  ];
  return parts.join(', ');
}
