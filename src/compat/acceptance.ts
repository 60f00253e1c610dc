import type { Span } from '../diagnostics/index.js';
import type { Comparison, CompatFinding } from './finding.js';
import { compatDiagnostic, findingFrom } from './messages.js';

/** A break that people have agreed to, from the checked-in file. */
export interface Acceptance {
  readonly fingerprint: string;
  readonly reason: string;
  /** The day of the agreement, as `2026-03-02`. */
  readonly date: string;
  /** The last day on which it counts; for good where it is missing. */
  readonly until?: string;
  /** What was accepted, in words, for whoever reads the file. */
  readonly what?: string;
  /** Place of the fingerprint. */
  readonly span: Span;
}

/** Whether its time is over. */
export function isExpired({ until }: Acceptance, today: string): boolean {
  return until !== undefined && until < today;
}

/** What is to be said of acceptances whose time is over, and of those that nothing is found for any more. */
export function acceptanceFindings(
  acceptances: readonly Acceptance[],
  comparisons: readonly Comparison[],
  today: string,
): readonly CompatFinding[] {
  const found = new Set(comparisons.flatMap(({ findings }) => findings.map(({ fingerprint }) => fingerprint)));
  return acceptances.flatMap((acceptance) => {
    const { fingerprint, what, until = '', span } = acceptance;
    const name = what === undefined ? `\`${fingerprint}\`` : `\`${fingerprint}\` (${what})`;
    const home = {
      group: 'acceptance',
      owner: { kind: 'catalog', id: span.file },
      at: fingerprint,
      fingerprint,
    } as const;
    if (!found.has(fingerprint)) {
      return [findingFrom(compatDiagnostic('acceptance-unmatched', span, { name }), [], home)];
    }
    if (!isExpired(acceptance, today)) return [];
    return [findingFrom(compatDiagnostic('acceptance-expired', span, { name, until }), [], home)];
  });
}
