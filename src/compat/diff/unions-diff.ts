import type { NameRef, UnionType } from '../../model/index.js';
import type { PayloadDiff } from './payload-diff.js';
import { joined, note, type Place } from './place.js';
import { diffValues } from './value-diff.js';
import { caseValue } from './written-value.js';

/** Cases by their tags: a case that is there on both sides is one value. */
export function diffUnions(diff: PayloadDiff, place: Place, old: UnionType, next: UnionType): void {
  if (old.discriminator !== next.discriminator) {
    note(place, 'discriminator-changed', { from: old.discriminator, to: next.discriminator });
  }
  const [before, after] = [casesOf(old), casesOf(next)];
  for (const [tag, ref] of before) {
    const same = after.get(tag);
    if (!same) note({ ...place, old: ref.span }, 'union-case-removed', { tag, type: ref.name }, 'old');
    else {
      const inner = { ...place, at: joined(place.at, tag), old: ref.span, new: same.span };
      diffValues(diff, inner, caseValue(ref), caseValue(same));
    }
  }
  for (const [tag, ref] of after) {
    if (!before.has(tag)) note({ ...place, new: ref.span }, 'union-case-added', { tag, type: ref.name }, 'new');
  }
}

function casesOf(union: UnionType): ReadonlyMap<string, NameRef> {
  return new Map(union.cases.map(({ tag, type }) => [tag, type]));
}
