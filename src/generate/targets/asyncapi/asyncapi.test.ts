import fc from 'fast-check';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { catalogFrom } from '../../../testing/catalog-from.js';
import { checkTargetOptions } from '../../target-options.js';
import { catalogOf, fixtureCatalog } from '../../testing/catalog.js';
import { EVERY_TYPE } from '../../testing/every-type.js';
import { asyncapi } from './index.js';
import type { Json } from './json.js';
import { at, documentFor, documentTexts, faultsOf, referencesIn, WHOLE } from './testing/documents.js';
import { randomCatalogs } from './testing/random-catalog.js';

const shop = fixtureCatalog('shop');
const order = documentFor(shop, 'order');

describe('whole catalogs', () => {
  it.each(['shop', 'travel', 'bank'])(
    'each document of %s is one of AsyncAPI, and every reference leads somewhere',
    (name) => {
      for (const text of documentTexts(fixtureCatalog(name)).values())
        expect(faultsOf(parse(text) as Json)).toEqual([]);
    },
  );

  it.each(['3.0.0', '3.1.0'])('as version %s', (asyncapi) => {
    for (const text of documentTexts(catalogOf(EVERY_TYPE), { ...WHOLE, asyncapi }).values()) {
      const document = parse(text) as Json;
      expect(document['asyncapi']).toBe(asyncapi);
      expect(faultsOf(document)).toEqual([]);
    }
  });

  it('whatever a catalog says', () => {
    fc.assert(
      fc.property(randomCatalogs, (files) => {
        const { catalog } = catalogFrom(files);
        const yaml = documentTexts(catalog);
        const json = documentTexts(catalog, { ...WHOLE, format: 'json' });
        for (const [path, text] of yaml) {
          const document = load(text) as Json;
          expect(faultsOf(document)).toEqual([]);
          const { 'x-sagac-generated': _header, ...other } = JSON.parse(json.get(path.replace('.yaml', '.json')) ?? '');
          expect(document).toEqual(other);
        }
      }),
      { numRuns: 20, seed: Number(process.env['SAGAC_SEED'] ?? 1) },
    );
  });

  it('does not depend on the order of definitions or files', () => {
    const reversed = (text: string) => text.replace(/(services:\n)(.*\n)(.*\n)/, '$1$3$2');
    const files = { ...EVERY_TYPE, 'services.yaml': reversed(EVERY_TYPE['services.yaml'] ?? '') };
    expect(files).not.toEqual(EVERY_TYPE);
    expect(documentTexts(catalogOf(files))).toEqual(documentTexts(catalogOf(EVERY_TYPE)));
  });
});

describe('info', () => {
  it('says what the service is, and fills the names into the options', () => {
    expect(order['id']).toBe('urn:sagac:shop:order');
    expect(order['info']).toEqual({
      title: 'order',
      version: '0.0.0',
      description: 'Takes orders and runs the checkout.',
      contact: {
        name: 'team-checkout',
        url: 'https://teams.example.com/team-checkout',
        email: 'team-checkout@example.com',
      },
      license: WHOLE.license,
      tags: [{ name: 'sales' }, { name: 'shop' }],
    });
  });

  it('has the version of the service, or that of the options', () => {
    const catalog = catalogOf({ 'c.yaml': 'services: { a: { x-version: 2.1.0 }, b: {} }' });
    expect(['a', 'b'].map((name) => at(documentFor(catalog, name, { version: '1.0.0' }), 'info', 'version'))).toEqual([
      '2.1.0',
      '1.0.0',
    ]);
  });

  it('names the options that linters will miss', () => {
    const generate = (options: Json) =>
      asyncapi.generate({ catalog: shop, options: options as never, template: () => '', earlier: () => undefined });
    expect(generate(WHOLE).diagnostics).toEqual([]);
    const [missing, ...others] = generate({ contactUrl: 'https://a.example' }).diagnostics;
    expect(missing?.message).toBe(
      'AsyncAPI documents are written without what only you know: `contactEmail` and `license`.',
    );
    expect(missing?.severity).toBe('info');
    expect(others).toEqual([]);
  });

  it.each([
    [{ license: 'MIT' }, 'the option `license` must be object'],
    [{ servers: { kafka: {} } }, "the option `servers.kafka` must have required property 'host'"],
    [{ format: 'xml' }, 'the option `format` is one of `yaml`, `json`'],
  ])('refuses %j', (options, problem) => {
    const span = { file: 'sagac.yaml', start: 0, end: 0 };
    const node = { kind: 'map', entries: [], flow: false, span } as const;
    const setting = { target: 'asyncapi', out: 'out', options, node, span } as never;
    expect(checkTargetOptions(asyncapi, setting).map(({ message }) => message)).toEqual([
      `The target \`asyncapi\`: ${problem}.`,
    ]);
  });

  it('writes no document for services that others run, and only the one that is asked for', () => {
    expect([...documentTexts(shop).keys()]).not.toContain('stripe.yaml');
    const { files } = asyncapi.generate({
      catalog: shop,
      options: WHOLE,
      template: () => '',
      earlier: () => undefined,
      service: 'payment',
    });
    expect(files.map(({ path }) => path)).toEqual(['payment.yaml']);
  });
});

describe('servers', () => {
  it('are those of the options, by broker; an unknown host is a variable', () => {
    expect(at(order, 'servers', 'kafka', 'host')).toBe('{host}');
    const servers = {
      production: { broker: 'kafka', host: 'kafka.example.com:9092', schemaRegistryUrl: 'https://sr.example.com' },
      kafka: { host: 'localhost:9092' },
      nats: { host: 'nats:4222' },
    };
    const document = documentFor(shop, 'order', { ...WHOLE, servers });
    expect(document['servers']).toEqual({
      kafka: { host: 'localhost:9092', protocol: 'kafka' },
      production: {
        host: 'kafka.example.com:9092',
        protocol: 'kafka',
        bindings: { kafka: { schemaRegistryUrl: 'https://sr.example.com', bindingVersion: '0.5.0' } },
      },
    });
    const refs = referencesIn(at(document, 'channels', 'sales.order.events', 'servers'));
    expect(refs).toEqual(['#/servers/kafka', '#/servers/production']);
    expect(faultsOf(document)).toEqual([]);
  });
});

describe('operations', () => {
  const operations = (document: Json) => Object.keys(at(document, 'operations') as Json);

  it('of a saga: its commands with all outcomes as replies, and each outcome received', () => {
    const send = at(order, 'operations', 'sendCapturePayment');
    expect(referencesIn(at(send, 'reply'))).toEqual([
      '#/channels/payment.replies',
      '#/channels/payment.replies/messages/PaymentCaptured',
      '#/channels/payment.replies/messages/PaymentDeclined',
    ]);
    expect(at(send, 'x-retry')).toEqual({
      maxAttempts: 4,
      strategy: { type: 'exponential', initialDelaySeconds: 2, multiplier: 2, maxDelaySeconds: 60, jitter: 'full' },
      timeoutSeconds: 30,
      withinSeconds: 300,
    });
    expect(operations(order)).toEqual(expect.arrayContaining(['receivePaymentCaptured', 'receivePaymentDeclined']));
    expect(at(order, 'operations', 'receivePaymentDeclined', 'description')).toBe(
      'Failure of CapturePayment, for the saga Checkout.',
    );
  });

  it('of the handler: the command received with the same reply', () => {
    const payment = documentFor(shop, 'payment');
    const receive = at(payment, 'operations', 'receiveCapturePayment');
    expect(at(receive, 'reply')).toEqual(at(order, 'operations', 'sendCapturePayment', 'reply'));
    expect(operations(payment)).toEqual(expect.arrayContaining(['sendPaymentCaptured', 'sendPaymentDeclined']));
    expect(at(payment, 'channels', 'payment.replies', 'address')).toBeNull();
    expect(at(payment, 'channels', 'payment.commands', 'address')).toBe('payment.commands');
  });

  it('of a flow: what the reaction follows from, needs, emits and fails with', () => {
    const names = operations(documentFor(shop, 'notification'));
    expect(names).toEqual(
      expect.arrayContaining(['receiveOrderCancelled', 'sendCancellationMailSent', 'sendCancellationMailFailed']),
    );
  });

  it('have retries, dead letters and the consumer group of readers', () => {
    const receive = at(order, 'operations', 'receiveOrderPlaced');
    expect(at(receive, 'x-retry')).toEqual({
      maxAttempts: 4,
      strategy: { type: 'delays', delaysSeconds: [60, 300, 1800] },
    });
    expect(referencesIn(at(receive, 'x-dead-letter'))).toEqual([
      '#/channels/sales.order.events.dlq',
      '#/channels/sales.order.events.dlq/messages/OrderPlaced',
    ]);
    expect(at(receive, 'bindings')).toEqual({
      kafka: { groupId: { type: 'string', enum: ['order.Checkout'] }, bindingVersion: '0.5.0' },
    });
  });

  it('keep the majors of a message apart', () => {
    const support = documentFor(shop, 'support');
    expect(operations(support)).toContain('receiveOrderPlaced.v1');
    expect(at(support, 'components', 'messages', 'OrderPlaced.v1', 'x-sagac-deprecated')).toEqual({
      since: '2026-01-01',
      sunset: '2099-01-01',
      use: 'OrderPlaced',
    });
  });
});

describe('messages', () => {
  it('have headers, correlation, key, examples and what they are', () => {
    const placed = at(order, 'components', 'messages', 'OrderPlaced') as Json;
    expect(placed['correlationId']).toEqual({ $ref: '#/components/correlationIds/cloudEvents-kafka' });
    expect(at(placed, 'headers', 'properties', 'ce_type')).toEqual({ type: 'string', const: 'OrderPlaced' });
    expect(placed['bindings']).toEqual({ kafka: { key: { type: 'string', format: 'uuid' }, bindingVersion: '0.5.0' } });
    expect(placed['payload']).toEqual({ $ref: '#/components/schemas/OrderPlaced.payload' });
    expect(placed['examples']).toHaveLength(1);
    const kinds = ['OrderPlaced', 'PaymentDeclined', 'PaymentCaptured', 'RefundPayment', 'CapturePayment'].map((name) =>
      at(order, 'components', 'messages', name, 'x-sagac-kind'),
    );
    expect(kinds).toEqual(['event', 'failure', 'success', 'compensation', 'command']);
    expect(at(order, 'components', 'messages', 'PaymentDeclined', 'x-sagac-failure-of')).toEqual([
      'PaymentCaptured',
      'CapturePayment',
    ]);
  });

  it('of the plain envelope have its names as headers', () => {
    const bank = documentFor(fixtureCatalog('bank'), 'transfers');
    const message = at(bank, 'components', 'messages', 'TransferOrdered');
    expect(at(message, 'headers', 'properties', 'type')).toEqual({ type: 'string', const: 'TransferOrdered' });
    expect(at(bank, 'components', 'correlationIds', 'plainEnvelope', 'location')).toBe(
      '$message.header#/correlationId',
    );
  });

  it('carry Avro with short names, inlined where they come first', () => {
    const document = documentFor(shop, 'order', { ...WHOLE, payload: 'avro' });
    const placed = at(document, 'components', 'messages', 'OrderPlaced') as Json;
    expect(placed['contentType']).toBe('application/avro');
    expect(at(placed, 'payload', 'schemaFormat')).toBe('application/vnd.apache.avro+json;version=1.9.0');
    const fields = at(placed, 'payload', 'schema', 'fields') as readonly Json[];
    expect(fields.find(({ name }) => name === 'total')?.['type']).toBe('Money');
    expect(at(document, 'components', 'schemas')).toBeUndefined();
    expect(faultsOf(document)).toEqual([]);
  });

  it('refer to shared types, and only those that they need are there', () => {
    const schemas = at(documentFor(shop, 'inventory'), 'components', 'schemas') as Json;
    expect(Object.keys(schemas)).toEqual(expect.arrayContaining(['Money', 'OrderLine', 'ReserveStock.payload']));
    expect(Object.keys(schemas)).not.toContain('Address');
  });
});

describe('bindings', () => {
  const documentOf = (channel: string) =>
    documentFor(
      catalogOf({
        'c.yaml': `services: { a: {} }
channels: { c.d: { ${channel} } }
events: { E: { producer: a, consumers: [{ service: a, group: readers }], channel: c.d, payload: { id: string } } }`,
      }),
      'a',
    );
  const channelBindings = (channel: string) => at(documentOf(channel), 'channels', 'c.d', 'bindings');

  it.each<[string, unknown]>([
    ['broker: kafka', undefined],
    [
      'broker: kafka, partitions: 3, retention: 1h, maxBytes: 10',
      {
        kafka: {
          partitions: 3,
          topicConfiguration: { 'retention.ms': 3_600_000, 'max.message.bytes': 10 },
          bindingVersion: '0.5.0',
        },
      },
    ],
    [
      'broker: rabbitmq',
      {
        amqp: {
          is: 'routingKey',
          exchange: { name: 'c.d', type: 'fanout', durable: true, autoDelete: false },
          bindingVersion: '0.3.0',
        },
      },
    ],
    [
      'broker: rabbitmq, kind: queue',
      {
        amqp: {
          is: 'queue',
          queue: { name: 'c.d', durable: true, autoDelete: false, exclusive: false },
          bindingVersion: '0.3.0',
        },
      },
    ],
    ['broker: nats', undefined],
    [
      'broker: sqs, retention: 90d, retryDelays: [1m], deadLetter: { channel: c.dead }',
      {
        sqs: {
          queue: {
            name: 'c.d',
            fifoQueue: false,
            messageRetentionPeriod: 1_209_600,
            redrivePolicy: { deadLetterQueue: { name: 'c.dead' }, maxReceiveCount: 2 },
          },
          deadLetterQueue: { name: 'c.dead', fifoQueue: false },
          bindingVersion: '0.2.0',
        },
      },
    ],
  ])('of a channel with %s', (channel, expected) => {
    expect(channelBindings(channel)).toEqual(expected);
    expect(faultsOf(documentOf(channel))).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['kafka', { kafka: { groupId: { type: 'string', enum: ['readers'] }, bindingVersion: '0.5.0' } }],
    ['nats', { nats: { queue: 'readers', bindingVersion: '0.1.0' } }],
    ['rabbitmq', { amqp: { ack: true, bindingVersion: '0.3.0' } }],
    ['memory', undefined],
  ])('of a reader on %s', (broker, expected) => {
    expect(at(documentOf(`broker: ${broker}`), 'operations', 'receiveE', 'bindings')).toEqual(expected);
  });

  it('tell the address where a channel has another, with its parameters', () => {
    const catalog = catalogOf({
      'c.yaml': `services: { a: {} }
channels: { c: { x-address: "a/{id}/b", x-parameters: { id: Which one. } } }
events: { E: { producer: a, channel: c, payload: {} } }`,
    });
    const channel = at(documentFor(catalog, 'a'), 'channels', 'c');
    expect(at(channel, 'address')).toBe('a/{id}/b');
    expect(at(channel, 'parameters')).toEqual({ id: { description: 'Which one.' } });
  });
});
