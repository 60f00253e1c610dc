import { postgresMigration, type VersionedTables } from '../../../runtime/outbox/migration-script.js';
import { quoteSchema } from '../../../runtime/stores/postgres/schema.js';
import { type Step, sqlOf, VERSION_TABLES } from './steps.js';

/** A step as a file for PostgreSQL: one statement, which does nothing where the step was made before. */
export function postgresFile(step: Step, schema: string): string {
  const sql = sqlOf(step, 'postgres', schema);
  return postgresMigration(tablesOf(step, schema), [{ version: step.version, sql }]);
}

/** The runtime's own migrations have the same version tables and locks. */
function tablesOf({ part }: Step, schema: string): VersionedTables {
  if (part !== 'saga-store') {
    const name = VERSION_TABLES[part];
    return { versionTable: name, versionTableName: name, lock: name };
  }
  const quoted = quoteSchema(schema);
  return {
    versionTable: `${quoted}.store_version`,
    versionTableName: 'store_version',
    schema,
    lock: `sagac ${quoted}`,
  };
}
