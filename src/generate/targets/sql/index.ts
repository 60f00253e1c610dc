import type { Diagnostic } from '../../../diagnostics/index.js';
import { listed } from '../../../model/facts/name-list.js';
import type { Catalog, ServiceDef } from '../../../model/index.js';
import { fileNames } from '../../file-names.js';
import { generateDiagnostic } from '../../messages.js';
import type { OutputFile, Target, TargetContext, TargetResult } from '../../target.js';
import { compileTemplate, type Template } from '../../template.js';
import { commentText } from '../../text.js';
import { dialectsOf } from './dialects.js';
import { postgresFile } from './postgres-file.js';
import { sqliteFile } from './sqlite-file.js';
import { fileNameOf, type Part, type SqlDialect, STEPS, type Step } from './steps.js';

/** A folder per service with the SQL that its outbox, inbox and saga store need. */
export const sql: Target = {
  id: 'sql',
  summary: 'Migrations for outbox, inbox and saga tables (PostgreSQL, SQLite)',
  options: {
    properties: {
      dialect: { type: 'string', enum: ['postgres', 'sqlite', 'both'] },
      schema: { type: 'string', pattern: '^(?!pg_)[a-z_][a-z0-9_]{0,49}$' },
    },
  },
  generate,
};

const PARTS: readonly Part[] = ['saga-store', 'outbox', 'inbox'];
const WORDS: Readonly<Record<Part, string>> = { 'saga-store': 'sagas', outbox: 'an outbox', inbox: 'an inbox' };

function generate(context: TargetContext): TargetResult {
  const { catalog, options } = context;
  const schema = typeof options['schema'] === 'string' ? options['schema'] : 'sagac';
  const readme = compileTemplate(context.template('readme.hbs'));
  const folders = fileNames(catalog.services.values());
  const files: OutputFile[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const service of catalog.services.values()) {
    if (context.service !== undefined && context.service !== service.id) continue;
    const parts = partsOf(catalog, service);
    if (parts.length === 0) continue;
    const dialects = dialectsOf(service, options['dialect']);
    if (dialects.length === 0) diagnostics.push(unknownDatabase(service, parts));
    else
      files.push(
        ...inFolder(
          folders.names.get(service.id) ?? service.id,
          serviceFiles(service, parts, dialects, schema, readme),
        ),
      );
  }
  return { files, diagnostics: [...diagnostics, ...folders.diagnostics] };
}

function inFolder(folder: string, files: readonly OutputFile[]): readonly OutputFile[] {
  return files.map((file) => ({ ...file, path: `${folder}/${file.path}` }));
}

/** What a service keeps in its database. */
function partsOf(catalog: Catalog, service: ServiceDef): readonly Part[] {
  const runsSagas = [...catalog.sagas.values()].some((saga) => saga.service?.name === service.id);
  const has = { 'saga-store': runsSagas, outbox: service.outbox, inbox: service.inbox };
  return service.external ? [] : PARTS.filter((part) => has[part]);
}

function serviceFiles(
  service: ServiceDef,
  parts: readonly Part[],
  dialects: readonly SqlDialect[],
  schema: string,
  readme: Template,
): readonly OutputFile[] {
  const steps = STEPS.filter(({ part }) => parts.includes(part));
  const files = dialects.flatMap((dialect) =>
    steps.map((step) => ({ path: pathOf(step, dialect), text: textOf(step, dialect, schema) })),
  );
  const view = {
    service: commentText(service.id),
    schema,
    postgres: dialects.includes('postgres'),
    sqlite: dialects.includes('sqlite'),
    sagas: parts.includes('saga-store'),
    files: files.map(({ path }) => path),
  };
  return [{ path: 'README.md', text: readme(view) }, ...files];
}

/** A saga store in SQLite is a file of its own; all else stands in the service's database. */
function pathOf(step: Step, dialect: SqlDialect): string {
  const folder = dialect === 'sqlite' && step.part === 'saga-store' ? 'sqlite-saga-store' : dialect;
  return `${folder}/${fileNameOf(step)}`;
}

function textOf(step: Step, dialect: SqlDialect, schema: string): string {
  return dialect === 'postgres' ? postgresFile(step, schema) : sqliteFile(step);
}

function unknownDatabase(service: ServiceDef, parts: readonly Part[]): Diagnostic {
  const needs = listed(parts.map((part) => WORDS[part]));
  const params = { service: service.id, needs, ...(service.store !== undefined && { store: service.store }) };
  return generateDiagnostic('sql-unknown-database', service.nameSpan, params, { element: `service ${service.id}` });
}
