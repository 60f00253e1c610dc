import { editDistance } from '../../diagnostics/index.js';
import { memoised } from '../../model/graph.js';
import { grouped } from '../../model/grouped.js';
import type { Catalog, Field } from '../../model/index.js';
import { printType } from '../../model/values/print-type.js';
import { ABBREVIATIONS, IDENTITY_WORDS, MOMENT_WORDS } from '../lexicon/abbreviations.js';
import { indexOfPhrase } from '../lexicon/phrases.js';
import { splitWords } from '../lexicon/split-words.js';
import { conceptsWith } from '../lexicon/vocabulary.js';

/** A field that is gone, and a new one of the same type that may be the same under another name. */
export interface LikelyRename {
  readonly old: Field;
  readonly now: Field;
}

/** Of so many fields of one type that came and went, none can be told from the others. */
const MOST_COMPARED = 20;

/** Pairs the fields that are gone with new ones by type and name; each is in one pair at most. */
export function likelyRenames(
  catalog: Catalog,
  gone: readonly Field[],
  come: readonly Field[],
): readonly LikelyRename[] {
  const synonyms = synonymsOf(catalog);
  const byType = grouped(come, ({ type }) => printType(type));
  const taken = new Set<Field>();
  return gone.flatMap((old) => {
    const candidates = byType.get(printType(old.type)) ?? [];
    if (candidates.length > MOST_COMPARED) return [];
    const [best] = candidates
      .filter((now) => !taken.has(now))
      .map((now) => ({ now, score: likeness(wordsOf(old.name, synonyms), wordsOf(now.name, synonyms)) }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score);
    if (!best) return [];
    taken.add(best.now);
    return [{ old, now: best.now }];
  });
}

/** Phrases that mean one thing, the longest first, each with the one that stands for all of them. */
type Synonyms = readonly (readonly [phrase: readonly string[], instead: readonly string[]])[];

const synonymsOf = memoised((catalog): Synonyms => {
  const concepts = conceptsWith(catalog.settings.lint.lexicon.synonyms);
  const pairs = concepts.flatMap(({ phrases: [first = [], ...others] }) => others.map((one) => [one, first] as const));
  return pairs.sort(([a], [b]) => b.length - a.length);
});

function wordsOf(name: string, synonyms: Synonyms): readonly string[] {
  let words: readonly string[] = splitWords(name).map((word) => ABBREVIATIONS.get(word) ?? word);
  for (const [phrase, instead] of synonyms) {
    const at = indexOfPhrase(words, phrase);
    if (at !== -1) words = [...words.slice(0, at), ...instead, ...words.slice(at + phrase.length)];
  }
  return words;
}

/** 3: the same words; 2: one name says more than the other; 1: one word is spelled otherwise; 0: not alike. */
function likeness(one: readonly string[], other: readonly string[]): number {
  if (one.join(' ') === other.join(' ')) return 3;
  const [a, b] = [one.filter(isTelling), other.filter(isTelling)];
  if (a.length === 0 || b.length === 0 || !isSameKind(one, other)) return 0;
  if (a.join(' ') === b.join(' ')) return 3;
  if (a.every((word) => b.includes(word)) || b.every((word) => a.includes(word))) return 2;
  return isMisspelling(a, b) ? 1 : 0;
}

function isTelling(word: string): boolean {
  return !IDENTITY_WORDS.has(word) && !MOMENT_WORDS.has(word);
}

/** `orderId` and `orderNumber` may be one thing, `order` and `orderId` are not. */
function isSameKind(one: readonly string[], other: readonly string[]): boolean {
  const has = (words: readonly string[], kind: ReadonlySet<string>) => words.some((word) => kind.has(word));
  return has(one, IDENTITY_WORDS) === has(other, IDENTITY_WORDS) && has(one, MOMENT_WORDS) === has(other, MOMENT_WORDS);
}

function isMisspelling(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  const other = a.flatMap((word, index) => (word === b[index] ? [] : [[word, b[index] ?? ''] as const]));
  const [first, second] = other;
  if (first === undefined || second !== undefined) return false;
  const length = Math.max(first[0].length, first[1].length);
  const limit = length < 5 ? 0 : length < 12 ? 1 : 2;
  return limit > 0 && editDistance(first[0], first[1], limit) <= limit;
}
