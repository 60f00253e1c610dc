import { builtIn, type Dictionary } from './dictionary.js';
import { eventTense } from './event-tense.js';
import { isWork } from './fallibility.js';
import { singularOf } from './inflect.js';
import { isPastAt, isPhrasal, meaningRawWords, parseEventName } from './message-name.js';
import { isOfKind } from './noun-classes.js';
import { oneSpelling } from './spelling.js';
import { joinWords, nameStyle } from './split-words.js';
import { isVerb, nounsOf, verbsOfNoun } from './verbs.js';

/** Verbs that add nothing to an object that is a deed itself: `RefundIssued` fails as `RefundFailed`. */
const DROPPED = new Set([
  'succeed',
  'pass',
  'complete',
  'finish',
  'finalize',
  'make',
  'perform',
  'issue',
  'handle',
  'conduct',
  'run',
]);

/** Verbs whose object alone says it: `TestsPassed` fails as `TestsFailed`. */
const ALWAYS_DROPPED = new Set(['succeed', 'pass']);

const PREPOSITIONS = new Set('to by for from with at into onto as of in on'.split(' '));

/** Names for the failure of what the event `success` tells, the best first: `StockReserved` -> `StockReservationFailed`. */
export function failureNamesOfEvent(success: string, known: Dictionary = builtIn): readonly string[] {
  const raw = meaningRawWords(success);
  const { subject, verbs, words } = parseEventName(success, known);
  const verb = verbs.at(-1);
  if (verb === undefined && eventTense(success, known).kind === 'command') return failureNamesOfCommand(success, known);
  const plain = [...raw, 'Failed'];
  if (verb === undefined) return named(success, [plain]);
  const object = raw.slice(0, subject.length);
  const british = words.some((word, index) => isPastAt(words, index, known) && oneSpelling(word) !== word);
  return named(success, [
    [...deed(object, verb, british, known), 'Failed'],
    [...withNoun(object, verb, british, known), 'Failed'],
    plain,
  ]);
}

/** Names for the failure of the command `name`, the best first: `CapturePayment` -> `PaymentCaptureFailed`. */
export function failureNamesOfCommand(name: string, known: Dictionary = builtIn): readonly string[] {
  const raw = meaningRawWords(name).filter((word, index) => index === 0 || !/^command$/i.test(word));
  const [first = '', ...others] = raw;
  const base = oneSpelling(first.toLowerCase());
  const phrasal = isPhrasal(base, others[0]?.toLowerCase() ?? '');
  const rest = phrasal ? others.slice(1) : others;
  const verb = phrasal ? `${base} ${others[0]?.toLowerCase()}` : base;
  const plain = [...raw, 'Failed'];
  if (!isVerb(base, known) || PREPOSITIONS.has(rest[0]?.toLowerCase() ?? '')) return named(name, [plain]);
  const end = rest.findIndex((word) => PREPOSITIONS.has(word.toLowerCase()));
  const object = end < 0 ? rest : rest.slice(0, end);
  return named(name, [[...deed(object, verb, base !== first.toLowerCase(), known), 'Failed'], plain]);
}

function deed(object: readonly string[], verb: string, british: boolean, known: Dictionary): readonly string[] {
  const head = object.at(-1)?.toLowerCase();
  if (head !== undefined && ALWAYS_DROPPED.has(verb)) return object;
  if (head !== undefined && DROPPED.has(verb) && isWork(head, known)) return object;
  return withNoun(object, verb, british, known);
}

function withNoun(object: readonly string[], verb: string, british: boolean, known: Dictionary): readonly string[] {
  const head = object.at(-1);
  if (
    head !== undefined &&
    verbsOfNoun(head.toLowerCase(), known).includes(verb) &&
    nounsOf(verb).includes(singularOf(head.toLowerCase()))
  )
    return object;
  const noun = nounFor(verb, head);
  const spelled = british ? noun.replace(/ization$/, 'isation').replace(/^(enrol|fulfil)lment$/, '$1ment') : noun;
  return [...object.slice(0, -1), ...(head === undefined ? [] : [singular(head)]), spelled];
}

/** Databases and backups have a restore, paintings and power a restoration; writers' work has a publishing. */
function nounFor(verb: string, object = ''): string {
  const noun = object.toLowerCase();
  if (verb === 'restore' && isOfKind('software', noun)) return verb;
  return verb === 'publish' && isOfKind('prose', noun) ? 'publishing' : nounsOf(verb)[0];
}

/** A noun before a noun stands in the singular; words in capitals are left alone. */
function singular(word: string): string {
  const lower = word.toLowerCase();
  const one = singularOf(lower);
  return one === lower || word === word.toUpperCase() ? word : word.charAt(0) + one.slice(1);
}

function named(model: string, names: readonly (readonly string[])[]): readonly string[] {
  const suffix = /[a-z_]event$/i.test(model) ? ['Event'] : [];
  const joined = names.map((words) => joinWords([...words, ...suffix], nameStyle(model)));
  return [...new Set(joined)].filter((name) => /^[A-Za-z]/.test(name));
}
