import type { Catalog, Constraints, EventDef, Field, TypeExpr } from '../../model/index.js';
import { innermostType, isPrimitive, resolveType, scalarsIn } from '../../model/values/value-type.js';
import { byText } from '../lexicon/by-text.js';
import { PLAN_WORDS } from '../lexicon/event-words.js';
import { indexPhrases, phraseAtEnd } from '../lexicon/phrases.js';
import { splitWords } from '../lexicon/split-words.js';
import { DAY_NOUNS, MOMENT_NOUNS, NO_DAY_WORDS, ONLY_A_DAY, OTHER_DATE_WORDS, PLACE_WORDS } from '../lexicon/times.js';

const MOMENTS = indexPhrases(MOMENT_NOUNS);
const DAYS = indexPhrases(DAY_NOUNS);
const ONLY_DAYS = indexPhrases(ONLY_A_DAY);

/** A time in a type that is none, and the type that it should have where that is certain. */
export interface TimeAsText {
  readonly as: 'text' | 'number';
  readonly better?: 'timestamp' | 'date';
}

/** Whether a field is a time by its name, and text or a number by its type; `type` is its own. */
export function timeAsText(
  catalog: Catalog,
  name: string,
  type: TypeExpr,
  own: Constraints = {},
): TimeAsText | undefined {
  const meant = timeMeant(name);
  if (!meant.isDay && meant.text === undefined && meant.number === undefined) return undefined;
  const resolved = innermostType(catalog, type, ['list', 'map']);
  if (resolved.kind !== 'primitive') return undefined;
  if (resolved.name === 'string') {
    // A pattern says how the text is written, and a short text is no whole date.
    return meant.text && !hasForm(catalog, type, own) ? meant.text : undefined;
  }
  // Seconds since 1970 have no room in an `int` for much longer: a date in one is a number like 20260301, or days.
  if (resolved.name === 'long') return meant.number ?? (meant.isDay ? { as: 'number' } : undefined);
  return resolved.name === 'int' ? meant.number : undefined;
}

/** What a name says about times, in a text and in a number. */
const timeMeant = byText((name) => {
  const words = splitWords(name);
  const isDay = words.at(-1) === 'date' && words.at(-2) !== 'to';
  return { text: asText(words), number: asNumber(words), isDay };
});

function asText(words: readonly string[]): TimeAsText | undefined {
  if (isMoment(words)) return { as: 'text', better: 'timestamp' };
  if (phraseAtEnd(DAYS, words) === undefined || words.some((word) => NO_DAY_WORDS.has(word))) return undefined;
  return phraseAtEnd(ONLY_DAYS, words) ? { as: 'text', better: 'date' } : { as: 'text' };
}

/** Numbers of days and hours are many; seconds since 1970 only have such names. */
function asNumber(words: readonly string[]): TimeAsText | undefined {
  const unit = ['ms', 'millis', 'epoch', 'seconds', 'sec', 'micros'].includes(words.at(-1) ?? '');
  const stem = unit ? words.slice(0, -1) : words;
  return isMoment(stem) || (unit && words.at(-1) === 'epoch') ? { as: 'number', better: 'timestamp' } : undefined;
}

/** `createdAt` is when; a single `at` too, and `locatedAt` is where. */
function isMoment(words: readonly string[]): boolean {
  const before = words.at(-2);
  if (words.at(-1) === 'at') return before === undefined || !PLACE_WORDS.has(before);
  return phraseAtEnd(MOMENTS, words) !== undefined;
}

function hasForm(catalog: Catalog, type: TypeExpr, own: Constraints): boolean {
  const bounds = [own, ...scalarsIn(catalog, type).map(({ constraints }) => constraints)];
  return bounds.some(({ pattern, maxLength }) => pattern !== undefined || (maxLength !== undefined && maxLength < 8));
}

/**
 * Whether a field says when the event happened: a moment or a day that is not planned, due or a date of somebody's life. Of
 * `ScreeningPlanned`, `plannedAt` is when it happened.
 */
export function tellsWhen(catalog: Catalog, { name }: EventDef, field: Field): boolean {
  const deed = splitWords(name).at(-1);
  const words = splitWords(field.name).filter((word) => word !== deed);
  const resolved = resolveType(catalog, field.type);
  if (words.some((word) => PLAN_WORDS.has(word)) && words.at(-1) !== 'time') return false;
  if (timeAsText(catalog, field.name, field.type) !== undefined) return true;
  if (resolved.kind === 'record') return resolved.fields.some((inner) => isPlainMoment(catalog, inner));
  if (resolved.kind !== 'primitive') return false;
  if (resolved.name === 'timestamp') return true;
  return resolved.name === 'date' && !words.some((word) => OTHER_DATE_WORDS.has(word));
}

function isPlainMoment(catalog: Catalog, field: Field): boolean {
  if (!isPrimitive(resolveType(catalog, field.type), 'timestamp')) return false;
  return !splitWords(field.name).some((word) => PLAN_WORDS.has(word));
}
