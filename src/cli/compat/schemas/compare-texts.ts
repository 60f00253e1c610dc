import type { Comparison } from '../../../compat/finding.js';
import { compareUnits } from './compare-units.js';
import { formatOf } from './format-of.js';

/** Two texts of one schema file, without the files that they refer to; undefined for what is no schema. */
export async function compareTexts(file: string, old: string, now: string): Promise<Comparison | undefined> {
  const [before, after] = [formatOf(file, old), formatOf(file, now)];
  if (after === undefined) return undefined;
  const unit = {
    name: file,
    old: [{ file, text: old, ...(before && { format: before }) }],
    new: [{ file, text: now, format: after }],
  };
  const alone = { readFile: () => undefined, sources: [] };
  return compareUnits('', [unit], { old: alone, new: alone }, { mode: 'backward' });
}
