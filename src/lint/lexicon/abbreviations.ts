/** Short forms in names of fields, with the word that they stand for: a change from one to the other is a rename. */
export const ABBREVIATIONS: ReadonlyMap<string, string> = new Map([
  ['acc', 'account'],
  ['acct', 'account'],
  ['addr', 'address'],
  ['amt', 'amount'],
  ['cat', 'category'],
  ['cnt', 'count'],
  ['ccy', 'currency'],
  ['curr', 'currency'],
  ['cust', 'customer'],
  ['dept', 'department'],
  ['desc', 'description'],
  ['doc', 'document'],
  ['dt', 'date'],
  ['ident', 'id'],
  ['identifier', 'id'],
  ['inv', 'invoice'],
  ['loc', 'location'],
  ['msg', 'message'],
  ['nr', 'number'],
  ['no', 'number'],
  ['num', 'number'],
  ['org', 'organization'],
  ['pct', 'percent'],
  ['ph', 'phone'],
  ['qty', 'quantity'],
  ['ref', 'reference'],
  ['tel', 'phone'],
  ['telephone', 'phone'],
  ['tx', 'transaction'],
  ['txn', 'transaction'],
]);

/** Words at the end of a field's name that tell what kind of value it is, and not which one. */
export const IDENTITY_WORDS: ReadonlySet<string> = new Set(['code', 'id', 'key', 'number', 'reference']);
export const MOMENT_WORDS: ReadonlySet<string> = new Set(['at', 'date', 'on', 'time', 'timestamp']);
