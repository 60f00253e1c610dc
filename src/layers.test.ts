import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const SRC = dirname(fileURLToPath(import.meta.url));
const MAX_LINES = 300;

/** What stands in `runtime/` itself and knows nothing of its folders but the types of `saga/`. */
const RUNTIME_BASE = [
  'clock',
  'crash-points',
  'errors',
  'growing-delay',
  'json',
  'once-reachable',
  'store',
  'virtual-clock',
].map((name) => `runtime/${name}`);

/** What each folder may import from its neighbours: the tables of ARCHITECTURE.md. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  diagnostics: [],
  git: ['diagnostics', 'host'],
  language: ['diagnostics', 'host'],
  model: ['diagnostics', 'language/node', 'language/document', 'language/refs', 'language/payload-forms'],
  snapshot: ['diagnostics', 'host', 'language', 'memory-host'],
  against: ['diagnostics', 'host', 'git', 'language', 'model/grouped', 'snapshot'],
  edit: ['diagnostics', 'language/node', 'model'],
  compile: ['diagnostics', 'language/node', 'model', 'runtime/saga'],
  compat: [
    'diagnostics',
    'language/node',
    'language/yaml',
    'model',
    // What the targets make of a type is what breaks.
    'generate/walk-types',
    'generate/targets/json-schema/type-schema',
    'generate/targets/typescript/options',
    'generate/targets/avro/default-value',
    'generate/targets/protobuf/primitive-type',
  ],
  import: [
    'diagnostics',
    'language/node',
    'language/yaml',
    'language/payload-forms',
    'model',
    'edit',
    // Readers of raw schemas, and the names that Protobuf gives things.
    'compat/schemas',
    'generate/targets/protobuf/lock',
    'generate/targets/protobuf/names',
  ],
  lint: ['diagnostics', 'language/node', 'model', 'edit', 'compile'],
  generate: [
    'diagnostics',
    'language/node',
    'model',
    'compile',
    'runtime/saga',
    // What it prints is what the runtime itself does: names of channels, tables.
    'runtime/broker/dead-letters',
    'runtime/broker/nats/settings',
    'runtime/broker/rabbitmq/settings',
    'runtime/consumer/channels',
    'runtime/consumer/definition',
    'runtime/inbox/schema',
    'runtime/outbox/migration-script',
    'runtime/outbox/schema',
    'runtime/stores/postgres/schema',
    'runtime/stores/sqlite/schema',
    'host',
  ],
  simulate: [
    'diagnostics',
    'language/node',
    'model',
    'compile',
    'runtime/saga',
    'runtime/json',
    'runtime/duration-text',
    'runtime/describe-entry',
  ],
  catalog: ['diagnostics', 'model'],
  runtime: [],
  'runtime/saga': ['runtime/errors', 'runtime/json'],
  'runtime/broker': RUNTIME_BASE,
  'runtime/stores': ['runtime/saga', ...RUNTIME_BASE],
  'runtime/worker': ['runtime/saga', ...RUNTIME_BASE],
  'runtime/ops': ['runtime/saga', ...RUNTIME_BASE],
  'runtime/inbox': [
    'runtime/broker',
    'runtime/outbox/databases',
    'runtime/outbox/service-tables',
    'runtime/remote/answer-memory',
    ...RUNTIME_BASE,
  ],
  'runtime/consumer': [
    'runtime/saga',
    'runtime/broker',
    'runtime/inbox',
    'runtime/outbox/outbox-message',
    'runtime/outbox/published-message',
    'runtime/remote',
    'runtime/worker',
    ...RUNTIME_BASE,
  ],
  'runtime/outbox': ['runtime/saga', 'runtime/broker', 'runtime/remote/headers', ...RUNTIME_BASE],
  'runtime/remote': ['runtime/saga', 'runtime/broker', 'runtime/worker', ...RUNTIME_BASE],
  'runtime/telemetry': [
    'runtime/saga',
    'runtime/worker',
    'runtime/broker/operations',
    'runtime/consumer/types',
    'runtime/inbox/inbox',
    'runtime/outbox/outbox-store',
    ...RUNTIME_BASE,
  ],
  'runtime/rehearsal': ['runtime/saga', 'runtime/worker', 'runtime/stores/memory', ...RUNTIME_BASE],
};

/** Packages that a folder may import; folders not named here may use any. */
const MAY_USE: Readonly<Record<string, readonly string[]>> = {
  diagnostics: [],
  git: ['node:crypto', 'node:path'],
  snapshot: ['node:crypto'],
  against: ['node:path'],
  language: ['js-yaml', 'yaml', '@apidevtools/json-schema-ref-parser', 'node:path', 'node:url', 'ajv'],
  model: ['node:vm'],
  edit: [],
  import: ['protobufjs'],
  compile: ['@marcbachmann/cel-js'],
  compat: ['node:crypto', 'protobufjs'],
  lint: ['ajv', 'ajv/dist/2020.js', '@marcbachmann/cel-js', 'picomatch/posix.js'],
  generate: [
    'handlebars',
    'ajv',
    'ajv/dist/2020.js',
    'node:crypto',
    'node:path',
    'ajv/dist/standalone/index.js',
    'ajv/dist/compile/codegen/index.js',
    'ajv-formats/dist/formats.js',
  ],
  simulate: ['@marcbachmann/cel-js', 'node:crypto'],
  runtime: ['node:', '@marcbachmann/cel-js'],
};

/** A driver is imported in its own adapter and nowhere else. */
const DRIVERS: Readonly<Record<string, string>> = {
  'better-sqlite3': 'runtime/stores/sqlite',
  pg: 'runtime/stores/postgres',
  '@opentelemetry/api': 'runtime/telemetry',
  '@platformatic/kafka': 'runtime/broker/kafka',
  '@nats-io/transport-node': 'runtime/broker/nats',
  '@nats-io/jetstream': 'runtime/broker/nats',
  '@nats-io/kv': 'runtime/broker/nats',
  'rabbitmq-client': 'runtime/broker/rabbitmq',
  // Not a driver, but as heavy: only who speaks Avro loads it.
  avsc: 'runtime/broker/wire/avro',
};

interface Import {
  readonly file: string;
  readonly target: string;
}

const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((path) => path.split(sep).join('/'))
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))
  .sort();
// Test files and test-only helpers may reach across layers: they judge a part from outside.
const production = sources.filter(
  (path) =>
    !/\.test\.ts$|(^|\/)(testing|contract|proof|differential|mutation)\/|-contract\.ts$|rule-tester\.ts$/.test(path),
);
const imports = production.flatMap(importsOf);

function importsOf(file: string): Import[] {
  const text = readFileSync(join(SRC, file), 'utf8');
  const found = [...text.matchAll(/^\s*(?:import|export)\b[^'"`;]*?from\s+['"]([^'"]+)['"]/gm)];
  const dynamic = [...text.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g)];
  const bare = [...text.matchAll(/^import\s+['"]([^'"]+)['"]/gm)];
  return [...found, ...dynamic, ...bare].map((match) => ({ file, target: resolveTarget(file, match[1] ?? '') }));
}

function resolveTarget(file: string, specifier: string): string {
  if (!specifier.startsWith('.')) return specifier;
  const path = relative(SRC, join(SRC, dirname(file), specifier))
    .split(sep)
    .join('/');
  return `./${path.replace(/\.js$/, '')}`;
}

function isAllowed(folder: string, target: string): boolean {
  const path = target.slice(2);
  if (path === folder || path.startsWith(`${folder}/`)) return true;
  return (MAY_IMPORT[folder] ?? []).some((allowed) => path === allowed || path.startsWith(`${allowed}/`));
}

describe('layers', () => {
  it.each(Object.keys(MAY_IMPORT))('%s imports only what its layer allows', (folder) => {
    const own = imports.filter((entry) => entry.file.startsWith(`${folder}/`) && entry.target.startsWith('./'));
    const wrong = own.filter((entry) => !isAllowed(folder, entry.target));
    expect(wrong.map((entry) => `${entry.file} -> ${entry.target}`)).toEqual([]);
  });

  it.each(Object.keys(MAY_USE))('%s uses only the packages of its layer', (folder) => {
    const own = imports.filter((entry) => entry.file.startsWith(`${folder}/`) && !entry.target.startsWith('./'));
    const wrong = own.filter(
      ({ file, target }) =>
        !(MAY_USE[folder] ?? []).some((name) => target === name || (name.endsWith(':') && target.startsWith(name))) &&
        !(DRIVERS[target] !== undefined && file.startsWith(DRIVERS[target])),
    );
    expect(wrong.map((entry) => `${entry.file} -> ${entry.target}`)).toEqual([]);
  });

  it('keeps each driver inside its adapter', () => {
    const wrong = imports.filter(({ file, target }) => DRIVERS[target] && !file.startsWith(DRIVERS[target] ?? ''));
    expect(wrong).toEqual([]);
  });

  it('knows every folder of the runtime', () => {
    const folders = production.flatMap((file) => /^runtime\/[^/]+(?=\/)/.exec(file) ?? []);
    const known = Object.keys(MAY_IMPORT).filter((folder) => folder.startsWith('runtime/'));
    expect([...new Set(folders)].sort()).toEqual(known.sort());
  });

  it('stands in ARCHITECTURE.md', () => {
    const text = readFileSync(join(SRC, '..', 'ARCHITECTURE.md'), 'utf8');
    const missing = Object.keys(MAY_IMPORT).filter((folder) => !text.includes(`\n| \`${folder}/\` |`));
    expect(missing).toEqual([]);
  });

  it('lets no rule import a sibling rule', () => {
    const wrong = imports.filter(
      ({ file, target }) =>
        /^lint\/rules\//.test(file) && /^\.\/lint\/rules\//.test(target) && !file.endsWith('index.ts'),
    );
    expect(wrong).toEqual([]);
  });

  it('lets nothing import the command line', () => {
    const wrong = imports.filter(({ file, target }) => !file.startsWith('cli/') && target.startsWith('./cli/'));
    expect(wrong).toEqual([]);
  });

  it('has read every source file of the table', () => {
    for (const folder of Object.keys(MAY_IMPORT)) {
      expect(
        production.some((file) => file.startsWith(`${folder}/`)),
        folder,
      ).toBe(true);
    }
    expect(imports.length).toBeGreaterThan(100);
  });
});

describe('size', () => {
  it(`keeps every source file within ${MAX_LINES} lines`, () => {
    const long = production
      .map((file) => ({ file, lines: readFileSync(join(SRC, file), 'utf8').split('\n').length - 1 }))
      .filter(({ file, lines }) => lines > MAX_LINES && !file.includes('/lexicon/'));
    expect(long).toEqual([]);
  });
});
