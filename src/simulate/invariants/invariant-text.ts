import { type CodePage, paragraphs, trimmedExamples } from '../../diagnostics/index.js';
import type { InvariantText } from './invariant.js';

/** What `explain` and the documentation print of an invariant. */
export function invariantText({ id, about, severity, since, summary, why, examples }: InvariantText): CodePage {
  return {
    id,
    facts: [severity, `invariant of ${about}`, `since ${since}`],
    summary,
    why: paragraphs(why),
    ...(examples && { examples: trimmedExamples(examples) }),
  };
}
