import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentTexts } from '../../../generate/targets/asyncapi/testing/documents.js';
import { fixtureCatalog } from '../../../generate/testing/catalog.js';
import { catalogFrom } from '../../../testing/catalog-from.js';
import { printDefinitions, writtenDefinitions } from '../../yaml/print-draft.js';
import { openApiImporter } from '../openapi/index.js';
import { asyncApiImporter } from './index.js';
import { importTexts } from './testing/import-files.js';

type Json = { [key: string]: unknown } | unknown[];

const own = JSON.parse(documentTexts(fixtureCatalog('bank'), { format: 'json' }).get('ledger.json') ?? '{}') as Json;

const VERSION_2: Json = {
  asyncapi: '2.6.0',
  info: { title: 'A', version: '1.0.0' },
  servers: { s: { url: 'h', protocol: 'kafka' } },
  channels: {
    'a/{b}': {
      parameters: { b: { schema: { type: 'string' } } },
      bindings: { kafka: { partitions: 1, topicConfiguration: { 'retention.ms': 1 } }, sqs: { queue: { name: 'q' } } },
      publish: {
        operationId: 'o',
        traits: [{ bindings: { kafka: { groupId: { enum: ['g'] } } } }],
        message: { oneOf: [{ name: 'A' }, { $ref: '#/components/messages/M' }] },
      },
      subscribe: {
        message: { schemaFormat: 'application/vnd.apache.avro', payload: { type: 'record', name: 'R', fields: [] } },
      },
    },
  },
  components: {
    messages: {
      M: { headers: { type: 'object' }, payload: { $ref: '#/components/schemas/S' }, examples: [{ payload: 1 }] },
    },
    schemas: { S: { type: 'object' } },
  },
};

const OPENAPI: Json = {
  openapi: '3.1.0',
  info: { title: 'A', version: '1.0.0' },
  webhooks: { w: { post: { requestBody: { content: { 'application/json': { schema: { type: 'object' } } } } } } },
  components: {
    schemas: {
      AWSEvent: { 'x-amazon-events-source': 's', properties: { detail: { $ref: '#/components/schemas/S' } } },
      S: { type: 'object' },
    },
  },
};

/** Places of a document, as ways of keys. */
function waysIn(value: unknown, way: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [way];
  return [way, ...Object.entries(value).flatMap(([key, inner]) => waysIn(inner, [...way, key]))];
}

/** The document with another value at a place. */
function changed(value: unknown, [key, ...way]: readonly string[], to: unknown): unknown {
  if (key === undefined) return to;
  const copy = Array.isArray(value) ? [...value] : { ...(value as object) };
  Object.assign(copy, { [key]: changed((value as { [key: string]: unknown })[key], way, to) });
  return copy;
}

const other = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom('#', '#/', '#/info', '#/components/messages/M', 'x.yaml#/a', 'https://a.example', '#/channels'),
  fc.constantFrom('#/channels', '#/info', './b.yaml', '#').map(($ref) => ({ $ref })),
);

describe('documents with anything anywhere', () => {
  it.each([
    ['of our own', own, asyncApiImporter],
    ['of version 2', VERSION_2, asyncApiImporter],
    ['of OpenAPI', OPENAPI, openApiImporter],
  ])('%s are taken in or refused, and what comes out is a catalog', (_name, document, importer) => {
    // What is written in our own extensions is a catalog's, and its reader tells what is wrong with it.
    const ways = waysIn(document).filter((way) => !way.some((key) => key.startsWith('x-sagac-')));
    fc.assert(
      fc.property(fc.constantFrom(...ways), other, (way, value) => {
        const text = JSON.stringify(changed(document, way, value));
        const { draft, diagnostics: told } = importTexts(importer, { 'a.json': text });
        // What is refused is not written.
        if (told.some(({ severity }) => severity === 'error')) return;
        const { diagnostics } = catalogFrom(printDefinitions(writtenDefinitions(draft)) || '{}');
        expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
      }),
      { numRuns: 30, seed: Number(process.env['SAGAC_SEED'] ?? 1) },
    );
  });
});
