import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Catalog } from '../../../model/index.js';
import { catalogFrom } from '../../../testing/catalog-from.js';
import type { Change } from '../../change.js';
import { ENCODINGS } from '../../check.js';
import { judgeContext } from '../../judge-context.js';
import { payloadChanges } from './testing/payload-changes.js';
import { catalogOfText, type PairText, pairTexts, runs } from './testing/random-pairs.js';
import { worstFor } from './testing/verdict.js';

const SETTINGS = 'catalog: shop\n';

function catalogsOf({ before, after }: PairText): readonly [Catalog, Catalog] {
  const [old, next] = [catalogOfText(before, SETTINGS), catalogOfText(after, SETTINGS)];
  if (!old || !next) throw new Error('The compiler refuses the definitions.');
  return [old, next];
}

function verdicts(old: Catalog, next: Catalog, direction: 'backward' | 'forward'): readonly string[] {
  const changes = payloadChanges(old, next);
  const context = judgeContext(old, next, '2026-06-01');
  return ENCODINGS.map((encoding) => `${encoding} ${worstFor(changes, context, encoding, direction)}`);
}

/** All that a change says but the order in which it was found. */
function told(changes: readonly Change[]): readonly string[] {
  return changes
    .map(({ old: _old, new: _new, ...facts }) =>
      JSON.stringify(facts, (key, value) => (/span$/i.test(key) ? 0 : value)),
    )
    .sort();
}

/** The same definitions, the last written first. */
function reversed(text: string): string {
  const flip = (value: object) => Object.fromEntries(Object.entries(value).reverse());
  const { types, ...rest } = JSON.parse(text) as { types: object };
  return JSON.stringify(flip({ ...rest, types: flip(types) }));
}

describe('changes of payloads', () => {
  it('break backward what they break forward when the sides are swapped', () => {
    fc.assert(
      fc.property(pairTexts, (pair) => {
        const [old, next] = catalogsOf(pair);
        // A rename is said on one side only: seen from the other, a field came and another went.
        fc.pre(!payloadChanges(old, next).some(({ kind }) => kind === 'field-renamed'));
        expect(verdicts(next, old, 'forward')).toEqual(verdicts(old, next, 'backward'));
        expect(verdicts(next, old, 'backward')).toEqual(verdicts(old, next, 'forward'));
      }),
      runs(60),
    );
  });

  it('are none where nothing has changed', () => {
    fc.assert(
      fc.property(pairTexts, (pair) => {
        const [old] = catalogsOf(pair);
        expect(payloadChanges(old, old)).toEqual([]);
        expect(payloadChanges(old, catalogOfText(pair.before, SETTINGS) ?? old)).toEqual([]);
      }),
      runs(30),
    );
  });

  it('are the same again, and whatever the order of the definitions', () => {
    fc.assert(
      fc.property(pairTexts, (pair) => {
        const [old, next] = catalogsOf(pair);
        const found = payloadChanges(old, next);
        expect(payloadChanges(old, next)).toEqual(found);
        const { catalog } = catalogFrom({ 'definitions.yaml': reversed(pair.after) });
        expect(told(payloadChanges(old, catalog))).toEqual(told(found));
      }),
      runs(60),
    );
  });
});
