import { wordSet } from './word-set.js';

/**
 * Nouns at the end of a field's name whose values are few, and of which a handful stand for most messages. Things that
 * merely differ in size (a tenant, a customer, a warehouse) are not here: there may be many of them.
 */
export const FEW_VALUES = wordSet(`
country nation continent currency language locale timezone
type kind category region status phase stage mode level tier grade
priority severity urgency gender sex weekday month quarter year
platform environment env version flag outcome reason`);

/** Words behind such a noun that leave its meaning: `countryCode`, `statusName`. */
export const FEW_VALUE_TAILS = wordSet('code name value label text');
