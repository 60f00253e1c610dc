import { inboxTables } from '../../../runtime/inbox/schema.js';
import { outboxTables } from '../../../runtime/outbox/schema.js';
import { migrations as postgresStore, quoteSchema } from '../../../runtime/stores/postgres/schema.js';
import { migrations as sqliteStore } from '../../../runtime/stores/sqlite/schema.js';

export type SqlDialect = 'postgres' | 'sqlite';

/** What of sagac a service keeps in a database. */
export type Part = 'saga-store' | 'outbox' | 'inbox';

/** A step of the tables of one part, with its place among those of all parts. */
export interface Step {
  readonly part: Part;
  readonly version: number;
  /** What it does; the name of its file is made of it. */
  readonly name: string;
}

/**
 * Every step there is, in the order in which sagac was given them: a new one goes to the end, so that the number of a file
 * that a team has applied never changes.
 */
export const STEPS: readonly Step[] = [
  { part: 'saga-store', version: 1, name: 'create the saga store' },
  { part: 'outbox', version: 1, name: 'create the outbox' },
  { part: 'inbox', version: 1, name: 'create the inbox' },
  { part: 'outbox', version: 2, name: 'lease the outbox by shards' },
];

/** The name of a step's file: `0002-create-the-outbox.sql`. */
export function fileNameOf(step: Step): string {
  return `${String(STEPS.indexOf(step) + 1).padStart(4, '0')}-${step.name.replaceAll(' ', '-')}.sql`;
}

/** Table with the version of the tables that stand in a service's own database. */
export const VERSION_TABLES = { outbox: outboxTables.versionTable, inbox: inboxTables.versionTable } as const;

/** The runtime's own SQL of a step. `schema` holds the saga store of PostgreSQL. */
export function sqlOf({ part, version }: Step, dialect: SqlDialect, schema: string): string {
  const index = version - 1;
  switch (part) {
    case 'outbox':
      return outboxTables.migrations[index]?.sql[dialect] ?? '';
    case 'inbox':
      return inboxTables.migrations[index]?.sql[dialect] ?? '';
    case 'saga-store':
      return dialect === 'sqlite' ? (sqliteStore[index] ?? '') : (postgresStore[index]?.(quoteSchema(schema)) ?? '');
  }
}

/** How many steps the runtime has for a part. */
export function stepsIn(part: Part, dialect: SqlDialect): number {
  switch (part) {
    case 'outbox':
      return outboxTables.migrations.length;
    case 'inbox':
      return inboxTables.migrations.length;
    case 'saga-store':
      return dialect === 'sqlite' ? sqliteStore.length : postgresStore.length;
  }
}
