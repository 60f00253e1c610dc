import { createHash } from 'node:crypto';
import type { Diagnostic } from '../../diagnostics/index.js';
import { keyOf, keyText } from '../../lint/finding-key.js';

/**
 * A name for each finding, in the same order, that stays the same when lines and files move and messages are reworded: made
 * from what a baseline goes by, too. Equal ones are told apart by a number.
 */
export function fingerprints(diagnostics: readonly Diagnostic[]): readonly string[] {
  const seen = new Map<string, number>();
  return diagnostics.map((diagnostic) => {
    const key = keyText(keyOf(diagnostic));
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    const hash = createHash('sha256').update(key).digest('hex').slice(0, 16);
    return `${hash}:${count}`;
  });
}
