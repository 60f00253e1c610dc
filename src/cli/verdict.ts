import type { Diagnostic, Severity } from '../diagnostics/index.js';
import { isInputFault } from '../language/load-catalog.js';
import { EXIT, type ExitCode } from './exit.js';

export interface Threshold {
  /** The mildest severity that fails. */
  readonly failOn: Severity;
  /** More warnings than this fail too. */
  readonly maxWarnings?: number;
}

/** Errors of `generate` that are about the disk. */
const DISK: ReadonlySet<string> = new Set(['manifest-unreadable', 'output-not-written']);

const RANK: Readonly<Record<Severity, number>> = { info: 0, warning: 1, error: 2 };

/** Whether a severity is the given one or worse. */
export function isAtLeast(severity: Severity, mildest: Severity): boolean {
  return RANK[severity] >= RANK[mildest];
}

/**
 * The exit code for a report. What is wrong inside definitions is a finding; settings that cannot be used, files that
 * cannot be read and errors without a place are unusable input. `rules` are the ids of the lint rules: what they say
 * about the settings is a finding as well.
 */
export function verdict(
  diagnostics: readonly Diagnostic[],
  threshold: Threshold,
  rules: ReadonlySet<string> = new Set(),
): ExitCode {
  if (diagnostics.some((diagnostic) => !rules.has(diagnostic.code) && isInputError(diagnostic))) return EXIT.input;
  if (diagnostics.some(({ severity }) => isAtLeast(severity, threshold.failOn))) return EXIT.findings;
  const warnings = diagnostics.filter((diagnostic) => diagnostic.severity === 'warning').length;
  return warnings > (threshold.maxWarnings ?? Number.POSITIVE_INFINITY) ? EXIT.findings : EXIT.clean;
}

function isInputError(diagnostic: Diagnostic): boolean {
  if (diagnostic.severity !== 'error') return false;
  return isInputFault(diagnostic) || diagnostic.span === undefined || DISK.has(diagnostic.code);
}
