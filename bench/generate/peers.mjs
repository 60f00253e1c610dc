// Other generators, on the same events in their own formats: installed on demand, catalogs written by the peers' generator.
import { execFileSync } from 'node:child_process';
import { existsSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));
const FOLDER = join(HERE, 'peers');
const MODULES = join(FOLDER, 'node_modules');
const SHARED = process.env.SAGAC_SHARED ?? join(HERE, '..', '..', '..', 'shared');
const GENERATOR = join(SHARED, 'bench', 'compile', 'gen.mjs');
const COMMON = ['Money', 'Address', 'Actor', 'GeoPoint'];
const bin = (name) => join(MODULES, '.bin', name);
const schemas = (data, ...path) => join(data, 'v1', 'jsonschema', ...path);

/**
 * A command line of each peer, given the folder of the catalogs and one to write into. `most` is the largest catalog that it
 * does in a bearable time.
 */
const PEERS = [
  {
    id: 'quicktype',
    name: 'quicktype 26.0.0, types only',
    needs: bin('quicktype'),
    most: 1_000,
    command: (data, out) => [
      'sh',
      '-c',
      `exec "$0" -s schema --lang typescript --just-types --telemetry disable --quiet -o "$1/types.ts" "$2"/events/*.json ${COMMON.map((name) => `-S "$2/common/${name}.json"`).join(' ')}`,
      bin('quicktype'),
      out,
      schemas(data),
    ],
  },
  {
    id: 'json2ts',
    name: 'json-schema-to-typescript 16.0.0',
    needs: bin('json2ts'),
    most: 1_000,
    command: (data, out) => [
      bin('json2ts'),
      '-i',
      schemas(data, 'events'),
      '-o',
      out,
      '--cwd',
      schemas(data, 'events'),
    ],
  },
  {
    id: 'modelina',
    name: 'modelina 5.10.1, TypeScript',
    needs: join(MODULES, '@asyncapi', 'modelina'),
    most: 1_000,
    command: (data, out) => [process.execPath, join(FOLDER, 'modelina.mjs'), join(data, 'v1', 'asyncapi.yaml'), out],
  },
  {
    id: 'buf',
    name: 'buf 1.75.0 + protoc-gen-es 2.12.1',
    needs: bin('protoc-gen-es'),
    most: 1_000,
    ...bufGenerate('directory'),
  },
  {
    id: 'buf-all',
    name: 'the same, strategy all',
    needs: bin('protoc-gen-es'),
    most: 10_000,
    ...bufGenerate('all'),
  },
  {
    id: 'typespec',
    name: 'TypeSpec 1.17.0, JSON Schema',
    needs: bin('tsp'),
    most: 1_000,
    prepare: (data) => {
      const link = join(data, 'v1', 'typespec', 'node_modules');
      if (!existsSync(link)) symlinkSync(MODULES, link);
    },
    command: (_, out) => [bin('tsp'), 'compile', 'main.tsp', '--emit', '@typespec/json-schema', '--output-dir', out],
    cwd: (data) => join(data, 'v1', 'typespec'),
  },
];

function bufGenerate(strategy) {
  return {
    prepare: (_, out) =>
      writeFileSync(
        join(out, 'buf.gen.yaml'),
        `version: v2\nplugins:\n  - { local: protoc-gen-es, out: ${JSON.stringify(join(out, 'types'))}, opt: target=ts, strategy: ${strategy} }\n`,
      ),
    command: (_, out) => [bin('buf'), 'generate', '--template', join(out, 'buf.gen.yaml')],
    cwd: (data) => join(data, 'v1', 'proto'),
    env: { PATH: `${join(MODULES, '.bin')}:${process.env.PATH}` },
  };
}

/** The peers that can be measured here, and why others cannot. Installs them when they are first needed. */
export function preparePeers() {
  if (!existsSync(GENERATOR)) {
    const problem = `their generator is not there (SAGAC_SHARED, ${join('bench', 'compile', 'gen.mjs')})`;
    return { peers: [], problems: [`all: ${problem}`] };
  }
  const problem = PEERS.every(({ needs }) => existsSync(needs)) ? undefined : install();
  const peers = PEERS.filter(({ needs }) => existsSync(needs));
  const others = PEERS.filter((peer) => !peers.includes(peer));
  return { peers, problems: others.map(({ name }) => `${name}: ${problem ?? 'not there after the installation'}`) };
}

function install() {
  try {
    const args = ['ci', '--no-audit', '--no-fund', '--ignore-scripts'];
    execFileSync('npm', args, { cwd: FOLDER, stdio: ['ignore', 'ignore', 'inherit'] });
    return undefined;
  } catch (error) {
    return `could not be installed (${error.message.split('\n')[0]})`;
  }
}

/** Writes `count` events in every peer's format; gives the folder of their JSON twins. */
export function writePeerCatalog(folder, count) {
  execFileSync(process.execPath, [GENERATOR, '--n', String(count), '--out', folder], { stdio: 'ignore' });
  return join(folder, 'v1', 'json');
}
