import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Catalog } from '../../../model/index.js';
import { catalogFrom } from '../../../testing/catalog-from.js';
import { catalogOf, fixtureCatalog } from '../../testing/catalog.js';
import { EVERY_TYPE } from '../../testing/every-type.js';
import { documentTexts, WHOLE } from './testing/documents.js';
import { openJudges } from './testing/judges.js';
import { randomCatalogs } from './testing/random-catalog.js';

const judges = openJudges();

/** One of each kind: an orchestrator on Kafka, handlers on NATS and RabbitMQ, and every type. */
const PARSED: readonly (readonly [string, () => Catalog, string])[] = [
  ['an orchestrator on Kafka', () => fixtureCatalog('shop'), 'order'],
  ['a handler on NATS', () => fixtureCatalog('bank'), 'receipts'],
  ['a handler on RabbitMQ', () => fixtureCatalog('travel'), 'cars'],
  ['every type', () => catalogOf(EVERY_TYPE), 'store'],
];

/** Catalogs of any text; the seed is fixed, as a judge takes a second for each document. */
const RANDOM = fc.sample(randomCatalogs, { seed: 7, numRuns: 1 });

describe('documents', () => {
  it.each(PARSED)('of %s pass the parser without a message', async (_name, open, service) => {
    const text = documentTexts(open()).get(`${service}.yaml`) ?? '';
    const { messages, document } = await judges.parse(text);
    expect(messages).toEqual([]);
    const payloads = document
      ?.allMessages()
      .all()
      .map((message) => message.payload()?.id() ?? '');
    expect(payloads?.filter((id) => !id.endsWith('.payload'))).toEqual([]);
  });

  it.each(RANDOM)('of random catalogs as well', async (files) => {
    const text = documentTexts(catalogFrom(files).catalog).get('order.yaml') ?? '';
    expect((await judges.parse(text)).messages).toEqual([]);
    expect(await judges.lint(text)).toEqual([]);
  });

  it.each(['yaml', 'json'] as const)('pass Spectral as %s without a message', async (format) => {
    const text = documentTexts(fixtureCatalog('travel'), { ...WHOLE, format }).get(`planner.${format}`) ?? '';
    expect(await judges.lint(text, format)).toEqual([]);
  });

  it('with Avro pass the parser, which then knows every field', async () => {
    const text = documentTexts(fixtureCatalog('shop'), { ...WHOLE, payload: 'avro' }).get('loyalty.yaml') ?? '';
    const { messages, document } = await judges.parse(text);
    expect(messages).toEqual([]);
    const payload = document?.components().messages().get('AddLoyaltyPoints')?.payload();
    const total = payload?.properties()?.['total'];
    expect(Object.keys(total?.properties() ?? {})).toEqual(['amount', 'currency']);
    const linted = await judges.lint(text);
    // Spectral tells of each payload that it only looks into JSON Schema.
    expect(linted.filter((line) => !line.startsWith('asyncapi-3-payload-unsupported-schemaFormat'))).toEqual([]);
  });
});
