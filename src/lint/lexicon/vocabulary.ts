import { singularOf } from './inflect.js';
import { oneSpelling } from './spelling.js';
import { wordSet } from './word-set.js';

/**
 * Words for one thing, one group a line, phrases set apart by commas. Only what is one concept in any business: a
 * parcel may be in a package, a user is no customer, and a refusal no cancellation.
 */
const SYNONYMS = `
customer, client
basket, cart
doctor, physician
phone, telephone
surname, last name, family name
first name, given name, forename
postcode, postal code, zip code
birth date, date of birth, birthday, dob
`;

/** Short forms of a word: they are the same even within one message. */
const SHORT_FORMS = `
quantity, qty
amount, amt
address, addr
customer, cust
number, nbr
currency, ccy
account, acct
department, dept
`;

/** Words behind or before `client` that make it a program. */
const PROGRAMS = wordSet(
  'secret ip version app application certificate credential credentials library side request token device os agent browser key scope api http oauth web mobile thin rest',
);

/** Spellings that `oneSpelling` does not know, or knows only for verbs. */
const MORE_SPELLINGS: ReadonlyMap<string, string> = new Map([
  ['centre', 'center'],
  ['centres', 'centers'],
  ['grey', 'gray'],
  ['theatre', 'theater'],
  ['fibre', 'fiber'],
  ['litre', 'liter'],
  ['kilometre', 'kilometer'],
  ['despatch', 'dispatch'],
  ['despatched', 'dispatched'],
]);

/** Words that only look like a spelling of another one: a British cheque is no check, a licence is what one is licensed by. */
const OWN_WORDS =
  /^(cheques?|checks?|programmes?|programs?|tyres?|tires?|licen[cs]e[sd]?|practi[cs]e[sd]?|judge?ments?)$/;

/** Phrases that one concept goes by. */
export interface Concept {
  readonly phrases: readonly (readonly string[])[];
  /** The same, so that a phrase is found before one that is a part of it. */
  readonly longestFirst: readonly (readonly string[])[];
  /** The catalog says which one to use: the first. */
  readonly isSettled: boolean;
  /** Two of them in one message mean two things. */
  readonly areApartTogether: boolean;
}

/** The concepts that are built in; words of `settled` ones belong to those alone. */
export function conceptsWith(settled: readonly (readonly string[])[]): readonly Concept[] {
  const own = settled.map((words) => conceptOf(words, { isSettled: true, areApartTogether: false }));
  const taken = new Set(own.flatMap(({ phrases }) => phrases.map(textOf)));
  const builtIn = [
    ...linesOf(SYNONYMS).map((words) => conceptOf(words, { isSettled: false, areApartTogether: true })),
    ...linesOf(SHORT_FORMS).map((words) => conceptOf(words, { isSettled: false, areApartTogether: false })),
  ];
  const free = builtIn.filter(({ phrases }) => !phrases.some((phrase) => taken.has(textOf(phrase))));
  return [...own, ...free].filter(({ phrases }) => phrases.length > 1);
}

function conceptOf(words: readonly string[], kind: Pick<Concept, 'isSettled' | 'areApartTogether'>): Concept {
  const phrases = words.map((phrase) => phrase.split(' ').map(singularOf));
  return { phrases, longestFirst: [...phrases].sort((a, b) => b.length - a.length), ...kind };
}

function textOf(phrase: readonly string[]): string {
  return phrase.join(' ');
}

function linesOf(table: string): readonly (readonly string[])[] {
  return table
    .trim()
    .split('\n')
    .map((line) => line.split(', '));
}

/** Whether the phrase stands for a program there: `clientSecret`, `apiClient`. */
export function isProgram(words: readonly string[], at: number): boolean {
  return words[at] === 'client' && (PROGRAMS.has(words[at - 1] ?? '') || PROGRAMS.has(words[at + 1] ?? ''));
}

/** One spelling for a word that British and American English write differently, and for no other. */
export function spellingKey(word: string): string {
  return OWN_WORDS.test(word) ? word : (MORE_SPELLINGS.get(word) ?? oneSpelling(word));
}
