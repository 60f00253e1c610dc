// Other comparers, on the same events in their own formats.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const FOLDER = join(dirname(fileURLToPath(import.meta.url)), 'peers');
const BUF = join(FOLDER, 'node_modules', '.bin', 'buf');
const ASYNCAPI = join(FOLDER, 'node_modules', '@asyncapi', 'diff');

/** A command line of each peer, given the folder with the states `v1` and `v2`; `cwd` where it must run inside. */
export const PEERS = [
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

function script(name) {
  return [process.execPath, join(FOLDER, `${name}.mjs`)];
}

function both(data, ...path) {
  return [join(data, 'v1', ...path), join(data, 'v2', ...path)];
}
