import type { Mail, PostResult } from '../../store.js';
import { createBatcher } from './batcher.js';
import { textArray } from './binary-array.js';
import type { Database, Statement } from './database.js';
import { indexKey } from './index-key.js';

export interface Mailbox {
  post(mail: Mail): Promise<PostResult>;
  drained(): Promise<void>;
}

interface MailRow {
  readonly id: string;
  readonly instance: string;
  readonly body: string;
}

interface Posted {
  readonly n: number;
  readonly known: boolean;
  readonly fresh: boolean;
}

/** Makes what posts mail, many at a time, and tells everybody. */
export function createMailbox(database: Database, schema: string, channel: string): Mailbox {
  const statement = postStatement(schema, channel);
  const batcher = createBatcher<MailRow, PostResult>({
    limit: 500,
    maxBytes: 4_000_000,
    parallel: 1,
    bytesOf: ({ body }) => body.length,
    keysOf: ({ id }) => [id],
    run: async (rows) => {
      const values = [rows.map(({ id }) => id), rows.map(({ instance }) => instance), rows.map(({ body }) => body)];
      const found = await database.rows<Posted>(statement, values.map(textArray));
      const byPlace = new Map(found.map((posted) => [posted.n, posted]));
      return rows.map((_, index) => toResult(byPlace.get(index + 1)));
    },
  });
  return {
    async post(mail) {
      // The server takes no such text, and would refuse the whole batch; keys of answers come from outside.
      if (mail.instance.includes('\u0000')) return 'unknown-instance';
      return batcher.add({ id: indexKey(mail.id), instance: mail.instance, body: JSON.stringify(mail) });
    },
    drained: () => batcher.drained(),
  };
}

function toResult(posted: Posted | undefined): PostResult {
  if (posted?.known !== true) return 'unknown-instance';
  return posted.fresh ? 'posted' : 'duplicate';
}

/** Ids are inserted in order, so that two who post the same ones never wait for each other. */
function postStatement(schema: string, channel: string): Statement {
  const text = `
    WITH p AS MATERIALIZED (
      SELECT * FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS p(id, instance, body, n)
    ),
    known AS MATERIALIZED (SELECT p.* FROM p JOIN ${schema}.instances i ON i.id = p.instance),
    fresh AS (
      INSERT INTO ${schema}.mail_ids (id) SELECT id FROM known ORDER BY id ON CONFLICT DO NOTHING RETURNING id
    ),
    written AS (
      INSERT INTO ${schema}.mail (id, instance, body)
      SELECT id, instance, body FROM known WHERE (id IN (SELECT id FROM fresh)) IS TRUE ORDER BY n
    )
    SELECT n::float8 AS n, n IN (SELECT n FROM known) AS known, id IN (SELECT id FROM fresh) AS fresh FROM p
    UNION ALL SELECT 0, pg_notify('${channel}', '') IS NULL, false WHERE EXISTS (SELECT 1 FROM fresh)`;
  return { name: 'post', text };
}
