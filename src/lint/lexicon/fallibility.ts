import { findFailure } from './find-failure.js';
import { singularOf } from './inflect.js';
import { parseEventName } from './message-name.js';
import {
  factVerbs,
  fallibleExcept,
  fallibleOnly,
  falliblePhrases,
  fallibleVerbs,
  lightVerbs,
  notWork,
  workNouns,
} from './verb-classes.js';
import { isVerb, verbsOfNoun, withoutPrefix } from './verbs.js';

/**
 * What an event's name says about its unhappy path: `failure` is bad news itself, `fallible` could have gone otherwise,
 * `fact` could not, `open` is a verb that does not tell.
 */
export type Fallibility = 'failure' | 'fallible' | 'fact' | 'open';

/** Judges an event by its name alone. */
export function fallibilityOf(name: string): Fallibility {
  if (findFailure(name)) return 'failure';
  const { subject, verbs } = parseEventName(name);
  const head = subject.at(-1);
  if (verbs.some((verb) => canFail(verb, head))) return 'fallible';
  return verbs.length > 0 && verbs.every((verb) => factVerbs.has(verb) || fallibleVerbs.has(verb)) ? 'fact' : 'open';
}

function canFail(verb: string, object: string | undefined): boolean {
  if (verb.includes(' ')) return falliblePhrases.has(verb) && !isOneOf(fallibleExcept, verb, object);
  const known = isVerb(verb) ? verb : withoutPrefix(verb);
  if (isOneOf(fallibleOnly, known, object)) return true;
  if (lightVerbs.has(known)) return object !== undefined && isWork(object);
  return fallibleVerbs.has(known) && !isOneOf(fallibleExcept, known, object);
}

/** Whether a noun is work that may come to nothing: `payment`, `backup`, `verification`. */
export function isWork(noun: string): boolean {
  const one = singularOf(noun);
  if (workNouns.has(one)) return true;
  return !notWork.has(one) && verbsOfNoun(one).some((verb) => fallibleVerbs.has(verb) || falliblePhrases.has(verb));
}

function isOneOf(
  table: Readonly<Record<string, ReadonlySet<string>>>,
  verb: string,
  object: string | undefined,
): boolean {
  const objects = Object.hasOwn(table, verb) ? table[verb] : undefined;
  return object !== undefined && objects !== undefined && (objects.has(object) || objects.has(singularOf(object)));
}
