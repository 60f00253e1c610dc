import type { CompatFinding, CompatReport } from '../../compat/finding.js';
import type { Diagnostic } from '../../diagnostics/index.js';
import { oldSpan } from './view.js';
import { consequenceLines, isProblem, whoLines } from './words.js';

/**
 * What fails or warns as diagnostics, for the formats that know nothing of two states. Places are those of today; of what is
 * gone, those of then, whose files have names of their own.
 */
export function toDiagnostics({ comparisons, acceptance }: CompatReport): readonly Diagnostic[] {
  const several = comparisons.length > 1;
  const found = comparisons.flatMap(({ against, findings }) =>
    findings.filter(isProblem).map((finding) => diagnosticOf(finding, against, several)),
  );
  return [...found, ...acceptance.map((finding) => diagnosticOf(finding, '', false))];
}

/** `against` is told where there are several: the same break may be found in each. */
function diagnosticOf(finding: CompatFinding, against: string, several: boolean): Diagnostic {
  const { id, severity, message, owner, instead, fingerprint } = finding;
  const reasons = [...consequenceLines(finding.consequences, finding.message), ...whoLines(finding)];
  const span = finding.new ?? (finding.old && oldSpan(finding.old, against));
  return {
    code: id,
    severity,
    message: [message, ...reasons, ...(several ? [`Compared with ${against}.`] : [])].map(sentence).join(' '),
    element: `${owner.kind} ${owner.id}`,
    ...(span && { span }),
    ...(instead !== undefined && { help: `${instead} (${fingerprint})` }),
  };
}

/** Leaves out a place in a file that is not there any more. */
export function withoutOldPlace(diagnostic: Diagnostic): Diagnostic {
  const { span, ...rest } = diagnostic;
  return span?.file.includes('@') ? rest : diagnostic;
}

function sentence(text: string): string {
  return /[.!?)]$/.test(text) ? text : `${text}.`;
}

/** A finding with both its places, for a person: today's first, where there is one. */
export function framedDiagnostic(finding: CompatFinding, against: string): Diagnostic {
  const { id, severity, message } = finding;
  const before = finding.old && oldSpan(finding.old, against);
  const span = finding.new ?? before;
  const labels = finding.new && before ? [{ span: before, text: 'before' }] : [];
  return { code: id, severity, message, ...(span && { span }), ...(labels.length > 0 && { labels }) };
}
