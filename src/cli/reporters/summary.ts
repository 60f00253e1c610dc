import type { Diagnostic, Severity } from '../../diagnostics/index.js';

export interface Counts {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  /** Findings with a fix that is safe, and with one that needs a person's eye. */
  readonly safeFixes: number;
  readonly unsafeFixes: number;
}

export function countFindings(diagnostics: readonly Diagnostic[]): Counts {
  const severity = (wanted: Severity) => diagnostics.filter((entry) => entry.severity === wanted).length;
  const fixes = (wanted: 'safe' | 'unsafe') => diagnostics.filter((entry) => entry.fix?.safety === wanted).length;
  return {
    errors: severity('error'),
    warnings: severity('warning'),
    infos: severity('info'),
    safeFixes: fixes('safe'),
    unsafeFixes: fixes('unsafe'),
  };
}

/** Errors, then warnings, then the rest. Stable, so that findings of one severity stay in the order of their places. */
export function worstFirst(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const severities: readonly Severity[] = ['error', 'warning', 'info'];
  return severities.flatMap((severity) => diagnostics.filter((diagnostic) => diagnostic.severity === severity));
}

/** "3 errors, 1 warning"; empty without findings. */
export function countText(counts: Counts): string {
  const parts = [
    plural(counts.errors, 'error'),
    plural(counts.warnings, 'warning'),
    counts.infos > 0 ? `${counts.infos} info` : '',
  ];
  return parts.filter((part) => part !== '' && !part.startsWith('0 ')).join(', ');
}

/** What can be repaired and how; undefined when nothing can. */
export function fixText({ safeFixes, unsafeFixes }: Counts): string | undefined {
  if (safeFixes + unsafeFixes === 0) return undefined;
  if (safeFixes === 0) return `${plural(unsafeFixes, 'fix', 'fixes')} with \`sagac lint --fix --unsafe\``;
  const more = unsafeFixes > 0 ? `, ${unsafeFixes} more with \`--unsafe\`` : '';
  return `${plural(safeFixes, 'fix', 'fixes')} with \`sagac lint --fix\`${more}`;
}

/** A number with its noun. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
