import type { BrokerMessage } from '../broker/broker.js';
import type { JsonObject } from '../json.js';
import type { ServiceDialect } from '../outbox/service-tables.js';
import type { RememberedAnswer } from '../remote/answer-memory.js';
import type { InboxSession, ParkedMessage } from './inbox.js';

export type SqlValue = string | number | null;
export type SqlRow = Readonly<Record<string, unknown>>;

/** Runs a statement of the transaction; `?` stand for the values. */
export type SqlQuery = (sql: string, values: readonly SqlValue[]) => Promise<readonly SqlRow[]>;

const PARKED_COLUMNS =
  'consumer, message_id, service, correlation, reason, attempts, due_at, give_up_at, parked_at, message';

/** `up_to` of an answer that the transaction has claimed and not given yet; no other one ever sees it. */
const CLAIMED = -1;

/** What is different from database to database; all else is plain SQL. */
const DIALECTS = {
  postgres: {
    lock: 'SELECT pg_advisory_xact_lock(hashtextextended(?, 0))',
    forUpdate: ' FOR UPDATE',
    skipLocked: ' FOR UPDATE SKIP LOCKED',
  },
  // A transaction that writes is alone there from its beginning.
  sqlite: { lock: undefined, forUpdate: '', skipLocked: '' },
} as const;

/** The notes of one transaction, as SQL over the tables of `schema.ts`. */
export function createSqlSession<Tx>(tx: Tx, query: SqlQuery, dialect: ServiceDialect): InboxSession<Tx> {
  const { lock } = DIALECTS[dialect];
  return {
    tx,
    async lock(text) {
      if (lock !== undefined) await query(lock, [`sagac inbox ${text}`]);
    },
    ...handledNotes(query),
    ...arrivalNotes(query),
    ...parking(query, dialect),
    ...answerNotes(query, dialect),
    async purge(before, limit) {
      const values = [Math.floor(before), limit];
      const handled = await query(purgeOf('sagac_inbox', 'consumer, message_id', 'handled_at'), values);
      const arrivals = await query(purgeOf('sagac_arrivals', 'service, correlation, type', 'arrived_at'), values);
      const answers = await query(purgeOf('sagac_answers', 'idempotency_key', 'answered_at'), values);
      return handled.length + arrivals.length + answers.length;
    },
  };
}

function purgeOf(table: string, columns: string, time: string): string {
  const old = `SELECT ${columns} FROM ${table} WHERE ${time} < ? LIMIT ?`;
  return `DELETE FROM ${table} WHERE (${columns}) IN (${old}) RETURNING 1 AS gone`;
}

const RECORD = `INSERT INTO sagac_inbox (consumer, message_id, handled_at) VALUES (?, ?, ?)
  ON CONFLICT DO NOTHING RETURNING 1 AS fresh`;

function handledNotes(query: SqlQuery): Pick<InboxSession<unknown>, 'record' | 'forget'> {
  return {
    record: async (consumer, messageId, now) =>
      (await query(RECORD, [consumer, messageId, Math.floor(now)])).length > 0,
    async forget(consumer, messageId) {
      await query('DELETE FROM sagac_inbox WHERE consumer = ? AND message_id = ?', [consumer, messageId]);
    },
  };
}

const ARRIVE = `INSERT INTO sagac_arrivals (service, correlation, type, data, arrived_at) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT (service, correlation, type) DO UPDATE SET data = excluded.data, arrived_at = excluded.arrived_at`;
const WAKE = `UPDATE sagac_parked SET due_at = ?
  WHERE service = ? AND correlation = ? AND reason = 'needs' AND due_at > ?`;

function arrivalNotes(query: SqlQuery): Pick<InboxSession<unknown>, 'arrive' | 'arrived'> {
  return {
    async arrive({ service, correlation, type, data, at }) {
      const now = Math.floor(at);
      await query(ARRIVE, [service, correlation, type, JSON.stringify(data), now]);
      await query(WAKE, [now, service, correlation, now]);
    },
    async arrived(service, correlation) {
      const sql = 'SELECT type, data FROM sagac_arrivals WHERE service = ? AND correlation = ?';
      const rows = await query(sql, [service, correlation]);
      return new Map(rows.map((row) => [String(row.type), JSON.parse(String(row.data)) as JsonObject]));
    },
  };
}

const PARK = `INSERT INTO sagac_parked (${PARKED_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`;
const DROP = 'DELETE FROM sagac_parked WHERE consumer = ? AND correlation = ? RETURNING 1 AS gone';
const DUE = 'SELECT * FROM sagac_parked WHERE service = ? AND due_at <= ? ORDER BY due_at, message_id LIMIT ?';

const COUNT = 'SELECT count(*) AS parked FROM sagac_parked WHERE service = ?';

type Parking = Pick<InboxSession<unknown>, 'park' | 'take' | 'dropParked' | 'due' | 'nextDue' | 'parkedCount'>;

function parking(query: SqlQuery, dialect: ServiceDialect): Parking {
  const one = `SELECT consumer, message_id FROM sagac_parked WHERE consumer = ? AND message_id = ?`;
  const take = `DELETE FROM sagac_parked WHERE (consumer, message_id) IN (${one}${DIALECTS[dialect].skipLocked}) RETURNING *`;
  return {
    async park(parked) {
      await query(PARK, valuesOf(parked));
    },
    async take(consumer, messageId) {
      const [row] = await query(take, [consumer, messageId]);
      return row && parkedOf(row);
    },
    dropParked: async (consumer, correlation) => (await query(DROP, [consumer, correlation])).length,
    due: async (service, now, limit) => (await query(DUE, [service, Math.floor(now), limit])).map(parkedOf),
    async nextDue(service) {
      const [row] = await query('SELECT min(due_at) AS next FROM sagac_parked WHERE service = ?', [service]);
      return row === undefined || row.next === null ? undefined : Number(row.next);
    },
    async parkedCount(service, reason) {
      const [row] = await (reason === undefined
        ? query(COUNT, [service])
        : query(`${COUNT} AND reason = ?`, [service, reason]));
      return Number(row?.parked ?? 0);
    },
  };
}

const FIND_ANSWER = 'SELECT * FROM sagac_answers WHERE idempotency_key = ?';
const CLAIM_ANSWER = `INSERT INTO sagac_answers (idempotency_key, up_to, answered_at) VALUES (?, ?, ?)
  ON CONFLICT DO NOTHING RETURNING 1 AS fresh`;
const REMEMBER = `UPDATE sagac_answers SET outcome = ?, data = ?, up_to = ?, answered_at = ? WHERE idempotency_key = ?`;

type Answers = Pick<InboxSession<unknown>, 'answer' | 'claimAnswer' | 'rememberAnswer'>;

function answerNotes(query: SqlQuery, dialect: ServiceDialect): Answers {
  const claimAnswer: Answers['claimAnswer'] = async (key, now) => {
    const fresh = await query(CLAIM_ANSWER, [key, CLAIMED, Math.floor(now)]);
    if (fresh.length > 0) return undefined;
    return rememberedIn(await query(`${FIND_ANSWER}${DIALECTS[dialect].forUpdate}`, [key]));
  };
  return {
    answer: async (key) => rememberedIn(await query(FIND_ANSWER, [key])),
    claimAnswer,
    async rememberAnswer(key, answer, now) {
      const known = await claimAnswer(key, now);
      if (known !== undefined && speaksForAll(known)) return;
      await query(REMEMBER, [...answerValues(answer), Math.floor(now), key]);
    },
  };
}

/** Says whether an answer stays, whatever comes later. */
export function speaksForAll(known: RememberedAnswer): boolean {
  return known.kind === 'refused' || known.upTo === undefined;
}

function answerValues(answer: RememberedAnswer): readonly SqlValue[] {
  if (answer.kind === 'refused') return [null, null, null];
  return [answer.answer.outcome, JSON.stringify(answer.answer.data), answer.upTo ?? null];
}

function rememberedIn([row]: readonly SqlRow[]): RememberedAnswer | undefined {
  if (row === undefined || Number(row.up_to) === CLAIMED) return undefined;
  if (row.outcome === null) return { kind: 'refused' };
  const answer = { outcome: String(row.outcome), data: JSON.parse(String(row.data)) as JsonObject };
  return { kind: 'answered', answer, ...(row.up_to !== null && { upTo: Number(row.up_to) }) };
}

function valuesOf(parked: ParkedMessage): readonly SqlValue[] {
  const { consumer, messageId, service, correlation, reason, attempts } = parked;
  const { dueAt, giveUpAt, parkedAt, message, channel, position } = parked;
  const times = [dueAt, giveUpAt, parkedAt].map(Math.floor);
  const body = JSON.stringify({ message, channel, ...(position !== undefined && { position }) });
  return [consumer, messageId, service, correlation, reason, attempts, ...times, body];
}

function parkedOf(row: SqlRow): ParkedMessage {
  const body = JSON.parse(String(row.message)) as { message: BrokerMessage; channel: string; position?: string };
  return {
    consumer: String(row.consumer),
    messageId: String(row.message_id),
    service: String(row.service),
    correlation: String(row.correlation),
    reason: String(row.reason) as ParkedMessage['reason'],
    attempts: Number(row.attempts),
    dueAt: Number(row.due_at),
    giveUpAt: Number(row.give_up_at),
    parkedAt: Number(row.parked_at),
    ...body,
  };
}
