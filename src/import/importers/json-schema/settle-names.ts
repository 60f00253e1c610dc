import { grouped } from '../../../model/grouped.js';
import type { SchemaFamily } from './families.js';

/** Schemas of one name get other names, all of them: which one came first is no reason to be called better. */
export function settleNames(families: readonly SchemaFamily[]): readonly SchemaFamily[] {
  const named = grouped(families, ({ newest }) => newest.name.toLowerCase());
  const wishes = grouped(
    families.flatMap(({ newest }) => [...new Set(newest.hints.map((hint) => hint.toLowerCase()))]),
    (hint) => hint,
  );
  return families.map((family) => {
    const { newest } = family;
    if (named.get(newest.name.toLowerCase())?.length === 1) return family;
    const name = newest.hints.find(
      (hint) => !named.has(hint.toLowerCase()) && wishes.get(hint.toLowerCase())?.length === 1,
    );
    return name === undefined ? family : { ...family, newest: { ...newest, name } };
  });
}
