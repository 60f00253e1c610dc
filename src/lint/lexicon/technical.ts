import { wordSet } from './word-set.js';

/**
 * Words of technology in the names of events, compared word by word. Words that a business may mean as well stand
 * with what makes them technical: a `table` in a restaurant is reserved, one in a database is updated.
 */

/** Technical wherever they stand. */
export const TECHNICAL_WORDS: ReadonlySet<string> = wordSet(`
db database databases cache caches redis memcached kafka rabbitmq postgres postgresql mysql mongodb mongo dynamodb cassandra elasticsearch
sql nosql orm dto pojo cdc cron http https webhook webhooks tuple stacktrace mutex
`);

/** Deeds of machines, whatever they are done to: `OrderPersisted`. */
export const TECHNICAL_VERBS: ReadonlySet<string> = wordSet(`
upsert cache uncache deserialize reindex denormalize unmarshal rehydrate
`);

/** Things that are technical only when a database's verb is done to them. */
export const STORED_THINGS: ReadonlySet<string> = wordSet(
  'row rows table tables record records column columns entity entities document index partition collection',
);

/** What a database does to them; of a `record` or a `document` also people say that it was changed. */
export const STORAGE_VERBS: ReadonlySet<string> = wordSet('insert truncate alter upsert persist flush replicate');

/** Such verbs of tables and columns. */
export const TABLE_VERBS: ReadonlySet<string> = wordSet('update delete change modify drop rebuild');

/** Words before a thing that make it one of the business: `DiningTableUpdated`, `LegalEntityInserted`. */
export const BUSINESS_BEFORE: ReadonlySet<string> = wordSet(`
dining restaurant pool poker game operating league standings time coffee legal business corporate medical patient health criminal
vineyard track vinyl world personnel service booking seat seats price vip massage
`);
