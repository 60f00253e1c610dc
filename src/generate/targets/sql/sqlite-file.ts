import { APPLICATION_ID } from '../../../runtime/stores/sqlite/schema.js';
import { type Step, sqlOf, stepsIn, VERSION_TABLES } from './steps.js';

/**
 * A step as a file for SQLite, which has no conditions: each statement does nothing where it was run before, so the file
 * needs no transaction of its own and may stand in one.
 */
export function sqliteFile(step: Step): string {
  const sql = creatingOnce(sqlOf(step, 'sqlite', ''));
  return step.part === 'saga-store' ? storeFile(step, sql) : tablesFile(VERSION_TABLES[step.part], step.version, sql);
}

function tablesFile(versionTable: string, version: number, sql: string): string {
  return `CREATE TABLE IF NOT EXISTS ${versionTable} (version INTEGER NOT NULL) STRICT;
INSERT INTO ${versionTable} SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM ${versionTable});

${sql}
UPDATE ${versionTable} SET version = ${version} WHERE version = ${version - 1};
`;
}

/** The store keeps its version in the head of the file, which only the latest step may write: an older one run again would turn it back. */
function storeFile({ part, version }: Step, sql: string): string {
  const isLatest = version === stepsIn(part, 'sqlite');
  return `PRAGMA application_id = ${APPLICATION_ID};

${sql}${isLatest ? `\nPRAGMA user_version = ${version};\n` : ''}`;
}

/**
 * Steps so far create, fill what they have created with `ON CONFLICT DO NOTHING`, and drop indexes `IF EXISTS`. A step that alters
 * a table will need another form here; a test says so. The rest stays as it is, for SQLite keeps the text.
 */
function creatingOnce(sql: string): string {
  const text = sql.replace(/^\n+/, '').trimEnd();
  return `${text.replace(/^( *)CREATE (TABLE|INDEX) /gm, '$1CREATE $2 IF NOT EXISTS ')}\n`;
}
