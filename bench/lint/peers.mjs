// The other linters, on the same events in their own formats.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const FOLDER = join(dirname(fileURLToPath(import.meta.url)), 'peers');

/** A command line of each peer, given the folder that the generator wrote; `cwd` where it must run inside. */
export const PEERS = [
  {
    name: 'buf lint 1.75.0',
    needs: bin('buf'),
    command: () => [bin('buf'), 'lint'],
    cwd: (data) => join(data, 'v1', 'proto'),
  },
  {
    name: 'eventcatalog-linter 1.1.1',
    needs: bin('eventcatalog-linter'),
    command: (data) => [bin('eventcatalog-linter'), join(data, 'v1', 'eventcatalog')],
  },
  {
    name: 'redocly lint 2.77.0',
    needs: bin('redocly'),
    command: (data) => [bin('redocly'), 'lint', '--config', join(FOLDER, 'redocly.yaml'), asyncapi(data)],
  },
  {
    name: 'spectral lint 6.16.3',
    needs: bin('spectral'),
    command: (data) => [bin('spectral'), 'lint', '-r', join(FOLDER, 'spectral.yaml'), asyncapi(data)],
  },
];

function bin(name) {
  return join(FOLDER, 'node_modules', '.bin', name);
}

function asyncapi(data) {
  return join(data, 'v1', 'asyncapi.yaml');
}
