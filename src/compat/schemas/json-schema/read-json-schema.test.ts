import { expect, test } from 'vitest';
import type { JsonValue } from '../../../model/index.js';
import type { SchemaNode } from './document.js';
import { readJsonSchema } from './read-json-schema.js';

function targetOf(schema: JsonValue, ref: string, files: Record<string, JsonValue> = {}): string | undefined {
  const document = readJsonSchema('main.json', schema, { files: new Map(Object.entries(files)) });
  const target = document.resolve(document.root, ref);
  return target && `${target.place.file}#${target.place.pointer}`;
}

test.each<[name: string, schema: JsonValue, dialect: string]>([
  ['nothing declared', {}, 'draft-07'],
  ['true', true, 'draft-07'],
  ['draft-04', { $schema: 'http://json-schema.org/draft-04/schema#' }, 'draft-04'],
  ['draft-06', { $schema: 'http://json-schema.org/draft-06/schema' }, 'draft-06'],
  ['2019-09', { $schema: 'https://json-schema.org/draft/2019-09/schema' }, '2019-09'],
  ['2020-12', { $schema: 'https://json-schema.org/draft/2020-12/schema#' }, '2020-12'],
])('dialect: %s', (_name, schema, dialect) => {
  expect(readJsonSchema('main.json', schema).dialect).toBe(dialect);
});

test.each<[name: string, schema: JsonValue, ref: string, target: string | undefined]>([
  ['itself', {}, '#', 'main.json#'],
  ['a definition', { definitions: { A: {} } }, '#/definitions/A', 'main.json#/definitions/A'],
  ['true is a schema', { $defs: { A: true } }, '#/$defs/A', 'main.json#/$defs/A'],
  ['a string is none', { $defs: 'A' }, '#/$defs', undefined],
  ['escaped keys', { $defs: { 'a/b~c d': {} } }, '#/$defs/a~1b~0c%20d', 'main.json#/$defs/a~1b~0c d'],
  ['a member of a list', { allOf: [{}, {}] }, '#/allOf/1', 'main.json#/allOf/1'],
  [
    'a place that no keyword has',
    { components: { schemas: { A: {} } } },
    '#/components/schemas/A',
    'main.json#/components/schemas/A',
  ],
  [
    'a key named __proto__',
    JSON.parse('{"$defs":{"__proto__":{}}}'),
    '#/$defs/__proto__',
    'main.json#/$defs/__proto__',
  ],
  ['no key of every object', { $defs: {} }, '#/$defs/constructor', undefined],
  ['an anchor by $id', { definitions: { A: { $id: '#a' } } }, '#a', 'main.json#/definitions/A'],
  ['an anchor where no dialect is named', { $defs: { A: { $anchor: 'a' } } }, '#a', 'main.json#/$defs/A'],
  ['an embedded $id', { $id: 'https://x.org/s/m', $defs: { A: { $id: 'a' } } }, 'a', 'main.json#/$defs/A'],
  [
    'its whole address',
    { $id: 'https://x.org/s/m', $defs: { A: { $id: 'a' } } },
    'https://x.org/s/a',
    'main.json#/$defs/A',
  ],
  [
    'a pointer from an embedded $id',
    { $defs: { A: { $id: 'urn:a', items: {} } } },
    'urn:a#/items',
    'main.json#/$defs/A/items',
  ],
  ['an address that nothing has', {}, 'https://x.org/s', undefined],
])('refs: %s', (_name, schema, ref, target) => {
  expect(targetOf(schema, ref)).toBe(target);
});

test.each<[name: string, schema: JsonValue, ref: string, target: string | undefined]>([
  ['a file beside', {}, 'b.json', 'b.json#'],
  ['a part of it', {}, './b.json#/$defs/B', 'b.json#/$defs/B'],
  ['an anchor of it', {}, 'b.json#beta', 'b.json#/$defs/B'],
  ['its $id', {}, 'https://x.org/b', 'b.json#'],
  ['a file, although this one has an address', { $id: 'https://x.org/elsewhere/main' }, 'b.json', 'b.json#'],
  ['a folder below', {}, 'sub/c.json', 'sub/c.json#'],
  ['a folder that is not there', {}, '../b.json', undefined],
])('refs to files: %s', (_name, schema, ref, target) => {
  const b = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'https://x.org/b',
    $defs: { B: { $anchor: 'beta' } },
  };
  expect(targetOf(schema, ref, { 'b.json': b, 'sub/c.json': {} })).toBe(target);
});

test('a reference inside another file starts from that file', () => {
  const files = new Map<string, JsonValue>([
    ['sub/c.json', { $ref: '../d.json' }],
    ['d.json', {}],
  ]);
  const document = readJsonSchema('main.json', { $ref: 'sub/c.json' }, { files });
  const first = document.resolve(document.root, 'sub/c.json') as SchemaNode;
  expect(document.resolve(first, '../d.json')?.place).toEqual({ file: 'd.json', pointer: '' });
  expect(document.problems).toEqual([]);
});

test('a dynamic reference goes to the anchor of the main schema', () => {
  const child: JsonValue = { $dynamicRef: '#node' };
  const tree: JsonValue = { $id: 'tree', $dynamicAnchor: 'node', properties: { child } };
  const schema: JsonValue = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $dynamicAnchor: 'node',
    $ref: 'tree',
    $defs: { tree },
  };
  const document = readJsonSchema('main.json', schema);
  const from: SchemaNode = {
    schema: child,
    place: { file: 'main.json', pointer: '/$defs/tree/properties/child' },
  };
  expect(document.resolve(from, '#node', '$dynamicRef')).toEqual(document.root);
  expect(document.problems).toEqual([]);
});

test.each<[name: string, schema: JsonValue, pointers: string[]]>([
  ['a place that is not there', { items: { $ref: '#/definitions/A' } }, ['/items/$ref']],
  ['a file that is not there', { $ref: 'a.json' }, ['/$ref']],
  ['the web', { $ref: 'https://x.org/s' }, ['/$ref']],
  ['data is not read', { enum: [{ $ref: '#/a' }], default: { $ref: '#/a' }, properties: { $ref: {} } }, []],
  ['an unknown dialect', { $schema: 'https://x.org/my' }, ['/$schema']],
  ['no schema', 'text', ['']],
])('problems: %s', (_name, schema, pointers) => {
  const { problems } = readJsonSchema('main.json', schema);
  expect(problems.map((problem) => problem.place.pointer)).toEqual(pointers);
});

test('deep schemas and rings of references end', () => {
  let deep: JsonValue = { $ref: '#' };
  for (let level = 0; level < 20_000; level++) deep = { properties: { a: deep } };
  expect(readJsonSchema('main.json', deep).problems).toEqual([]);
  const ring: JsonValue = {
    $ref: '#/definitions/A',
    definitions: { A: { $ref: '#/definitions/B' }, B: { $ref: '#/definitions/A' } },
  };
  expect(readJsonSchema('main.json', ring).problems).toEqual([]);
});
