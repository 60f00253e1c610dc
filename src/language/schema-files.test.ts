import { describe, expect, it } from 'vitest';
import { createMemoryHost, type MemoryHostOptions } from '../memory-host.js';
import type { CatalogSource } from './document.js';
import { loadCatalog } from './load-catalog.js';
import { type Node, nodeAt, toValue } from './node.js';
import { resolveRef } from './refs.js';

async function load(files: Record<string, string>, options?: MemoryHostOptions) {
  const disk = Object.fromEntries(Object.entries(files).map(([path, text]) => [`/catalog/${path}`, text]));
  const host = createMemoryHost({ '/catalog/sagac.yaml': 'catalog: shop', ...disk }, options);
  const { value, diagnostics } = await loadCatalog(host, '/catalog');
  if (!value) throw new Error('The catalog has no value.');
  const told = diagnostics.map((found) => {
    const text = value.texts.get(found.span?.file ?? '') ?? '';
    return `${found.span?.file} ${found.code} at ${text.slice(found.span?.start, found.span?.end)}`;
  });
  return { value, told, diagnostics, files: [...value.schemaFiles.keys()] };
}

function rootOf({ schemaFiles, documents }: CatalogSource): (file: string) => Node | undefined {
  return (file) => schemaFiles.get(file)?.root ?? documents.find((document) => document.file === file)?.root;
}

const event = (payload: string) => `events: { A: { payload: ${payload} } }`;

describe('loadSchemaFiles', () => {
  it('follows references from file to file, also in a circle and to YAML', async () => {
    const { told, files, value } = await load({
      'defs/a.yaml': event('{ $ref: ../schemas/order.json }'),
      'schemas/order.json':
        '{ "properties": { "total": { "$ref": "money.json#/$defs/Money" }, "self": { "$ref": "#" } } }',
      'schemas/money.json':
        '{ "$id": "https://x.test/money", "$defs": { "Money": { "$ref": "./order.json" }, "B": { "$ref": "b/c%20d.json" } } }',
      'schemas/b/c d.json': '{ "type": "string" }',
    });
    expect(told).toEqual([]);
    expect(files).toEqual(['schemas/b/c d.json', 'schemas/money.json', 'schemas/order.json']);
    const money = resolveRef(rootOf(value), 'schemas/order.json', 'money.json#/$defs/Money');
    expect(money?.file).toBe('schemas/money.json');
    expect(money && toValue(money.node)).toEqual({ $ref: './order.json' });
    expect(resolveRef(rootOf(value), 'defs/a.yaml', '../schemas/order.json#/properties/none')).toBeUndefined();
  });

  it('reads an inline schema with references of both kinds, and an Avro file', async () => {
    const { told, files, value } = await load({
      'a.yaml': event(
        '{ schema: { $defs: { M: { type: string } }, properties: { a: { $ref: "#/$defs/M" }, b: { $ref: "./b.json#/x/0" } } } }',
      ),
      'b.json': '{ "x": [{ "type": "integer" }] }',
      'c.yaml': 'commands: { C: { payload: { avro: ./c.avsc } } }',
      'c.avsc': '{ "type": "record", "name": "C", "fields": [] }',
    });
    expect(told).toEqual([]);
    expect(files).toEqual(['b.json', 'c.avsc']);
    const schema = nodeAt(value.documents[0]?.root, 'events', 'A', 'payload', 'schema');
    const inner = resolveRef(rootOf(value), 'a.yaml', '#/$defs/M', schema);
    expect(inner && toValue(inner.node)).toEqual({ type: 'string' });
  });

  it.each([
    ['leads up out of the catalog', '../../etc/x.json', 'ref-outside'],
    ['is absolute', '/etc/passwd', 'ref-outside'],
    ['is a file address', 'file:///etc/passwd', 'ref-outside'],
    ['hides the way up', './a/%2e%2e/%2e%2e/x.json', 'ref-outside'],
    ['is on the web', 'https://example.test/x.json', 'ref-to-network'],
    ['has no scheme but a host', '//example.test/x.json', 'ref-to-network'],
    ['names no file', './none.json', 'ref-file-missing'],
    ['points at nothing', './there.json#/none', 'ref-target-missing'],
    ['leaves through a link', './link/x.json', 'ref-outside'],
  ])('tells of a reference that %s', async (_, ref, code) => {
    const files = { 'a.yaml': event(`{ $ref: "${ref}" }`), 'there.json': '{}', '../elsewhere/x.json': '{}' };
    const { told, files: read } = await load(files, { links: { '/catalog/link': '/elsewhere' } });
    expect(told).toEqual([`a.yaml ${code} at "${ref}"`]);
    expect(read.filter((file) => file !== 'there.json')).toEqual([]);
  });

  it('tells of bad references inside schema files at their places', async () => {
    const { told } = await load({
      'a.yaml': event('{ $ref: ./s.json }'),
      's.json':
        '{ "a": { "$ref": "http://x.test/a" }, "b": { "$ref": "../../b.json" }, "c": { "$ref": "#/d/e" }, "f": { "$ref": "f.json" } }',
    });
    expect(told).toEqual([
      's.json ref-to-network at "http://x.test/a"',
      's.json ref-outside at "../../b.json"',
      's.json ref-target-missing at "#/d/e"',
      's.json ref-file-missing at "f.json"',
    ]);
  });

  it('tells of a schema file that does not parse, once', async () => {
    const { told } = await load({
      'a.yaml': `${event('{ $ref: ./s.json }')}\ncommands: { B: { payload: { $ref: ./s.json } } }`,
      's.json': '{ "a": [1, 2 }',
    });
    expect(told).toEqual([expect.stringMatching(/^s\.json yaml-syntax/)]);
  });

  it('does not let a payload vanish behind an empty file or the file that it stands in', async () => {
    const { told } = await load({
      'a.yaml': event('{ $ref: ./s.json }'),
      'b.yaml': 'commands: { B: { payload: { $ref: "b.yaml#/nope" } } }',
      's.json': '',
    });
    expect(told).toEqual(['a.yaml ref-target-missing at ./s.json', 'b.yaml ref-target-missing at "b.yaml#/nope"']);
  });
});
