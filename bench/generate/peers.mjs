// Other generators, on the same events in their own formats.
import { existsSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const FOLDER = join(dirname(fileURLToPath(import.meta.url)), 'peers');
const MODULES = join(FOLDER, 'node_modules');
const COMMON = ['Money', 'Address', 'Actor', 'GeoPoint'];
const bin = (name) => join(MODULES, '.bin', name);
const schemas = (data, ...path) => join(data, 'v1', 'jsonschema', ...path);

/**
 * A command line of each peer, given the folder of the catalogs and one to write into. `most` is the largest catalog that it
 * does in a bearable time.
 */
export const PEERS = [
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
