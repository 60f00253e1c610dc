/** A part of sagac's tables with a version of its own, for PostgreSQL. */
export interface VersionedTables {
  /** Table with one row that says which version is there; with the schema before it where it has one, both quoted if need be. */
  readonly versionTable: string;
  /** The same without schema and quotes. */
  readonly versionTableName: string;
  /** Schema as plain text, made where it is not there; without one the tables stand where the session's `search_path` leads. */
  readonly schema?: string;
  /** Text that migrations of the same tables lock each other out by. */
  readonly lock: string;
}

/** A step to `version`. */
export interface VersionedStep {
  readonly version: number;
  readonly sql: string;
}

/**
 * One statement for PostgreSQL that makes what is missing and may be run any number of times, also by several at once. It
 * is a transaction of its own, or part of the caller's.
 */
export function postgresMigration(tables: VersionedTables, steps: readonly VersionedStep[]): string {
  const { versionTable, schema, lock } = tables;
  const tag = dollarTag(steps);
  return `DO ${tag}
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(${literal(lock)}, 0));
${schema === undefined ? '' : createSchema(schema)}  IF NOT EXISTS (
    SELECT 1 FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relname = ${literal(tables.versionTableName)} AND ${schema === undefined ? 'pg_catalog.pg_table_is_visible(c.oid)' : `n.nspname = ${literal(schema)}`}
  ) THEN
    CREATE TABLE ${versionTable} (version integer NOT NULL);
    INSERT INTO ${versionTable} VALUES (0);
  END IF;
${steps.map((step) => postgresStep(versionTable, step)).join('')}END
${tag};
`;
}

function createSchema(schema: string): string {
  return `  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = ${literal(schema)}) THEN
    CREATE SCHEMA "${schema.replaceAll('"', '""')}";
  END IF;
`;
}

function postgresStep(versionTable: string, { version, sql }: VersionedStep): string {
  return `
  IF (SELECT version FROM ${versionTable}) = ${version - 1} THEN
${indented(sql)}
    UPDATE ${versionTable} SET version = ${version};
  END IF;
`;
}

/** The lines of a step within the block, however its text is laid out. */
function indented(sql: string): string {
  const lines = sql.replace(/^\n+/, '').trimEnd().split('\n');
  const margin = Math.min(...lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/)));
  return lines.map((line) => (line.trim() === '' ? '' : `    ${line.slice(margin)}`)).join('\n');
}

/** Dollar quotes that do not occur in what they enclose. */
function dollarTag(steps: readonly VersionedStep[]): string {
  let tag = '$sagac$';
  while (steps.some(({ sql }) => sql.includes(tag))) tag = `${tag.slice(0, -1)}_$`;
  return tag;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
