import type { Catalog, EventDef } from '../../model/index.js';
import { resolveType } from '../../model/values/value-type.js';
import { PASSING, REFUSALS } from '../lexicon/business-refusals.js';
import { hasPhrase, type Phrases, phrasesOf } from '../lexicon/phrase-match.js';
import { ownWords } from './own-words.js';

const passing = phrasesOf(PASSING);

/** Tells refusals from failures of the moment, by the lexicon and the words that the settings add. */
export function refusalFinder(catalog: Catalog): (event: EventDef) => boolean {
  const refusals = phrasesOf([...REFUSALS, ...ownWords(catalog, 'refusals')]);
  return (event) => {
    if (hasPhrase(event.name, passing)) return false;
    return hasPhrase(event.name, refusals) || areRefusals(reasonsOf(catalog, event), refusals);
  };
}

const REASON = /^(reason|cause|code|why|because)$|(Reason|Cause|Code)$/;

/** What the event can give as its reason, the catch-all value aside. */
function reasonsOf(catalog: Catalog, event: EventDef): readonly string[] {
  const field = event.payload.fields.find(({ name }) => REASON.test(name));
  const type = field && resolveType(catalog, field.type);
  return type?.kind === 'enum' ? type.values.filter((value) => !CATCH_ALL.has(value.toLowerCase())) : [];
}

const CATCH_ALL = new Set(['unknown', 'other', 'unspecified']);

function areRefusals(reasons: readonly string[], refusals: Phrases): boolean {
  return reasons.length > 0 && reasons.every((reason) => hasPhrase(reason, refusals) && !hasPhrase(reason, passing));
}
