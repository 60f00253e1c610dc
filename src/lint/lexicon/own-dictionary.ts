import { builtIn, type Dictionary } from './dictionary.js';
import type { FailureKind } from './failure-words.js';
import { participleOf } from './inflect.js';
import { oneSpelling } from './spelling.js';
import { verbOfPast } from './verbs.js';

/** Words of one business, in lower case; phrases with spaces. */
export interface OwnWords {
  /** Base forms: `tokenize`. */
  readonly verbs: readonly string[];
  /** Participles of what may go otherwise: `tokenized`. */
  readonly fallible: readonly string[];
  /** Participles of what cannot: `noted`. */
  readonly certain: readonly string[];
  /** What says that something failed: `scratched`, `went sideways`. */
  readonly failures: readonly string[];
}

/** The built-in words and those of a business, which count for more. Without any it is the built-in ones themselves. */
export function dictionaryWith({ verbs, fallible, certain, failures }: OwnWords): Dictionary {
  if ([verbs, fallible, certain, failures].every((list) => list.length === 0)) return builtIn;
  const bases = verbs.map((verb) => oneSpelling(firstOf(verb)));
  const known = { ...builtIn, verbs: new Set([...builtIn.verbs, ...bases]) };
  const told = [...fallible, ...certain].map((participle) => ({ participle, verb: verbOf(participle, known) }));
  const verbsOf = (list: readonly string[]) => new Set(list.map((participle) => verbOf(participle, known)));
  return {
    verbs: new Set([...known.verbs, ...told.map(({ verb }) => firstOf(verb))]),
    pasts: new Map([
      ...bases.map((base) => [participleOf(base), base] as const),
      ...told.map(({ participle, verb }) => [firstOf(participle), firstOf(verb)] as const),
    ]),
    fallible: verbsOf(fallible),
    certain: verbsOf(certain),
    failureWords: failureWordsWith(failures, [...fallible, ...certain]),
    failurePhrases: new Map([...builtIn.failurePhrases, ...phrasesIn(failures)]),
  };
}

/** The verb of a participle, with its particle: `picked up` -> `pick up`; the word itself where its verb cannot be told. */
function verbOf(participle: string, known: Dictionary): string {
  const [word = '', ...particle] = participle.split(' ');
  return [verbOfPast(word, known) ?? word, ...particle].join(' ');
}

/** What a business calls an ordinary deed is no failure there, whatever the word means elsewhere. */
function failureWordsWith(failures: readonly string[], deeds: readonly string[]): Dictionary['failureWords'] {
  const words = new Map(builtIn.failureWords);
  for (const deed of deeds) words.delete(deed);
  for (const word of failures) if (!word.includes(' ')) words.set(word, withFailed(words.get(word)));
  return words;
}

function withFailed(kinds: readonly FailureKind[] = []): readonly FailureKind[] {
  return [...new Set<FailureKind>([...kinds, 'failed'])];
}

function phrasesIn(failures: readonly string[]): readonly (readonly [string, FailureKind])[] {
  return failures.filter((word) => word.includes(' ')).map((word) => [word.split(' ').slice(-2).join(' '), 'failed']);
}

function firstOf(phrase: string): string {
  return phrase.split(' ')[0] ?? phrase;
}
