import { wordSet } from '../word-set.js';

/** Words that neither PostgreSQL nor MySQL takes as the name of a table or column without quotes. In lower case: SQL folds them. */
export const SQL: ReadonlySet<string> = wordSet(`
all analyse analyze and as asc both case check collate column constraint create cross current_date current_time current_timestamp current_user default delete
desc distinct else except exists false fetch for foreign from grant group having in index inner insert interval into is join key leading left like
limit natural not null on or order outer primary references right select table then to trailing true union unique update user using when where window with
`);
