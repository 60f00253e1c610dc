import { factVerbs } from './fact-verbs.js';
import { fallibleVerbs } from './fallible-verbs.js';
import { ableBases, gerundBases, gerundOf, participleOf, pastBases, singularOf } from './inflect.js';
import { irregularVerbs } from './irregular-verbs.js';
import { plainVerbs } from './plain-verbs.js';
import { oneSpelling } from './spelling.js';
import { lightVerbs, reversalVerbs } from './verb-classes.js';
import { verbNouns } from './verb-nouns.js';

/** Verbs that commands and events use and no other table knows. */
const MORE_VERBS = `
abandon alert allow appear archive attempt ban blacklist block bounce breach calculate categorize choose claim classify clone comment compare compress configure contact copy
correct customize cycle deactivate decide decline decrease decrement delay demote determine disable discard disconnect discount display draft dump duplicate
edit eject eliminate email emit enable ensure enter estimate evaluate exceed exclude expire explore extract fetch filter flag flush forward gather
get guess hide highlight ignore illustrate increment inform initialize initiate inquire intercept invalidate investigate isolate join kick label lapse lock log
look lower maintain manage mark miss monitor move mute name negotiate nominate note object observe opt pause persist place plan poll
process prune resign resume retire remind represent reveal remain retain refresh repeat purge query raise rank react reach reassess recalculate recommend reconsider reduce reject rename reorder report request require review
revise save say search select share shrink shortlist sign skip snooze split start stop store stream submit suggest summarize suspend tag take terminate tip toggle touch
trace track trash try tune unassign unblock undo unlink unload unpublish unsubscribe use view vote wait walk warn watch weigh welcome
`;

const knownVerbs: ReadonlySet<string> = new Set([
  ...fallibleVerbs,
  ...plainVerbs,
  ...factVerbs,
  ...lightVerbs,
  ...reversalVerbs,
  ...irregularVerbs.keys(),
  ...[...verbNouns.keys()].map((verb) => verb.split(' ')[0] ?? verb),
  ...MORE_VERBS.trim().split(/\s+/),
]);

const verbsByNoun = collectNouns();

/** Whether `word` is the base form of a verb that the lexicon knows. */
export function isVerb(word: string): boolean {
  return knownVerbs.has(oneSpelling(word));
}

/** The verb that `word` is a past tense or participle of, in American spelling; a guess for verbs that are not known. */
export function verbOfPast(word: string): string | undefined {
  return bestBase(word, pastBases(word));
}

/** The verb that `word` is the -ing form of. */
export function verbOfGerund(word: string): string | undefined {
  const bases = gerundBases(word).map(oneSpelling);
  return bases.find((base) => knownVerbs.has(base));
}

/** The verb behind a word in -able or -ible: `printable` -> `print`. */
export function verbOfAble(word: string): string | undefined {
  return ableBases(word)
    .map(oneSpelling)
    .find((base) => knownVerbs.has(base));
}

/** What doing `verb` is called, the best noun first: `deliver` -> `delivery`; never empty. */
export function nounsOf(verb: string): readonly [string, ...string[]] {
  const [first, ...others] = verbNouns.get(oneSpelling(verb)) ?? [];
  if (first !== undefined) return [first, ...others];
  return [regularNoun(verb)];
}

/** Verbs that a noun is the doing of: `reservations` -> `reserve`. */
export function verbsOfNoun(noun: string): readonly string[] {
  const one = oneSpelling(singularOf(noun));
  const listed = verbsByNoun.get(one) ?? [];
  const gerund = verbOfGerund(noun);
  const base = knownVerbs.has(one) ? [one] : [];
  return [...new Set([...listed, ...(gerund === undefined ? [] : [gerund]), ...base, ...derived(one)])];
}

function bestBase(word: string, candidates: readonly string[]): string | undefined {
  const bases = candidates.map(oneSpelling);
  return (
    bases.find((base) => knownVerbs.has(base) && participleOf(base) === word) ??
    bases.find((base) => knownVerbs.has(base)) ??
    bases.find((base) => knownVerbs.has(withoutPrefix(base))) ??
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
  const bare = withoutPrefix(verb);
  if (bare !== verb && verbNouns.has(bare) && verb.startsWith('re')) return `re${nounsOf(bare)[0]}`;
  return gerundOf(verb);
}

/** What a noun's ending says it is the doing of: `extrusion` -> `extrude`, `haulage` -> `haul`. */
function derived(noun: string): readonly string[] {
  if (noun.endsWith('ization')) return [`${noun.slice(0, -5)}e`];
  if (noun.endsWith('ification')) return [`${noun.slice(0, -7)}y`];
  const regular = noun.endsWith('ation') ? [`${noun.slice(0, -3)}e`] : [];
  const guesses = NOUN_ENDINGS.flatMap(([ending, bases]) =>
    noun.endsWith(ending) ? bases.map((base) => noun.slice(0, -ending.length) + base) : [],
  );
  return [...regular, ...guesses.filter((guess) => guess.length > 2 && knownVerbs.has(guess))];
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
];

function collectNouns(): ReadonlyMap<string, readonly string[]> {
  const verbs = new Map<string, string[]>();
  for (const [verb, nouns] of verbNouns) {
    for (const noun of nouns) verbs.set(oneSpelling(noun), [...(verbs.get(oneSpelling(noun)) ?? []), verb]);
  }
  return verbs;
}
