import { BUILT_IN, type CatalogRules } from '../custom-rules.js';
import type { Diagnostic } from '../diagnostics/index.js';
import { IGNORE_CODES } from '../lint/codes.js';
import type { CheckedCatalog } from '../read-catalog.js';

const known = new WeakMap<CatalogRules, ReadonlySet<string>>();

/** Whether a lint rule says it, or lint about comments that silence: only that can be accepted or known. */
export function isLintFinding({ code }: Diagnostic, { rules = BUILT_IN }: CheckedCatalog): boolean {
  const ids = known.get(rules) ?? new Set([...rules.rules.map((rule) => rule.id), ...IGNORE_CODES]);
  known.set(rules, ids);
  return ids.has(code);
}
