/**
 * Builds `dist/`: the command line and the public modules as one split ESM bundle, the licences of what went into it,
 * and the type declarations. `--no-types` leaves the declarations out.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';
import { collectLicenses } from './licenses.mjs';
import { writeTemplates } from './templates.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const CHUNKS = join(root, 'dist', 'chunks');

/** CommonJS dependencies call `require` for node's own modules. */
const REQUIRE =
  "import { createRequire as nodeRequire } from 'node:module'; const require = nodeRequire(import.meta.url);";

/** The schema reader carries an HTTP client for remote references, which a catalog may not have. */
const withoutNetwork = {
  name: 'without-network',
  setup(builder) {
    builder.onResolve({ filter: /^undici$/ }, () => ({ path: 'undici', namespace: 'without-network' }));
    builder.onLoad({ filter: /.*/, namespace: 'without-network' }, () => ({ contents: 'export {};' }));
  },
};

/** The YAML parser copies an object for every scalar with a spread, which is half of its time on Node 20. */
const withoutSpreads = {
  name: 'without-spreads',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]js-yaml\.mjs$/ }, async ({ path }) => {
      const lowered = await transform(readFileSync(path, 'utf8'), { supported: { 'object-rest-spread': false } });
      // What esbuild calls instead also copies accessors, of which there are none, and is slow itself.
      return { contents: lowered.code.replace(/\b__spread(Values|Props)\(/g, 'Object.assign(') };
    });
  },
};

const options = {
  absWorkingDir: root,
  entryPoints: {
    cli: 'src/cli/main.ts',
    index: 'src/index.ts',
    compat: 'src/compat/index.ts',
    runtime: 'src/runtime/index.ts',
    'runtime-sqlite': 'src/runtime/stores/sqlite/index.ts',
    'runtime-sqlite-writer': 'src/runtime/stores/sqlite/writer-script.ts',
    'runtime-postgres': 'src/runtime/stores/postgres/index.ts',
    'runtime-kafka': 'src/runtime/broker/kafka/index.ts',
    'runtime-nats': 'src/runtime/broker/nats/index.ts',
    'runtime-rabbitmq': 'src/runtime/broker/rabbitmq/index.ts',
    'runtime-avro': 'src/runtime/broker/wire/avro/index.ts',
    'runtime-telemetry': 'src/runtime/telemetry/index.ts',
    'runtime-testing': 'src/runtime/rehearsal/index.ts',
  },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  chunkNames: 'chunks/[name]-[hash]',
  mainFields: ['module', 'main'],
  alias: { handlebars: 'handlebars/dist/cjs/handlebars.js' },
  external: [
    '@nats-io/*',
    '@opentelemetry/api',
    '@platformatic/kafka',
    'better-sqlite3',
    'pg',
    'rabbitmq-client',
    'source-map',
  ],
  plugins: [withoutNetwork, withoutSpreads],
  banner: { js: REQUIRE },
  // Half of the time of a short run goes into reading the code.
  minify: true,
  legalComments: 'none',
  metafile: true,
  write: false,
  logLevel: 'warning',
};

/** Bundles the sources into `dist/` and gives the paths of the files that belong there. Other files stay. */
export async function bundle() {
  execFileSync(process.execPath, ['scripts/shapes.mjs'], { cwd: root, stdio: 'inherit' });
  writeTemplates();
  const { metafile, outputFiles } = await build(options);
  const licenses = collectLicenses(root, Object.keys(metafile.inputs));
  const files = new Map(outputFiles.map((file) => [file.path, file.text]));
  writeChanged(files.set(join(root, 'dist', 'THIRD-PARTY-LICENSES.txt'), licenses));
  return new Set(files.keys());
}

/** The binary may be running while it is built: files appear whole, and equal ones stay as they are. */
function writeChanged(files) {
  mkdirSync(CHUNKS, { recursive: true });
  for (const [path, text] of files) {
    if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
    const draft = `${path}.${process.pid}`;
    writeFileSync(draft, text);
    renameSync(draft, path);
  }
}

/** Removes the chunks of earlier builds. */
function removeOldChunks(files) {
  const paths = readdirSync(CHUNKS).map((name) => join(CHUNKS, name));
  for (const path of paths.filter((path) => !files.has(path))) rmSync(path);
}

function declareTypes() {
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  rmSync(join(root, 'dist', 'types'), { recursive: true, force: true });
  execFileSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  removeOldChunks(await bundle());
  if (!process.argv.includes('--no-types')) declareTypes();
}
