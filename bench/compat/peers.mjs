// Other comparers, on the same events in their own formats: installed on demand, catalogs written by the peers' generator.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));
const FOLDER = join(HERE, 'peers');
const SHARED = process.env.SAGAC_SHARED ?? join(HERE, '..', '..', '..', 'shared');
const GENERATOR = join(SHARED, 'bench', 'compile', 'gen.mjs');
const BUF = join(FOLDER, 'node_modules', '.bin', 'buf');
const ASYNCAPI = join(FOLDER, 'node_modules', '@asyncapi', 'diff');

/** A command line of each peer, given the folder with the states `v1` and `v2`; `cwd` where it must run inside. */
const PEERS = [
  {
    name: 'buf breaking 1.75.0',
    needs: BUF,
    command: (data) => [BUF, 'breaking', '--against', join(data, 'v1', 'proto')],
    cwd: (data) => join(data, 'v2', 'proto'),
  },
  {
    name: '@asyncapi/diff 0.5.0',
    needs: ASYNCAPI,
    command: (data) => [...script('asyncapi-diff'), ...both(data, 'asyncapi.yaml')],
  },
  { name: 'avsc, both ways', needs: FOLDER, command: (data) => [...script('avsc'), ...both(data, 'avro')] },
  {
    name: 'avsc, equal texts skipped',
    needs: FOLDER,
    command: (data) => [...script('avsc'), ...both(data, 'avro'), 'changed'],
  },
];

/** The peers that can be measured here, and why others cannot. Installs them when they are first needed. */
export function preparePeers() {
  if (!existsSync(GENERATOR)) {
    const problem = `their generator is not there (SAGAC_SHARED, ${join('bench', 'compile', 'gen.mjs')})`;
    return { peers: [], problems: [`all: ${problem}`] };
  }
  const problem = PEERS.every(({ needs }) => existsSync(needs)) ? undefined : install();
  const [peers, others] = [
    PEERS.filter(({ needs }) => existsSync(needs)),
    PEERS.filter(({ needs }) => !existsSync(needs)),
  ];
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

/** Writes `count` events in every peer's format, in two states of which one percent differs; the folders of their JSON twins. */
export function writePeerCatalogs(folder, count) {
  execFileSync(process.execPath, [GENERATOR, '--n', String(count), '--out', folder], { stdio: 'ignore' });
  return { v1: join(folder, 'v1', 'json'), v2: join(folder, 'v2', 'json') };
}

function script(name) {
  return [process.execPath, join(FOLDER, `${name}.mjs`)];
}

function both(data, ...path) {
  return [join(data, 'v1', ...path), join(data, 'v2', ...path)];
}
