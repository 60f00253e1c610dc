import type { CompatReport } from '../../compat/finding.js';
import type { Severity } from '../../diagnostics/index.js';
import { EXIT, type ExitCode } from '../exit.js';
import { isAtLeast } from '../verdict.js';
import { findingsOf } from './tally.js';

/** The exit code for a report; what is accepted never fails. */
export function judgeReport(report: CompatReport, failOn: Severity): ExitCode {
  const fails = findingsOf(report).some(({ severity, accepted }) => !accepted && isAtLeast(severity, failOn));
  return fails ? EXIT.findings : EXIT.clean;
}
