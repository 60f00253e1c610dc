import type { Catalog, EventDef } from '../../model/index.js';
import { resolveType } from '../../model/values/value-type.js';
import { PASSING, REFUSALS } from '../lexicon/business-refusals.js';
import { hasPhrase, indexPhrases, type PhraseIndex } from '../lexicon/phrases.js';
import { phrasesWith } from './own-words.js';

const passing = indexPhrases(PASSING);
const refusalsIn = phrasesWith(REFUSALS, 'refusals');

/** Tells refusals from failures of the moment, by the lexicon and the words that the settings add. */
export function refusalFinder(catalog: Catalog): (event: EventDef) => boolean {
  const refusals = refusalsIn(catalog);
  return (event) => {
    if (hasPhrase(passing, event.name)) return false;
    return hasPhrase(refusals, event.name) || areRefusals(reasonsOf(catalog, event), refusals);
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

function areRefusals(reasons: readonly string[], refusals: PhraseIndex): boolean {
  return reasons.length > 0 && reasons.every((reason) => hasPhrase(refusals, reason) && !hasPhrase(passing, reason));
}
