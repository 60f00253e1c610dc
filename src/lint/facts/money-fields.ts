import { memoised } from '../../model/graph.js';
import type { Catalog, Field, TypeExpr } from '../../model/index.js';
import { innermostType, isPrimitive, type ResolvedType } from '../../model/values/value-type.js';
import { byText } from '../lexicon/by-text.js';
import {
  COUNTABLE,
  CURRENCY_CODES,
  CURRENCY_WORDS,
  MAYBE_MONEY,
  MINOR_UNITS,
  MONEY_NOUNS,
  MONEY_TAILS,
  NOT_MONEY_WORDS,
  NOT_PRICE_WORDS,
  UNIT_FIELDS,
} from '../lexicon/money.js';
import { indexPhrases, phraseAtEnd } from '../lexicon/phrases.js';
import { splitWords } from '../lexicon/split-words.js';
import { phrasesWith } from './own-words.js';

const MAYBE = indexPhrases(MAYBE_MONEY);

const nounsOf = phrasesWith(MONEY_NOUNS, 'money');

/** A field or type that may hold an amount, with what stands beside it. */
export interface Amount {
  readonly name: string;
  readonly type: TypeExpr;
  readonly record: readonly Field[];
}

/** What a name says about money: `sure` in any number, `fraction` only in one that is not whole. */
const meaningOf = memoised((catalog) => byText((name) => moneyMeant(catalog, splitWords(name))));

function moneyMeant(catalog: Catalog, words: readonly string[]): 'sure' | 'fraction' | undefined {
  const stem = withoutTails(words);
  const noun = phraseAtEnd(nounsOf(catalog), stem) ?? phraseAtEnd(nounsOf(catalog), words);
  const maybe = phraseAtEnd(MAYBE, stem) ?? phraseAtEnd(MAYBE, words);
  if (noun === undefined && maybe === undefined) return undefined;
  const isPrice = noun !== undefined && !COUNTABLE.has(noun.at(-1) ?? '');
  const others = isPrice ? NOT_PRICE_WORDS : NOT_MONEY_WORDS;
  if (words.some((word) => others.has(word) && !noun?.includes(word))) return undefined;
  return noun !== undefined || words.some((word) => MINOR_UNITS.has(word)) ? 'sure' : 'fraction';
}

/** Whether a number is an amount of money, by its name and what stands beside it. */
export function isMoney(catalog: Catalog, { name, type, record }: Amount): boolean {
  const meant = meaningOf(catalog)(name);
  if (meant === undefined) return false;
  const resolved = numberIn(catalog, type);
  if (resolved === undefined || hasUnit(record)) return false;
  return meant === 'sure' || !isWhole(resolved);
}

/** Whether an amount of money is held as a binary fraction, which can not even hold 0.10. */
export function isMoneyAsFloat(catalog: Catalog, amount: Amount): boolean {
  const resolved = innermostType(catalog, amount.type, ['list', 'map']);
  return isFloat(resolved) && isMoney(catalog, amount);
}

function numberIn(catalog: Catalog, type: TypeExpr): ResolvedType | undefined {
  const resolved = innermostType(catalog, type, ['list', 'map']);
  return resolved.kind === 'decimal' || isWhole(resolved) || isFloat(resolved) ? resolved : undefined;
}

function isWhole(type: ResolvedType): boolean {
  return isPrimitive(type, 'int', 'long');
}

function isFloat(type: ResolvedType): boolean {
  return isPrimitive(type, 'float', 'double');
}

function withoutTails(words: readonly string[]): readonly string[] {
  const last = words.findLastIndex(
    (word) => !MINOR_UNITS.has(word) && !MONEY_TAILS.has(word) && !CURRENCY_CODES.has(word) && word !== 'in',
  );
  return words.slice(0, last + 1);
}

function hasUnit(record: readonly Field[]): boolean {
  return record.some((field) => UNIT_FIELDS.has(splitWords(field.name).at(-1) ?? ''));
}

/** Whether a record says in which currency its amounts are. */
export function hasCurrency(catalog: Catalog, record: readonly Field[]): boolean {
  return record.some((field) => saysCurrency(catalog, field.name, field.type));
}

function saysCurrency(catalog: Catalog, name: string, type: TypeExpr): boolean {
  if (splitWords(name).some((word) => CURRENCY_WORDS.has(word))) return true;
  if (type.kind === 'nullable') return saysCurrency(catalog, name, type.inner);
  return type.kind === 'named' && splitWords(type.ref.name).some((word) => CURRENCY_WORDS.has(word));
}

/** Whether a name or a named type has a currency in it: `amountEur`, `EurCents`. */
export function namesCurrency(name: string, type: TypeExpr): boolean {
  if (splitWords(name).some((word) => CURRENCY_CODES.has(word))) return true;
  if (type.kind === 'named') return splitWords(type.ref.name).some((word) => CURRENCY_CODES.has(word));
  if (type.kind === 'nullable') return namesCurrency('', type.inner);
  return type.kind === 'list' && namesCurrency('', type.items);
}
