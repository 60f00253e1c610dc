import fc from 'fast-check';
import type { Catalog } from '../../../../model/index.js';
import { catalogFrom } from '../../../../testing/catalog-from.js';
import { randomDefinitions, textOf } from './random-definitions.js';
import { edited } from './random-edits.js';
import { tapeOf } from './tape.js';

/** The text of two states of definitions. */
export interface PairText {
  readonly before: string;
  readonly after: string;
}

const numbers = (length: number) =>
  fc.noBias(fc.array(fc.nat({ max: 100_000 }), { minLength: length, maxLength: length }));

/** Numbers to make a message from. */
export const tapes = numbers(40);

/** Definitions of one event, and the same after some random changes. */
export const pairTexts: fc.Arbitrary<PairText> = fc.tuple(numbers(60), numbers(40)).map(([first, second]) => {
  const old = randomDefinitions(tapeOf(first));
  return { before: textOf(old), after: textOf(edited(tapeOf(second), old)) };
});

/** The seed and the number of runs of a property; `SAGAC_SEED` and `SAGAC_RUNS` give others. */
export function runs(usual: number): { readonly numRuns: number; readonly seed: number } {
  return { numRuns: Number(process.env['SAGAC_RUNS'] ?? usual), seed: Number(process.env['SAGAC_SEED'] ?? 1) };
}

/** More catalogs than these are not kept. */
const MOST_KEPT = 200;

const kept = new Map<string, Catalog | undefined>();

/** The catalog of one state; undefined where an edit made definitions that the compiler refuses. The same text is read once. */
export function catalogOfText(text: string, settings: string): Catalog | undefined {
  const key = JSON.stringify([settings, text]);
  if (kept.has(key)) return kept.get(key);
  const { catalog, diagnostics } = catalogFrom({ 'sagac.yaml': settings, 'definitions.yaml': text });
  const usable = diagnostics.some(({ severity }) => severity === 'error') ? undefined : catalog;
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(key, usable);
  return usable;
}
