// The other linters, on the same events in their own formats: installed on demand, catalogs written by the peers' generator.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));
const FOLDER = join(HERE, 'peers');
const SHARED = process.env.SAGAC_SHARED ?? join(HERE, '..', '..', '..', 'shared');
const GENERATOR = join(SHARED, 'bench', 'compile', 'gen.mjs');

/** A command line of each peer, given the folder that the generator wrote; `cwd` where it must run inside. */
export const PEERS = [
  {
    name: 'buf lint 1.75.0',
    command: () => [bin('buf'), 'lint'],
    cwd: (data) => join(data, 'v1', 'proto'),
  },
  {
    name: 'eventcatalog-linter 1.1.1',
    command: (data) => [bin('eventcatalog-linter'), join(data, 'v1', 'eventcatalog')],
  },
  {
    name: 'redocly lint 2.77.0',
    command: (data) => [bin('redocly'), 'lint', '--config', join(FOLDER, 'redocly.yaml'), asyncapi(data)],
  },
  {
    name: 'spectral lint 6.16.3',
    command: (data) => [bin('spectral'), 'lint', '-r', join(FOLDER, 'spectral.yaml'), asyncapi(data)],
  },
];

/** Why the peers cannot be measured here, or undefined. Installs them when they are first needed. */
export function preparePeers() {
  if (!existsSync(GENERATOR))
    return `their generator is not there (SAGAC_SHARED, ${join('bench', 'compile', 'gen.mjs')})`;
  if (PEERS.every((peer) => existsSync(peer.command('')[0]))) return undefined;
  try {
    const args = ['ci', '--no-audit', '--no-fund', '--ignore-scripts'];
    execFileSync('npm', args, { cwd: FOLDER, stdio: ['ignore', 'ignore', 'inherit'] });
    return undefined;
  } catch (error) {
    return `they could not be installed: ${error.message}`;
  }
}

/** Writes the catalog of `count` events in every peer's format; returns the folder of its JSON twin. */
export function writePeerCatalogs(folder, count) {
  execFileSync(process.execPath, [GENERATOR, '--n', String(count), '--out', folder], { stdio: 'ignore' });
  return join(folder, 'v1', 'json');
}

function bin(name) {
  return join(FOLDER, 'node_modules', '.bin', name);
}

function asyncapi(data) {
  return join(data, 'v1', 'asyncapi.yaml');
}
