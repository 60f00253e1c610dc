import type { Diagnostic, Span } from '../diagnostics/index.js';
import { importDiagnostic } from './messages.js';

/** Counts keywords of sources that have no place in a catalog, so that each is told once a file, at its first place. */
export function createKeywordCounts() {
  const counts = new Map<string, { readonly keyword: string; readonly span: Span | undefined; count: number }>();
  return {
    add(keyword: string, span: Span | undefined): void {
      const key = `${span?.file ?? ''}\n${keyword}`;
      const known = counts.get(key);
      if (known) known.count++;
      else counts.set(key, { keyword, span, count: 1 });
    },
    all(): readonly Diagnostic[] {
      return [...counts.values()].map(({ keyword, span, count }) =>
        importDiagnostic('import-left-out', span, {
          what: `\`${keyword}\`${count === 1 ? '' : ` (${count} times, first here)`}`,
          reason: 'nothing in a catalog stands for it',
        }),
      );
    },
  };
}
