import fc from 'fast-check';
import { expect, it } from 'vitest';
import { catalogFrom } from '../../testing/catalog-from.js';
import type { Draft } from '../draft.js';
import { catalogOfImport } from '../testing/imported.js';
import { randomDraft } from '../testing/random-draft.js';
import { mergeDraft } from './merge-draft.js';

const RUNS = Number(process.env['SAGAC_RUNS'] ?? 100);
const SEED = Number(process.env['SAGAC_SEED'] ?? 1);

it('to merge what was just imported changes nothing', () => {
  fc.assert(
    fc.property(randomDraft, (draft) => {
      const { value, diagnostics } = mergeDraft(catalogOfImport({ draft }), draft);
      expect([Object.fromEntries(value), diagnostics]).toEqual([{}, []]);
    }),
    { numRuns: RUNS, seed: SEED },
  );
});

it('to merge another draft gives a catalog that says all of it, or tells what it does not say', () => {
  fc.assert(
    fc.property(randomDraft, randomDraft, (one, other) => {
      const catalog = catalogOfImport({ draft: sameKinds(one, other) });
      const merged = mergeDraft(catalog, other);
      const texts = { ...Object.fromEntries(catalog.texts), ...Object.fromEntries(merged.value) };
      const again = catalogFrom({ 'sagac.yaml': 'catalog: test', ...texts });
      expect(again.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(Object.fromEntries(mergeDraft(again.catalog, other).value)).toEqual({});
    }),
    { numRuns: RUNS, seed: SEED },
  );
});

/** A message that is an event here and a command there, or a type of another shape, is no change of one definition. */
function sameKinds(one: Draft, other: Draft): Draft {
  const kept = <T>(mine: ReadonlyMap<string, T>, theirs: ReadonlyMap<string, T>, kindOf: (definition: T) => string) =>
    new Map(
      [...mine].map(([name, definition]) => {
        const their = theirs.get(name);
        return [name, their !== undefined && kindOf(their) !== kindOf(definition) ? their : definition];
      }),
    );
  return {
    ...one,
    messages: kept(one.messages, other.messages, ({ kind }) => kind),
    types: kept(one.types, other.types, ({ shape }) => shape),
  };
}
