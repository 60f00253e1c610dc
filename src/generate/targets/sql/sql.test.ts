import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../model/index.js';
import { catalogOf, fixtureCatalog, loadTemplate } from '../../testing/catalog.js';
import { sql } from './index.js';
import { type Part, type SqlDialect, STEPS, sqlOf, stepsIn } from './steps.js';

function generate(catalog: ReturnType<typeof catalogOf>, options: Record<string, JsonValue> = {}, service?: string) {
  const template = (name: string) => loadTemplate('sql', name);
  return sql.generate({
    catalog,
    options,
    template,
    earlier: () => undefined,
    ...(service !== undefined && { service }),
  });
}

function oneService(store: string) {
  const text = `services: { own: { ${store}outbox: true, inbox: true }, out: { external: true, outbox: true } }\n`;
  return catalogOf({ 'sagac.yaml': 'catalog: test\n', 'a.yaml': text });
}

/** What may be run again; `CREATE` is made so. */
const REPEATABLE = [
  /^\s*CREATE (TABLE|INDEX) /,
  /^\s*INSERT INTO [^;]* ON CONFLICT DO NOTHING$/,
  /^\s*DROP INDEX IF EXISTS \w+$/,
];

const pathsOf = ({ files }: ReturnType<typeof generate>) => files.map(({ path }) => path);

describe('the target sql', () => {
  it.each([
    ['store: postgres, ', 'postgres'],
    ['store: PostgreSQL 16 on RDS, ', 'postgres'],
    ['store: SQLite, ', 'sqlite'],
  ])('writes for the database that `%s` names', (store, folder) => {
    expect(pathsOf(generate(oneService(store)))).toEqual([
      'own/README.md',
      `own/${folder}/0002-create-the-outbox.sql`,
      `own/${folder}/0003-create-the-inbox.sql`,
      `own/${folder}/0004-lease-the-outbox-by-shards.sql`,
    ]);
  });

  it('says for which services it writes nothing, and writes it where an option says for what', () => {
    for (const [store, said] of [
      ['', 'no `store`'],
      ['store: mongodb, ', 'its store is `mongodb`'],
    ] as const) {
      const result = generate(oneService(store));
      expect(result.files).toEqual([]);
      expect(result.diagnostics.map(({ message }) => message)).toEqual([
        `The service \`own\` has an outbox and an inbox, and ${said}: no SQL is written for it.`,
      ]);
      expect(pathsOf(generate(oneService(store), { dialect: 'both' }))).toHaveLength(7);
    }
  });

  it('writes the saga store for who runs a saga, and one service alone where it is told so', () => {
    const paths = pathsOf(generate(fixtureCatalog('shop'), { dialect: 'sqlite' }, 'order'));
    expect(paths).toEqual([
      'order/README.md',
      'order/sqlite-saga-store/0001-create-the-saga-store.sql',
      'order/sqlite/0002-create-the-outbox.sql',
      'order/sqlite/0003-create-the-inbox.sql',
      'order/sqlite/0004-lease-the-outbox-by-shards.sql',
    ]);
    expect(pathsOf(generate(fixtureCatalog('shop'))).filter((path) => path.includes('saga-store'))).toEqual([
      'order/postgres/0001-create-the-saga-store.sql',
    ]);
  });

  it.each(['postgres', 'sqlite'] as const)('has each step of the runtime for %s once and in order', (dialect) => {
    for (const part of ['saga-store', 'outbox', 'inbox'] satisfies Part[]) {
      const versions = STEPS.filter((step) => step.part === part).map(({ version }) => version);
      expect(versions).toEqual(Array.from({ length: stepsIn(part, dialect) }, (_, index) => index + 1));
    }
  });

  it('knows of no step for SQLite that could not be run again', () => {
    const dialect: SqlDialect = 'sqlite';
    const other = STEPS.flatMap((step) =>
      sqlOf(step, dialect, '')
        .replace(/--.*$/gm, '')
        .split(';')
        .filter((statement) => statement.trim() !== '' && !REPEATABLE.some((form) => form.test(statement))),
    );
    expect(other).toEqual([]);
  });
});
