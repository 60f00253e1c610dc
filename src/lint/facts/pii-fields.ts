import { memoised, namesOf } from '../../model/graph.js';
import { push } from '../../model/grouped.js';
import type { Catalog, Field, MessageDef, TypeExpr } from '../../model/index.js';
import { innermostType, type ResolvedType, scalarsIn, typeRefsIn } from '../../model/values/value-type.js';
import { byText } from '../lexicon/by-text.js';
import { indexPhrases, phraseAtEnd } from '../lexicon/phrases.js';
import {
  ADDRESS_FIELDS,
  ADDRESS_WORDS,
  AMBIGUOUS_NOUNS,
  CONCEALED_WORDS,
  DATED_PII,
  ENUMERABLE_PII,
  IMPERSONAL_WORDS,
  NUMERIC_PII,
  PERSON_NAMES,
  PERSON_WORDS,
  PERSONS_OR_OTHERS,
  PII_NOUNS,
} from '../lexicon/pii.js';
import { splitWords } from '../lexicon/split-words.js';
import type { DeclaredField } from './declared-fields.js';
import { spokenName } from './identity-fields.js';
import { phrasesWith } from './own-words.js';

const NAMES = indexPhrases(PERSON_NAMES);
const IN_ADDRESS = new Set(ADDRESS_FIELDS);

const nounsOf = phrasesWith(PII_NOUNS, 'pii');

/**
 * The personal data that a name means, as in `email`, if its type can hold that. `around` is the name of the type, field or
 * message that it stands in: `name` in a `Passenger` or in `PassengerBoarded` is a person's, and in a `Product` it is not.
 */
export function personalDataIn(catalog: Catalog, name: string, type: TypeExpr, around = ''): string | undefined {
  const noun = nounFinder(catalog)(`${around} ${name}`);
  return noun !== undefined && canHold(innermostType(catalog, type, ['list', 'map']), noun) ? noun : undefined;
}

/** The same for a field of a payload or a type; in a payload, the message says who or what the field belongs to. */
export function personalDataOf(catalog: Catalog, { field, around, message }: DeclaredField): string | undefined {
  if (around !== '') return personalDataIn(catalog, field.name, field.type, around);
  const noun = personalDataIn(catalog, field.name, field.type, personIn(message));
  const isAmbiguous = AMBIGUOUS_NOUNS.has(spokenName(field.name)) && isImpersonal([], splitWords(message.name));
  return isAmbiguous ? undefined : noun;
}

/** The person that a message is about: of `CustomerRegistered` and `CreateCustomer`, not of `CustomerSegmentDefined`. */
function personIn(message: MessageDef): string {
  const words = splitWords(message.name);
  const subject = message.kind === 'event' ? words[0] : words.at(-1);
  return words.length === 2 && subject !== undefined && PERSON_WORDS.has(subject) ? subject : '';
}

/** The personal data that the last word of a text means as a field of what stands before it. */
const nounFinder = memoised((catalog) =>
  byText((both) => {
    const at = both.lastIndexOf(' ');
    const [outer, words] = [splitWords(both.slice(0, at)), splitWords(both.slice(at + 1))];
    if ([...outer, ...words].some((word) => CONCEALED_WORDS.has(word))) return undefined;
    return nounIn(catalog, words, outer);
  }),
);

function nounIn(catalog: Catalog, words: readonly string[], outer: readonly string[]): string | undefined {
  const noun = phraseAtEnd(nounsOf(catalog), words);
  if (noun) {
    const before = words.slice(0, words.length - noun.length);
    return isImpersonal(before, outer) ? undefined : noun.join(' ');
  }
  return personName(words, outer) ?? addressField(words, outer);
}

/** A person named right before the noun wins over what stands around it: `storeOwnerEmail`, `guest` in a `HotelBooking`. */
function isImpersonal(before: readonly string[], outer: readonly string[]): boolean {
  const nearest = [...outer, ...before].findLast((word) => isPerson(word) || IMPERSONAL_WORDS.has(word));
  return nearest !== undefined && !isPerson(nearest);
}

function isPerson(word: string): boolean {
  return PERSON_WORDS.has(word) || PERSONS_OR_OTHERS.has(word);
}

function personName(words: readonly string[], outer: readonly string[]): string | undefined {
  const name = phraseAtEnd(NAMES, words);
  if (name === undefined) return undefined;
  const before = words.slice(0, words.length - name.length);
  const owner = before.at(-1) ?? outer.at(-1) ?? '';
  if (!PERSON_WORDS.has(owner) || isImpersonal([], [...outer, ...before])) return undefined;
  return `${owner} ${name.join(' ')}`;
}

function addressField(words: readonly string[], outer: readonly string[]): string | undefined {
  if (!ADDRESS_WORDS.has(outer.at(-1) ?? '') || isImpersonal([], outer)) return undefined;
  return IN_ADDRESS.has(words.join(' ')) ? `address ${words.join(' ')}` : undefined;
}

/** Flags hold no personal data, ids stand for it, and numbers, dates and enumerations only hold some of it. */
function canHold(type: ResolvedType, noun: string): boolean {
  const words = noun.split(' ');
  if (type.kind === 'enum') return words.some((word) => ENUMERABLE_PII.has(word));
  if (type.kind !== 'primitive') return false;
  switch (type.name) {
    case 'string':
    case 'email':
      return true;
    case 'int':
    case 'long':
      return words.some((word) => NUMERIC_PII.has(word));
    case 'date':
    case 'timestamp':
      return words.some((word) => DATED_PII.has(word));
    default:
      return false;
  }
}

/** Whether a field is marked as personal data, by itself or by the named scalar that it has for a type. */
export function isMarkedPersonal(catalog: Catalog, field: Field): boolean {
  return field.pii || scalarsIn(catalog, field.type).some(({ pii }) => pii);
}

/** Types in which a field is marked as personal, directly or in a type below. */
export const personalTypes = memoised((catalog): ReadonlySet<string> => {
  const usedBy = new Map<string, string[]>();
  const found: string[] = [];
  for (const type of catalog.types.values()) {
    const fields = type.shape === 'record' ? type.fields : [];
    const below = [
      ...fields.flatMap((field) => namesIn(field.type)),
      ...(type.shape === 'union' ? type.cases.map((one) => one.type.name) : []),
      ...(type.shape === 'scalar' ? namesIn(type.type) : []),
    ];
    for (const name of below) push(usedBy, name, type.id);
    const inline = fields.some((field) => isMarkedPersonal(catalog, field) || hasMarkInline(catalog, field.type));
    if (inline || (type.shape === 'scalar' && type.pii)) found.push(type.id);
  }
  const personal = new Set<string>();
  for (let id = found.pop(); id !== undefined; id = found.pop()) {
    if (personal.has(id)) continue;
    personal.add(id);
    found.push(...(usedBy.get(id) ?? []));
  }
  return personal;
});

function hasMarkInline(catalog: Catalog, type: TypeExpr): boolean {
  if (type.kind === 'list') return hasMarkInline(catalog, type.items);
  if (type.kind === 'map') return hasMarkInline(catalog, type.values);
  if (type.kind === 'nullable') return hasMarkInline(catalog, type.inner);
  if (type.kind === 'anyOf') return type.options.some((option) => hasMarkInline(catalog, option));
  if (type.kind !== 'record') return false;
  return type.fields.some((field) => isMarkedPersonal(catalog, field) || hasMarkInline(catalog, field.type));
}

function namesIn(type: TypeExpr): readonly string[] {
  return namesOf(typeRefsIn(type));
}
