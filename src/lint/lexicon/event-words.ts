/** Last words of events that tell of something new: nothing about it can have been told before. */
export const ORIGIN_WORDS: ReadonlySet<string> = new Set([
  'added',
  'booked',
  'created',
  'drafted',
  'filed',
  'initiated',
  'issued',
  'opened',
  'ordered',
  'placed',
  'posted',
  'published',
  'raised',
  'received',
  'registered',
  'reported',
  'requested',
  'submitted',
  'uploaded',
]);

/** Last words of events that tell of a change: what it is now, no earlier message can have told. */
export const CHANGE_WORDS: ReadonlySet<string> = new Set([
  'adjusted',
  'amended',
  'changed',
  'corrected',
  'edited',
  'modified',
  'revised',
  'updated',
]);

/** Last words of events after which there is nothing left to ask about. */
export const END_WORDS: ReadonlySet<string> = new Set([
  'anonymized',
  'archived',
  'deleted',
  'erased',
  'expired',
  'forgotten',
  'purged',
  'removed',
]);

/** Last words of fields that only say which one is meant, or order and trace messages. */
export const REFERENCE_WORDS: ReadonlySet<string> = new Set([
  'etag',
  'guid',
  'href',
  'id',
  'ids',
  'key',
  'link',
  'ref',
  'reference',
  'revision',
  'self',
  'sequence',
  'urn',
  'uuid',
  'version',
]);

/** Words of timestamps that plan or limit something; the others tell when an event happened. */
export const PLAN_WORDS: ReadonlySet<string> = new Set([
  'by',
  'deadline',
  'due',
  'end',
  'ends',
  'estimated',
  'expected',
  'expires',
  'expiry',
  'for',
  'from',
  'next',
  'planned',
  'scheduled',
  'start',
  'starts',
  'to',
  'until',
  'valid',
]);
