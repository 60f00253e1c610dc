import { type Diagnostic, defineDiagnostics } from '../diagnostics/index.js';
import type { Owner } from './change.js';
import type { CompatFinding } from './finding.js';
import { hashOf } from './fingerprint.js';

/** What is said of a comparison beside the changes themselves. */
export const compatDiagnostic = defineDiagnostics({
  'version-went-back': {
    severity: 'error',
    message: (p: { id: string; from: string; to: string; suggested?: string }) =>
      `The version of \`${p.id}\` goes back from ${p.from} to ${p.to}.`,
    help: (p) => `Go on with ${p.suggested ?? 'a higher version'}.`,
    note: 'Whoever has the newer version cached or pinned never sees this one.',
  },
  'version-too-small': {
    severity: 'error',
    message: (p: { id: string; rise: string; asked: string; suggested?: string }) =>
      `The version of \`${p.id}\` ${p.rise}, and its changes ask for a ${p.asked} one.`,
    help: (p) => `Make it ${p.suggested ?? 'a larger step'}, or change it in a compatible way.`,
    note: 'Readers go by the version when they decide whether to look at a change. What it has to rise by follows from what breaks in the mode of the message.',
  },
  'version-too-large': {
    severity: 'info',
    message: (p: { id: string; rise: string; wanted: string }) =>
      `The version of \`${p.id}\` ${p.rise}, and ${p.wanted}.`,
    help: () => 'Readers take it for more than it is; a smaller step would do.',
  },
  'acceptance-expired': {
    severity: 'warning',
    message: (p: { name: string; until: string }) =>
      `The acceptance ${p.name} counted until ${p.until}, and the break is still there.`,
    help: () => 'Mend the break, or agree to it anew with `sagac accept`.',
  },
  'acceptance-unmatched': {
    severity: 'warning',
    message: (p: { name: string }) => `Nothing is found any more that the acceptance ${p.name} would be for.`,
    help: () => 'Take it out of the file.',
    note: 'The break was mended, or it is in the state that is compared with.',
  },
  'not-compared': {
    severity: 'warning',
    message: (p: { name: string; where: string }) => `\`${p.name}\` cannot be read ${p.where}, and was not compared.`,
    help: () =>
      'It may have changed in any way: repair it where that is possible, or compare with another state as well.',
  },
  'schema-added': {
    severity: 'info',
    message: (p: { name: string }) => `\`${p.name}\` is new.`,
  },
  'schema-removed': {
    severity: 'error',
    message: (p: { name: string }) => `\`${p.name}\` is gone.`,
    help: () =>
      'Keep the file until nobody reads such data any more; where it was renamed, compare the two files by name.',
  },
  'schema-unreadable': {
    severity: 'error',
    message: (p: { problem: string }) => p.problem,
    help: () => 'Mend the schema: it was not compared.',
  },
  'schema-doubtful': {
    severity: 'warning',
    message: (p: { problem: string }) => p.problem,
    help: () => 'It was compared all the same, without this part.',
  },
  'schema-version-pinned': {
    severity: 'info',
    message: (p: { field: string; from: string; to: string }) =>
      `\`${p.field}\` is pinned to \`${p.to}\`, and was to \`${p.from}\`: a version, which is no part of what data may be.`,
  },
  'schema-version-pinned-for-registry': {
    severity: 'info',
    message: (p: { field: string; from: string; to: string }) =>
      `\`${p.field}\` is pinned to \`${p.to}\`, and was to \`${p.from}\`: a version, which is no part of what data may be; but a Confluent registry takes it for a change that breaks.`,
    help: () =>
      'Where schemas go into such a registry, compare with `--profile confluent`, and write the version into the metadata instead.',
  },
});

/** Where such a finding belongs, and what it has of its own. */
export type FindingHome = Pick<CompatFinding, 'group' | 'at'> &
  Partial<Omit<CompatFinding, 'id' | 'message' | 'owner'>> & { readonly owner: Owner };

/** A finding that says what a diagnostic says; `key` is what makes it this one, beside its code. */
export function findingFrom(diagnostic: Diagnostic, key: readonly string[], home: FindingHome): CompatFinding {
  const { code, severity, message, help, span } = diagnostic;
  return {
    id: code,
    message,
    severity,
    carriers: [],
    consequences: [],
    hits: [],
    fingerprint: hashOf(JSON.stringify([code, ...key])),
    ...(help !== undefined && { instead: help }),
    ...(span && { new: span }),
    ...home,
  };
}
