import { floatArray, intArray, textArray } from './binary-array.js';
import type { CommitRow } from './commit-row.js';
import type { Statement } from './database.js';

/** What some batches have and others have not. */
const FEATURES = ['creates', 'updates', 'owns', 'inbox', 'mail', 'ids', 'notices'] as const;
type Feature = (typeof FEATURES)[number];

/** What a batch has to do; a statement that does no more than that starts in half of the time. */
export type Features = ReadonlySet<Feature>;

/** Says what a batch has to do. */
export function featuresOf(rows: readonly CommitRow[]): Features {
  const features = new Set<Feature>();
  for (const { creation, nextOwner, inbox, mail, notices } of rows) {
    features.add(creation === undefined ? 'updates' : 'creates');
    if (nextOwner !== null) features.add('owns');
    if (inbox !== null) features.add('inbox');
    if (mail !== null) features.add('mail');
    if (creation !== undefined && creation.ids.length > 0) features.add('ids');
    if (notices.length > 0) features.add('notices');
  }
  return features;
}

type Column =
  | readonly [name: string, type: 'text', of: Feature | undefined, read: (row: CommitRow) => string | null]
  | readonly [name: string, type: 'int8' | 'float8', of: Feature | undefined, read: (row: CommitRow) => number | null];

/** A batch as a table: the columns that belong to a feature are there only with it. */
const COLUMNS: readonly Column[] = [
  ['instance', 'text', undefined, (row) => row.instance],
  ['expected', 'int8', undefined, (row) => row.expected],
  ['owner', 'int8', undefined, (row) => row.owner],
  ['next_owner', 'int8', undefined, (row) => row.nextOwner],
  ['wake_at', 'float8', undefined, (row) => row.wakeAt],
  ['timer_at', 'float8', undefined, (row) => row.timerAt],
  ['definition', 'text', undefined, (row) => row.definition],
  ['status', 'text', undefined, (row) => row.status],
  ['version', 'int8', undefined, (row) => row.version],
  ['updated_at', 'float8', undefined, (row) => row.updatedAt],
  ['state', 'text', undefined, (row) => row.state],
  ['tag', 'int8', undefined, (row) => row.tag],
  ['entries', 'text', undefined, (row) => row.entries],
  ['inbox', 'text', 'inbox', (row) => row.inbox],
  ['mail', 'text', 'mail', (row) => row.mail],
  ['saga', 'text', 'creates', (row) => row.creation?.saga ?? null],
  ['correlation', 'text', 'creates', (row) => row.creation?.correlation ?? null],
  ['run', 'int8', 'creates', (row) => row.creation?.run ?? null],
  ['started_at', 'float8', 'creates', (row) => row.creation?.startedAt ?? null],
];

/** A transition that was refused; `n` is its place in the batch from 1, and 0 where the row tells nothing. */
export interface Refusal {
  readonly n: number;
  readonly duplicate: boolean;
}

/**
 * The statement that writes a batch of transitions of different instances, all or nothing of each, and gives those that
 * it refused. Whatever follows from a transition is written only if its row of `instances` could be.
 */
export function commitStatement(schema: string, channel: string, features: Features): Statement {
  const columns = columnsOf(features);
  const parameters = columns.map(([, type], index) => `$${index + 1}::${type}[]`).join(', ');
  const names = columns.map(([name]) => name).join(', ');
  const first = columns.length + 2;
  const parts = [
    `t AS MATERIALIZED (SELECT * FROM unnest(${parameters}) WITH ORDINALITY AS t(${names}, n))`,
    ...instanceParts(schema, features),
    ...followingParts(schema, features, first),
  ];
  const duplicate = features.has('inbox') ? '(instance IN (SELECT instance FROM fresh)) IS NOT TRUE' : 'false';
  const text = `WITH ${parts.join(',\n')}
    SELECT n::float8 AS n, ${duplicate} AS duplicate FROM t WHERE NOT ${fits(features)}
    UNION ALL SELECT 0, pg_notify('${channel}', '') IS NULL WHERE $${columns.length + 1}::boolean`;
  return { name: `commit ${[...features].sort().join(' ')}`, text };
}

/** The parameters of a batch. */
export function commitValues(rows: readonly CommitRow[], features: Features): readonly unknown[] {
  const columns = columnsOf(features).map((column) => columnValues(rows, column));
  const values: unknown[] = [...columns, rows.some(({ leavesWork }) => leavesWork)];
  if (features.has('ids')) {
    const ids = rows.flatMap(({ instance, creation }) => (creation?.ids ?? []).map((value) => ({ instance, value })));
    values.push(textArray(ids.map(({ instance }) => instance)), textArray(ids.map(({ value }) => value)));
  }
  if (features.has('notices')) {
    const all = rows.flatMap(({ instance, owner, notices }) => notices.map((one) => ({ instance, owner, ...one })));
    values.push(textArray(all.map(({ instance }) => instance)), textArray(all.map(({ id }) => id)));
    values.push(intArray(all.map(({ owner }) => owner)), textArray(all.map(({ body }) => body)));
  }
  return values;
}

function columnValues(rows: readonly CommitRow[], column: Column): Buffer {
  switch (column[1]) {
    case 'text':
      return textArray(rows.map(column[3]));
    case 'int8':
      return intArray(rows.map(column[3]));
    case 'float8':
      return floatArray(rows.map(column[3]));
  }
}

function columnsOf(features: Features): readonly Column[] {
  return COLUMNS.filter(([, , feature]) => feature === undefined || features.has(feature));
}

/**
 * Rows of `instances`, if version, owner and lease are right and the message is new. The lock on a lease holds off
 * whoever ends it until what is written here is there to be set free.
 */
function instanceParts(schema: string, features: Features): readonly string[] {
  const parts: string[] = [];
  const source = features.has('inbox') ? 'fresh' : 't';
  const mayOwn = features.has('owns') ? 'AND (next_owner IS NULL OR next_owner IN (SELECT token FROM live))' : '';
  if (features.has('owns')) {
    parts.push(`live AS MATERIALIZED (
      SELECT token FROM ${schema}.workers WHERE token = ANY($4::int8[]) FOR KEY SHARE
    )`);
  }
  if (features.has('inbox')) {
    parts.push(`fresh AS MATERIALIZED (
      SELECT * FROM t WHERE NOT EXISTS (SELECT 1 FROM ${schema}.inbox WHERE inbox.id = t.inbox)
    )`);
  }
  if (features.has('creates')) {
    parts.push(`created AS (
      INSERT INTO ${schema}.instances (id, saga, correlation, run, definition, status, version, owner, wake_at, timer_at,
        started_at, updated_at, state_version, state)
      SELECT instance, saga, correlation, run, definition, status, version, next_owner, wake_at, timer_at,
        started_at, updated_at, CASE WHEN state IS NULL THEN 0 ELSE version END, state
      FROM ${source} WHERE expected = 0 ${mayOwn}
      ON CONFLICT (id) DO NOTHING RETURNING id
    )`);
  }
  if (features.has('updates')) {
    parts.push(`updated AS (
      UPDATE ${schema}.instances i SET definition = f.definition, status = f.status, version = f.version,
        owner = f.next_owner, wake_at = f.wake_at, timer_at = f.timer_at, updated_at = f.updated_at,
        state_version = CASE WHEN f.state IS NULL THEN i.state_version ELSE f.version END,
        state = coalesce(f.state, i.state)
      FROM ${source} f
      WHERE i.id = f.instance AND f.expected > 0 ${mayOwn}
        AND i.version = f.expected AND i.owner IS NOT DISTINCT FROM f.owner
      RETURNING i.id
    )`);
  }
  return parts;
}

/** What follows from those rows. `first` is the number of the first parameter behind the columns and the notification. */
function followingParts(schema: string, features: Features, first: number): readonly string[] {
  const fit = fits(features);
  const parts = [
    `journaled AS (
      INSERT INTO ${schema}.journal (instance, position, tag, entries)
      SELECT instance, expected + 1, tag, entries FROM t WHERE entries IS NOT NULL AND ${fit}
    )`,
  ];
  if (features.has('inbox')) {
    parts.push(`received AS (
      INSERT INTO ${schema}.inbox (id, instance) SELECT inbox, instance FROM t WHERE inbox IS NOT NULL AND ${fit}
    )`);
  }
  if (features.has('mail')) {
    parts.push(`answered AS (
      DELETE FROM ${schema}.mail USING t WHERE mail.id = t.mail AND ${fit.replaceAll('(instance', '(t.instance')}
    )`);
  }
  if (features.has('ids')) {
    parts.push(`named AS (
      INSERT INTO ${schema}.instance_ids (value, saga, instance)
      SELECT x.value, t.saga, x.instance FROM unnest($${first}::text[], $${first + 1}::text[]) AS x(instance, value)
      JOIN t ON t.instance = x.instance WHERE ${fit.replaceAll('(instance', '(x.instance')}
    )`);
  }
  if (features.has('notices')) {
    const [a, b, c, d] = [0, 1, 2, 3].map((step) => `$${first + step + (features.has('ids') ? 2 : 0)}`);
    parts.push(`noticed AS (
      INSERT INTO ${schema}.notices (id, owner, body) SELECT id, owner, body
      FROM unnest(${a}::text[], ${b}::text[], ${c}::int8[], ${d}::text[]) WITH ORDINALITY AS x(instance, id, owner, body, n)
      WHERE ${fit} ORDER BY n
    )`);
  }
  return parts;
}

/** A test of membership and not a join: it looks things up in a table in memory, however the session plans joins. */
function fits(features: Features): string {
  const tables = [...(features.has('creates') ? ['created'] : []), ...(features.has('updates') ? ['updated'] : [])];
  return `((${tables.map((table) => `(instance IN (SELECT id FROM ${table}))`).join(' OR ')}) IS TRUE)`;
}
