import { memoised } from '../../model/graph.js';
import type { Catalog, EventDef } from '../../model/index.js';
import { ENTITIES } from '../lexicon/entities.js';
import { singularOf } from '../lexicon/inflect.js';
import { indexOfPhrase } from '../lexicon/phrases.js';
import {
  BUSINESS_BEFORE,
  STORAGE_VERBS,
  STORED_THINGS,
  TABLE_VERBS,
  TECHNICAL_VERBS,
  TECHNICAL_WORDS,
} from '../lexicon/technical.js';
import { lexiconOf } from './lexicon-of.js';
import { ownWords } from './own-words.js';

/** The word or words of technology that an event's name speaks in, as they are written there, if any. */
export function technologyIn(catalog: Catalog, event: EventDef): string | undefined {
  const words = lexiconOf(catalog).wordsOf(event.name);
  const own = ownPhrases(catalog).find((phrase) => indexOfPhrase(words, phrase) >= 0);
  if (own) return own.join(' ');
  const word = words.find((one) => TECHNICAL_WORDS.has(one) && !isThingOfBusiness(event, one));
  if (word !== undefined) return word;
  return technicalDeed(catalog, event.name);
}

function technicalDeed(catalog: Catalog, name: string): string | undefined {
  const { subject, verbs, words, tail } = lexiconOf(catalog).parseEventName(name);
  const verb = verbs.at(-1);
  if (verb === undefined) return undefined;
  const form = words[words.length - tail.length - 1] ?? verb;
  if (TECHNICAL_VERBS.has(verb)) return form;
  const thing = subject.at(-1) ?? '';
  // Symptoms persist by themselves; orders do not.
  if (verb === 'persist' && ENTITIES.has(singularOf(thing))) return form;
  if (!STORED_THINGS.has(thing) || BUSINESS_BEFORE.has(subject.at(-2) ?? '')) return undefined;
  // `TableUpdated` may be one of a restaurant; `OrdersTableUpdated` is not.
  const isTable =
    (/^rows?$/.test(thing) || (/^(table|column)s?$/.test(thing) && subject.length > 1)) && TABLE_VERBS.has(verb);
  return STORAGE_VERBS.has(verb) || isTable ? `${thing} ${form}` : undefined;
}

/** A hoster's `DatabaseProvisioned` with a `databaseId` is about what it sells. */
function isThingOfBusiness({ payload }: EventDef, word: string): boolean {
  const id = `${word.replace(/s$/, '')}id`;
  return payload.fields.some((field) => field.name.replace(/_/g, '').toLowerCase() === id);
}

const ownPhrases = memoised((catalog) => ownWords(catalog, 'technical').map((phrase) => phrase.split(' ')));
