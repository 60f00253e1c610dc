import type { ServiceDialect } from './service-tables.js';

/**
 * The keys of an outbox fall into so many parts, each of which one relay publishes at a time. An index is made of it, so it
 * never changes.
 */
export const SHARDS = 16;

/** Every shard: 0 to 15. */
export const ALL_SHARDS: readonly number[] = Array.from({ length: SHARDS }, (_, shard) => shard);

/** Characters at each end of a key that SQLite tells its shard by. */
const CHARACTERS = 8;

/**
 * SQL that gives the shard of a row by its key. It is computed by the database and not written with the row, so that a row has
 * the same shard whoever added it, in whatever language and by whatever version. The index on it needs this very text.
 */
export const SHARD_OF: Readonly<Record<ServiceDialect, string>> = {
  postgres: `hashtextextended(message_key, 0) & ${SHARDS - 1}`,
  sqlite: sqliteShard(),
};

/** SQLite has no hash function: a sum over both ends of the key, which spreads numbers, UUIDs and addresses alike. */
function sqliteShard(): string {
  const places = Array.from({ length: CHARACTERS }, (_, index) => index + 1);
  // An odd factor keeps all 16 remainders of a character apart; a character that was counted twice would have an even one.
  const term = (text: string, place: number, factor: number) =>
    `${factor} * ifnull(unicode(substr(${text}, ${place}, 1)), 0)`;
  const end = places.map((place) => term('message_key', -place, 2 * place + 1));
  const start = places.map((place) =>
    term(`substr(message_key, 1, length(message_key) - ${CHARACTERS})`, place, 2 * place + 5),
  );
  return `(length(message_key) + ${[...end, ...start].join('\n    + ')}) % ${SHARDS}`;
}
