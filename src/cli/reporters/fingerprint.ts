import { createHash } from 'node:crypto';
import type { Diagnostic } from '../../diagnostics/index.js';

/**
 * A name for each finding, in the same order, that stays the same when lines move: made from code, definition (the
 * file, where there is none) and message. Equal ones are told apart by a number.
 */
export function fingerprints(diagnostics: readonly Diagnostic[]): readonly string[] {
  const seen = new Map<string, number>();
  return diagnostics.map(({ code, element, span, message }) => {
    const facts = JSON.stringify([code, element ?? span?.file ?? '', message]);
    const count = (seen.get(facts) ?? 0) + 1;
    seen.set(facts, count);
    const hash = createHash('sha256').update(facts).digest('hex').slice(0, 16);
    return `${hash}:${count}`;
  });
}
