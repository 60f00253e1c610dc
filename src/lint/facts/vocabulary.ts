import type { Span } from '../../diagnostics/index.js';
import { memoised } from '../../model/graph.js';
import { type Catalog, type Element, messagesIn } from '../../model/index.js';
import { byText } from '../lexicon/by-text.js';
import { singularOf } from '../lexicon/inflect.js';
import { indexOfPhrase } from '../lexicon/phrases.js';
import { type Concept, conceptsWith, isProgram, spellingKey } from '../lexicon/vocabulary.js';
import { writtenFields } from './field-case.js';
import { lexiconOf } from './lexicon-of.js';
import { isCurrent } from './message-standing.js';
import { groupsOfSame } from './same-names.js';

/** A word or phrase at a place where it is used. */
export interface WordUse {
  readonly phrase: string;
  readonly span: Span;
  /** The message or type that it stands in. */
  readonly element: Element;
  /** The name, as a sentence says it: `clientId` of `OrderPlaced`. */
  readonly where: string;
}

/** One concept, or one word in two spellings, with every use of it. */
export interface WordGroup {
  readonly kind: 'synonyms' | 'spellings';
  /** The words, the best one first. */
  readonly phrases: readonly string[];
  /** The settings say that the first one is to be used. */
  readonly isSettled: boolean;
  readonly uses: readonly WordUse[];
}

/** What the catalog says in more than one word, or in a word that its settings do not want. */
export const mixedVocabulary = memoised((catalog): readonly WordGroup[] => {
  const lists = new Set<readonly string[]>();
  eachName(catalog, (words) => lists.add(words));
  const words = new Set([...lists].flat());
  const concepts = mixedConcepts(catalog, words);
  const spellings = groupsOfSame(words, spellingKey);
  if (concepts.length === 0 && spellings.length === 0) return [];
  const wanted = new Set([...concepts.flatMap(({ phrases }) => phrases.flat()), ...spellings.flat()]);
  const isWanted = (word: string) => wanted.has(word) || wanted.has(singularOf(word));
  const wantedLists = new Set([...lists].filter((list) => list.some(isWanted)));
  const names: Name[] = [];
  eachName(catalog, (words, span, element, path) => {
    if (wantedLists.has(words)) names.push({ words, span, element, ...(path !== undefined && { path }) });
  });
  return [...concepts.flatMap((concept) => usesOfConcept(concept, names)), ...usesOfSpellings(spellings, names)];
});

interface Name {
  /** The same list for the same name. */
  readonly words: readonly string[];
  readonly span: Span;
  readonly element: Element;
  /** Of a field: its path. */
  readonly path?: string;
}

/** Visits names of messages, types and their fields that can still be changed, and that people wrote. */
function eachName(
  catalog: Catalog,
  visit: (words: readonly string[], span: Span, element: Element, path?: string) => unknown,
): void {
  const { wordsOf } = lexiconOf(catalog);
  for (const element of [...messagesIn(catalog), ...catalog.types.values()]) {
    const isOld = 'payload' in element ? !isCurrent(element) : element.deprecated !== undefined;
    if (isOld || !catalog.texts.has(element.nameSpan.file)) continue;
    const name = 'name' in element ? element.name : element.id;
    visit(wordsOf(name), element.nameSpan, element);
  }
  for (const [element, fields] of writtenFields(catalog)) {
    for (const { field, path, retired } of fields) {
      if (!retired) visit(wordsOf(field.name), field.nameSpan, element, path);
    }
  }
}

/** Concepts of which the catalog has more than one word, or one that the settings do not want. */
function mixedConcepts(catalog: Catalog, words: ReadonlySet<string>): readonly Concept[] {
  const singulars = new Set([...words].map(singularOf));
  const isThere = (phrase: readonly string[]) => phrase.every((word) => singulars.has(word));
  return conceptsWith(catalog.settings.lint.lexicon.synonyms).filter(({ phrases, isSettled }) =>
    isSettled ? phrases.slice(1).some(isThere) : phrases.filter(isThere).length > 1,
  );
}

function usesOfConcept(concept: Concept, names: readonly Name[]): readonly WordGroup[] {
  const own = new Set(concept.phrases.flat());
  const singular = byText(singularOf);
  const about = names
    .filter(({ words }) => words.some((word) => own.has(singular(word))))
    .map((name) => ({ ...name, words: name.words.map(singular) }));
  const clients = hasClients(about);
  const uses = about.flatMap((name) => usesOf(concept, name, clients));
  if (concept.areApartTogether && standTogether(uses)) return [];
  const phrases = concept.phrases.map((phrase) => phrase.join(' '));
  return [{ kind: 'synonyms' as const, phrases, isSettled: concept.isSettled, uses }];
}

/** The phrases of a concept in one name; a longer one hides the shorter ones in it. */
function usesOf({ longestFirst, isSettled }: Concept, name: Name, clients: boolean): readonly WordUse[] {
  const rest = [...name.words];
  const found: WordUse[] = [];
  for (const phrase of longestFirst) {
    const at = indexOfPhrase(rest, phrase);
    if (at < 0 || (!isSettled && !isPerson(name.words, at, clients))) continue;
    rest.fill('', at, at + phrase.length);
    found.push(useOf(name, phrase.join(' ')));
  }
  return found;
}

/** A `clientId` is a program's as long as no message or type is about clients. */
function isPerson(words: readonly string[], at: number, clients: boolean): boolean {
  return !isProgram(words, at) && (clients || words.join(' ') !== 'client id');
}

function hasClients(names: readonly Name[]): boolean {
  return names.some(({ words, path }) => {
    const at = words.indexOf('client');
    return at >= 0 && path === undefined && !isProgram(words, at);
  });
}

/** Whether one message or type uses two of the phrases: then they mean two things. */
function standTogether(uses: readonly WordUse[]): boolean {
  const seen = new Map<Element, string>();
  return uses.some(({ element, phrase }) => {
    const other = seen.get(element) ?? phrase;
    seen.set(element, other);
    return other !== phrase;
  });
}

function usesOfSpellings(groups: readonly (readonly string[])[], names: readonly Name[]): readonly WordGroup[] {
  const groupOf = new Map(groups.flatMap((group) => group.map((word) => [word, group] as const)));
  const uses = new Map<readonly string[], WordUse[]>(groups.map((group) => [group, []]));
  for (const name of names) {
    for (const word of name.words) uses.get(groupOf.get(word) ?? [])?.push(useOf(name, word));
  }
  return [...uses].map(([phrases, each]) => ({ kind: 'spellings', phrases, isSettled: false, uses: each }));
}

function useOf({ span, element, path }: Name, phrase: string): WordUse {
  const where = path === undefined ? `\`${element.id}\`` : `\`${path}\` of \`${element.id}\``;
  return { phrase, span, element, where };
}
