import { describe, expect, it } from 'vitest';
import { sharedFolder } from '../../../testing/shared.js';
import { importFolder, importTexts } from '../asyncapi/testing/import-files.js';
import { openApiImporter } from './index.js';

const read = (text: string) => importTexts(openApiImporter, { 'a.json': text });

const EVENT = {
  openapi: '3.0.0',
  info: { title: 'Order.Placed', version: '1.0.0' },
  paths: {},
  components: {
    schemas: {
      AWSEvent: {
        'x-amazon-events-detail-type': 'Order.Placed',
        'x-amazon-events-source': 'order.service',
        properties: { detail: { $ref: '#/components/schemas/Order' } },
      },
      Order: {
        type: 'object',
        required: ['id'],
        properties: { id: { type: 'string' }, note: { type: 'string', nullable: true } },
      },
      Unused: { type: 'object', properties: { a: { type: 'integer' } } },
    },
  },
};

describe('OpenAPI', () => {
  it('of an EventBridge registry is an event with its source', () => {
    const { draft, told } = read(JSON.stringify(EVENT));
    expect([...draft.messages]).toEqual([
      [
        'OrderPlaced',
        {
          kind: 'event',
          version: '1.0.0',
          wire: 'Order.Placed',
          producer: 'order-service',
          payload: {
            kind: 'fields',
            fields: [
              { name: 'id', type: { kind: 'primitive', name: 'string' } },
              { name: 'note', type: { kind: 'primitive', name: 'string' }, optional: true, nullable: true },
            ],
          },
        },
      ],
    ]);
    expect(draft.services.get('order-service')).toEqual({ extensions: { 'x-event-source': 'order.service' } });
    expect([...draft.types.keys()]).toEqual(['Unused']);
    expect(told).toEqual([]);
  });

  it('of others gives webhooks and types; paths are told', () => {
    const { draft, told } = read(
      JSON.stringify({
        openapi: '3.1.0',
        paths: { '/a': {} },
        webhooks: {
          paid: { post: { requestBody: { content: { 'application/json': { schema: { type: 'object' } } } } } },
          none: { get: {} },
        },
      }),
    );
    expect([...draft.messages.keys()]).toEqual(['Paid']);
    expect(told).toEqual([
      'a.json:1 import-left-out The webhook `none` was not taken in: it posts no JSON with a schema.',
      'a.json:1 import-left-out What `paths` says was not taken in: calls over HTTP are no messages.',
    ]);
  });

  it.each([
    ['{"swagger":"2.0"}', 'OpenAPI `2.0` is not read; 3.0 and 3.1 are.'],
    ['{"openapi":"4.0.0"}', 'OpenAPI `4.0.0` is not read; 3.0 and 3.1 are.'],
    ['{"openapi":{}}', 'it does not say its version as `openapi: 3.1.0`.'],
  ])('%s is refused', (text, problem) => {
    expect(read(text).told[0]).toContain(problem);
  });

  const folder = sharedFolder('corpora');
  it.runIf(folder !== undefined).each([
    ['ClaimAccepted', 'Claim.Accepted', 'claims-service'],
    ['ClaimRejected', 'Claim.Rejected', 'claims-service'],
    ['ClaimRequested', 'Claim.Requested', 'fnol-service'],
    ['FraudDetected', 'Fraud.Detected', 'fraud-service'],
  ])('%s of a registry comes in whole', (name, wire, producer) => {
    const { draft, told } = importFolder(openApiImporter, `${folder}/eventbridge`, [`${name}/schema.json`]);
    expect(draft.messages.get(name)).toMatchObject({ kind: 'event', wire, producer, payload: { kind: 'fields' } });
    expect(told).toEqual([]);
  });
});
