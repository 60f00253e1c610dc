import { phraseList } from './phrases.js';
import { wordSet } from './word-set.js';

/** Ends of names that say which one is meant. */
export const ID_WORDS = wordSet('guid id ids uuid');

/** Ends of names of keys and references, which say as well which one is meant: `orderNumber`, `productCode`. */
export const KEY_WORDS = wordSet('code guid id ids key no nr number ref reference uuid');

/** Words before `id` with which it means another thing in each message, and so may have another type: `parentId`, `sourceId`. */
export const RELATIVE_IDS = wordSet(`
  actor aggregate caller causation child context correlation dedup deduplication entity event execution external file
  foreign group idempotency instance item legacy log message native node object operation origin original owner parent partner
  previous process provider reference related remote request resource root row run sequence session source span subject system target
  third trace transaction unit upstream version
`);

/**
 * Names that mean another thing in each message, so that each may have its own type: `status` of an order and of a payment. Whole
 * names, in lower case and with spaces.
 */
export const CONTEXT_NAMES: ReadonlySet<string> = new Set(
  phraseList(`
    action, after, amount, answer, at, attributes, because, before, body, by, category, cause, changes, channel, class, code, comment,
    condition, content, context, count, data, description, details, direction, error, event, extra, fields, format, from, group, info, input,
    item, items, key, kind, label, level, limit, line, lines, list, location, message, meta, metadata, method, mode, name, new, note, notes,
    number, object, old, options, origin, outcome, output, parameters, params, payload, period, position, previous, priority, properties,
    range, rating, reason, reasons, ref, reference, request, resource, response, result, results, role, scope, score, section, size, sort,
    source, state, status, step, subject, summary, tag, tags, target, text, title, to, type, unit, units, updates, value, values, version, why
  `),
);

/** Ends of names of texts that are no free text: codes, keys and the like are made by machines. */
export const CODED_TEXT_WORDS = wordSet(`
  checksum code codes digest etag guid hash href id ids key keys link locale lot no number numbers path ref reference references
  serial sequence signature sku slug timezone token tokens urn uuid version zone
`);

/** States of one thing: two flags of this kind are one state in two fields. */
export const STATE_FLAGS = wordSet(`
  abandoned accepted active approved archived authorized cancelled canceled captured closed completed confirmed declined delivered denied
  disabled dispatched done draft enabled ended expired failed failure finished fulfilled inactive invalid locked open opened paid paused
  pending processed processing published ready received refunded rejected released resolved returned running scheduled sent settled
  shipped started stopped submitted succeeded success successful suspended unpaid unpublished valid waiting withdrawn
`);

/** Beginnings of flags that say nothing: `isActive`, `hasFailed`. */
export const FLAG_OPENERS = wordSet('are be did has have is was were');

/** Names of fields that take anything. */
export const BAG_WORDS = wordSet(`
  additional args arguments attributes blob body content context custom data details document dynamic extension extensions extra extras
  fields info information meta metadata misc object options params parameters payload properties props raw settings state variables
`);

/** Ends of names of texts in which a structure is hidden: `detailsJson`, `rawXml`. */
export const HIDDEN_STRUCTURE = wordSet('json jsonb xml yaml serialized serialised');
