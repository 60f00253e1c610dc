import { push } from '../../model/grouped.js';
import { builtIn, type Dictionary } from './dictionary.js';
import { ableBases, gerundBases, gerundOf, participleOf, pastBases, singularOf } from './inflect.js';
import { oneSpelling } from './spelling.js';
import { verbNouns } from './verb-nouns.js';

const verbsByNoun = collectNouns();

/** Whether `word` is the base form of a verb that the lexicon knows. */
export function isVerb(word: string, known: Dictionary = builtIn): boolean {
  return known.verbs.has(oneSpelling(word));
}

/** The verb that `word` is a past tense or participle of, in American spelling; a guess for verbs that are not known. */
export function verbOfPast(word: string, known: Dictionary = builtIn): string | undefined {
  const words = pastsOf(known);
  if (!words.has(word)) words.set(word, known.pasts.get(word) ?? bestBase(word, pastBases(word), known));
  return words.get(word);
}

/** What has been asked already: the names of a catalog are made of few words, and each is asked for many times. */
const askedPasts = new WeakMap<Dictionary, Map<string, string | undefined>>();

function pastsOf(known: Dictionary): Map<string, string | undefined> {
  const words = askedPasts.get(known) ?? new Map<string, string | undefined>();
  askedPasts.set(known, words);
  return words;
}

/** The verb that `word` is the -ing form of. */
export function verbOfGerund(word: string, known: Dictionary = builtIn): string | undefined {
  const bases = gerundBases(word).map(oneSpelling);
  return bases.find((base) => known.verbs.has(base));
}

/** The verb behind a word in -able or -ible: `printable` -> `print`. */
export function verbOfAble(word: string, known: Dictionary = builtIn): string | undefined {
  return ableBases(word)
    .map(oneSpelling)
    .find((base) => known.verbs.has(base));
}

/** What doing `verb` is called, the best noun first: `deliver` -> `delivery`; never empty. */
export function nounsOf(verb: string): readonly [string, ...string[]] {
  const [first, ...others] = verbNouns.get(oneSpelling(verb)) ?? [];
  if (first !== undefined) return [first, ...others];
  return [regularNoun(verb)];
}

/** Verbs that a noun is the doing of: `reservations` -> `reserve`. */
export function verbsOfNoun(noun: string, known: Dictionary = builtIn): readonly string[] {
  const one = oneSpelling(singularOf(noun));
  const listed = verbsByNoun.get(one) ?? [];
  const gerund = verbOfGerund(noun, known);
  const base = known.verbs.has(one) ? [one] : [];
  return [...new Set([...listed, ...(gerund === undefined ? [] : [gerund]), ...base, ...derived(one, known)])];
}

function bestBase(word: string, candidates: readonly string[], { verbs }: Dictionary): string | undefined {
  const bases = candidates.map(oneSpelling);
  return (
    bases.find((base) => verbs.has(base) && participleOf(base) === word) ??
    bases.find((base) => verbs.has(base)) ??
    bases.find((base) => verbs.has(withoutPrefix(base))) ??
    bases[0]
  );
}

/** Without a prefix that leaves the meaning be: `rebook` -> `book`. */
export function withoutPrefix(verb: string): string {
  return verb.replace(/^(re|pre|auto|co|self)(?=[a-z]{3})/, '');
}

function regularNoun(verb: string): string {
  const [base = verb, particle] = verb.split(' ');
  if (particle !== undefined) return nounsOf(base)[0];
  if (/[aeiou].*ate$/.test(verb)) return `${verb.slice(0, -1)}ion`;
  if (/.{2}i[zs]e$/.test(verb) && !verb.endsWith('size')) return `${verb.slice(0, -1)}ation`;
  if (verb.endsWith('ify')) return `${verb.slice(0, -1)}ication`;
  const latin = LATIN_NOUNS.find(([ending]) => ending.test(verb));
  if (latin) return verb.replace(latin[0], latin[1]);
  const bare = withoutPrefix(verb);
  if (bare !== verb && verbNouns.has(bare) && verb.startsWith('re')) return `re${nounsOf(bare)[0]}`;
  return gerundOf(verb);
}

/** Verbs from Latin and the nouns made of them: `disinfect` -> `disinfection`, `dilute` -> `dilution`. */
const LATIN_NOUNS: readonly (readonly [RegExp, string])[] = [
  [/(?<=[aeiru])(?<!^a|^ere|conta|impa|suspe|expe|negle|affe|indi)ct$/, 'ction'],
  [/(?<=[ceib]|tit|dil|ll|el)ute$/, 'ution'],
  [/duce$/, 'duction'],
  [/(?<=clu|tru|ero|rro|plo)de$/, 'sion'],
  [/(?<=compr|suppr|repr|impr)ess$/, 'ession'],
  [/scribe$/, 'scription'],
  [/(?<=con|in|di|re)vert$/, 'version'],
  [/lyze$/, 'lysis'],
  [/sorb$/, 'sorption'],
  [/solve$/, 'solution'],
  [/(?<=res|pres|cons|obs)erve$/, 'ervation'],
  [/(?<=ns|tr)form$/, 'formation'],
  [/(?<=ign)ite$/, 'ition'],
  [/(?<=inhib|exhib|prohib)it$/, 'ition'],
  [/(?<=em|^om|rem|perm|subm|nsm)it$/, 'ission'],
  [/(?<=comp|dep|exp)ose$/, 'osition'],
];

/** What a noun's ending says it is the doing of: `extrusion` -> `extrude`, `haulage` -> `haul`. */
function derived(noun: string, { verbs }: Dictionary): readonly string[] {
  if (noun.endsWith('ization')) return [`${noun.slice(0, -5)}e`];
  if (noun.endsWith('ification')) return [`${noun.slice(0, -7)}y`];
  const regular = noun.endsWith('ation') ? [`${noun.slice(0, -3)}e`] : [];
  const guesses = NOUN_ENDINGS.flatMap(([ending, bases]) =>
    noun.endsWith(ending) ? bases.map((base) => noun.slice(0, -ending.length) + base) : [],
  );
  return [...regular, ...guesses.filter((guess) => guess.length > 2 && verbs.has(guess))];
}

const NOUN_ENDINGS: readonly (readonly [ending: string, bases: readonly string[]])[] = [
  ['ion', ['', 'e']],
  ['sion', ['d', 'de', 't', 'se']],
  ['ation', ['', 'e']],
  ['ition', ['', 'e']],
  ['ment', ['']],
  ['al', ['', 'e']],
  ['ance', ['', 'e']],
  ['ence', ['', 'e']],
  ['age', ['', 'e']],
  ['ure', ['', 'e']],
  ['sis', ['ze']],
  ['esia', ['etize']],
  ['duction', ['duce']],
  ['scription', ['scribe']],
  ['version', ['vert']],
  ['sorption', ['sorb']],
  ['solution', ['solve']],
  ['mission', ['mit']],
];

function collectNouns(): ReadonlyMap<string, readonly string[]> {
  const verbs = new Map<string, string[]>();
  for (const [verb, nouns] of verbNouns) {
    for (const noun of nouns) push(verbs, oneSpelling(noun), verb);
  }
  return verbs;
}
