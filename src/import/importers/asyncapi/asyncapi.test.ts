import { describe, expect, it } from 'vitest';
import { sharedFolder } from '../../../testing/shared.js';
import type { ImportOptions } from '../../importer.js';
import { asyncApiImporter } from './index.js';
import { importFolder, importTexts } from './testing/import-files.js';

const INFO = 'info: { title: Order Service, version: 1.2.0 }';

function read(text: string, options: Partial<ImportOptions> = {}) {
  const { draft, told } = importTexts(asyncApiImporter, { 'a.yaml': text }, options);
  const { services, channels, messages, types } = draft;
  return { services, channels, messages, types, told };
}

const message = (text: string, name: string) => read(text).messages.get(name);
const channel = (text: string, name: string) => read(text).channels.get(name);

describe('operations', () => {
  it('of version 3: who sends an event produces it, who receives it consumes it', () => {
    const text = (action: string) => `asyncapi: 3.0.0
${INFO}
channels: { c: { address: orders, messages: { Placed: { payload: { type: object } } } } }
operations: { o: { action: ${action}, channel: { $ref: "#/channels/c" } } }`;
    expect(message(text('send'), 'Placed')).toMatchObject({
      kind: 'event',
      producer: 'order-service',
      channel: 'orders',
    });
    expect(message(text('receive'), 'Placed')).toMatchObject({ consumers: [{ service: 'order-service' }] });
  });

  it('of version 2 are seen from the other side: what clients publish is received', () => {
    const text = (verb: string) => `asyncapi: 2.6.0
${INFO}
channels: { orders: { ${verb}: { message: { name: Placed, payload: { type: object } } } } }`;
    expect(message(text('publish'), 'Placed')).toMatchObject({ consumers: [{ service: 'order-service' }] });
    expect(message(text('subscribe'), 'Placed')).toMatchObject({ producer: 'order-service' });
  });

  it('with a reply are commands with outcomes', () => {
    const text = (action: string) => `asyncapi: 3.0.0
${INFO}
channels:
  ask: { address: ask, messages: { Pay: {} } }
  answer: { address: null, messages: { Paid: {}, Declined: { x-sagac-kind: failure } } }
operations:
  pay: { action: ${action}, channel: { $ref: "#/channels/ask" }, reply: { channel: { $ref: "#/channels/answer" } } }`;
    const { messages } = read(text('receive'));
    expect(messages.get('Pay')).toMatchObject({ kind: 'command', handler: 'order-service', success: ['Paid'] });
    expect(messages.get('Paid')).toMatchObject({ kind: 'event', producer: 'order-service' });
    expect(messages.get('Paid')?.channel).toBeUndefined();
    expect(read(text('send')).messages.get('Pay')).toMatchObject({ kind: 'command', senders: ['order-service'] });
  });

  it('over several messages name them all; what the document does not say is an option', () => {
    const text = `asyncapi: 2.0.0
${INFO}
channels: { orders.all: { subscribe: { message: { oneOf: [{ name: A }, { messageId: b-c }, {}] } } } }`;
    const { messages } = read(text, { as: 'command', service: 'shop' });
    expect([...messages]).toMatchObject([
      ['A', { kind: 'command', senders: ['shop'] }],
      ['BC', { kind: 'command', wire: 'b-c' }],
      ['OrdersAll3', { kind: 'command' }],
    ]);
  });

  it('of several documents make one message with all its readers', () => {
    const text = (title: string, action: string) => `asyncapi: 3.0.0
info: { title: ${title}, version: 1.0.0 }
channels: { c: { address: orders, messages: { Placed: { payload: { $ref: "#/components/schemas/P" } } } } }
operations: { o: { action: ${action}, channel: { $ref: "#/channels/c" } } }
components: { schemas: { P: { type: object, properties: { next: { $ref: "#/components/schemas/P" } } } } }`;
    const texts = { 'a.yaml': text('a', 'send'), 'b.yaml': text('b', 'receive'), 'c.yaml': text('c', 'receive') };
    const { draft, told } = importTexts(asyncApiImporter, texts);
    expect([...draft.messages.keys()]).toEqual(['Placed']);
    expect(draft.messages.get('Placed')).toMatchObject({
      producer: 'a',
      consumers: [{ service: 'b' }, { service: 'c' }],
    });
    expect(told).toEqual([]);
  });

  it('tell a second producer and a second channel, which a catalog has no place for', () => {
    const text = (title: string) => `asyncapi: 3.0.0
info: { title: ${title}, version: 1.0.0 }
channels: { c: { address: ${title}, messages: { Placed: {} } } }
operations: { o: { action: send, channel: { $ref: "#/channels/c" } } }`;
    const { draft, told } = importTexts(asyncApiImporter, { 'a.yaml': text('a'), 'b.yaml': text('b') });
    expect(draft.messages.get('Placed')).toMatchObject({ producer: 'a', channel: 'a' });
    expect(told).toEqual([
      'b.yaml:3 import-left-out That `Placed` goes over `b` as well was not taken in: a message goes over one channel, and this is on `a`.',
      'b.yaml:4 import-left-out That `b` sends `Placed` was not taken in: `a` does, and an event has one producer.',
    ]);
  });
});

describe('messages', () => {
  const withMessage = (written: string, more = '') => `asyncapi: 3.0.0
${INFO}
channels: { c: { address: c, messages: { m: ${written} } } }
${more}`;

  it('merge their traits; their own words go first', () => {
    const text = withMessage(
      '{ name: Placed, summary: Mine., traits: [{ $ref: "#/components/messageTraits/t" }], headers: { type: object, properties: { own: { type: string } } } }',
      `components:
  messageTraits:
    t: { summary: Theirs., description: More., contentType: application/xml, headers: { type: object, properties: { shared: { $ref: "#/components/schemas/S" } } } }
  schemas: { S: { type: integer } }`,
    );
    const { summary, docs, extensions } = message(text, 'Placed') ?? {};
    expect([summary, docs]).toEqual(['Mine.', 'More.']);
    expect(extensions).toEqual({
      'x-content-type': 'application/xml',
      'x-headers': { type: 'object', properties: { shared: { type: 'integer' }, own: { type: 'string' } } },
    });
  });

  it('keep correlation, examples, tags, bindings and extensions', () => {
    const text = withMessage(
      `
      name: Placed
      correlationId: { location: "$message.header#/id" }
      tags: [{ name: orders }, { $ref: "#/components/tags/t" }]
      externalDocs: { url: https://example.com }
      examples: [{ name: one, headers: { h: 1 }, payload: { a: 1 } }]
      bindings: { kafka: { key: { type: string } } }
      x-mine: { $ref: "#/nowhere" }`.replace(/\n\s+/g, '\n          '),
      'components: { tags: { t: { name: shared } } }',
    );
    const nested = text
      .replace('{ m: \n', '\n        m:\n')
      .replace('x-mine: { $ref: "#/nowhere" } } } }', 'x-mine: { $ref: "#/nowhere" }')
      .replace('channels: { c: { address: c, messages:', 'channels:\n  c:\n    address: c\n    messages:');
    expect(message(nested, 'Placed')).toMatchObject({
      tags: ['orders', 'shared'],
      examples: [{ a: 1 }],
      version: '1.2.0',
      extensions: {
        'x-correlation-id': '$message.header#/id',
        'x-external-docs': { url: 'https://example.com' },
        'x-header-examples': [{ name: 'one', headers: { h: 1 }, payload: { a: 1 } }],
        'x-kafka': { key: { type: 'string' } },
        'x-mine': { ref: '#/nowhere' },
      },
    });
  });

  it('that EventCatalog calls a command are commands', () => {
    const text = withMessage(
      '{ name: Pay, x-eventcatalog-message-type: command, x-eventcatalog-message-version: 3.0.0 }',
    );
    expect(message(text, 'Pay')).toMatchObject({ kind: 'command', version: '3.0.0' });
  });

  it.each<[string, string, object]>([
    [
      'Avro',
      'application/vnd.apache.avro;version=1.9.0',
      { kind: 'fields', fields: [{ name: 'a', type: { kind: 'primitive', name: 'long' } }] },
    ],
    ['OpenAPI', 'application/vnd.oai.openapi;version=3.0.0', { kind: 'fields' }],
    ['JSON Schema', 'application/schema+json;version=draft-07', { kind: 'fields' }],
  ])('with a payload in %s', (_name, format, payload) => {
    const schema = format.includes('avro')
      ? '{ type: record, name: P, fields: [{ name: a, type: long }] }'
      : '{ type: object, properties: { a: { type: string } } }';
    const version3 = withMessage(`{ name: P, payload: { schemaFormat: "${format}", schema: ${schema} } }`);
    const version2 = `asyncapi: 2.6.0
${INFO}
channels: { c: { publish: { message: { name: P, schemaFormat: "${format}", payload: ${schema} } } } }`;
    for (const text of [version3, version2]) {
      expect(message(text, 'P')?.payload).toMatchObject(payload);
      expect(read(text).told).toEqual([]);
    }
  });

  it.each([
    ['application/raml+yaml;version=1.0', '"#%RAML 1.0 Type"'],
    ['application/vnd.google.protobuf;version=3', '"message P { int32 a = 1; }"'],
  ])('in %s are kept as they are, and told', (format, schema) => {
    const { messages, told } = read(
      withMessage(`{ name: P, payload: { schemaFormat: "${format}", schema: ${schema} } }`),
    );
    expect(messages.get('P')?.payload).toEqual({ kind: 'schema', schema: {} });
    expect(messages.get('P')?.extensions).toEqual({ 'x-schema': { schemaFormat: format, schema: JSON.parse(schema) } });
    expect(told).toEqual([
      `a.yaml:3 import-kept-raw The payload of \`P\` is kept as a raw schema: \`${format}\` is no schema that can be read here.`,
    ]);
  });

  it.each([
    ['https://example.com/p.json', 'what stands elsewhere on the network is never fetched'],
    ['./absent.json', 'the file `./absent.json` is not there'],
    ['#/components/schemas/Nothing', '`#/components/schemas/Nothing` leads nowhere'],
  ])('whose payload is %s keep the reference, and the rest is read', (reference, reason) => {
    const { messages, told } = read(
      withMessage(`{ name: P, summary: Still here., payload: { $ref: "${reference}" } }`),
    );
    expect(messages.get('P')).toMatchObject({
      summary: 'Still here.',
      payload: { kind: 'schema', schema: {} },
      extensions: { 'x-schema': { ref: reference } },
    });
    expect(told).toEqual([
      `a.yaml:3 import-kept-raw The payload of \`P\` is kept as a raw schema: its schema is \`${reference}\`, and ${reason}.`,
    ]);
  });

  it('may stand in other files, each of which refers to its own', () => {
    const main = `asyncapi: 3.0.0
${INFO}
channels: { c: { address: c, messages: { m: { $ref: "common/messages.yaml#/Placed" }, gone: { $ref: "common/gone.yaml#/X" } } } }`;
    const texts = {
      'a/main.yaml': main,
      'a/common/messages.yaml': 'Placed: { payload: { $ref: "../schemas/placed.json" } }',
      'a/schemas/placed.json':
        '{ "type": "object", "properties": { "id": { "$ref": "#/definitions/id" } }, "definitions": { "id": { "type": "string" } } }',
    };
    const { draft, told } = importTexts(asyncApiImporter, texts, {}, ['a/main.yaml']);
    expect(draft.messages.get('Placed')?.payload).toMatchObject({ fields: [{ name: 'id', optional: true }] });
    expect(told).toEqual([
      'a/main.yaml:3 import-left-out The message `gone` was not taken in: the file `common/gone.yaml` is not there.',
    ]);
  });

  it('that refer to themselves, or to a great many others, come to an end', () => {
    const doubling = Array.from(
      { length: 30 },
      (_, i) =>
        `S${i}: { properties: { a: { $ref: "#/components/schemas/S${i + 1}" }, b: { $ref: "#/components/schemas/S${i + 1}" } } }`,
    );
    const text = withMessage(
      '{ name: P, headers: { $ref: "#/components/schemas/S0" }, payload: { $ref: "#/components/schemas/A" } }',
      `components:
  schemas:
    A: { $ref: "#/components/schemas/B" }
    B: { $ref: "#/components/schemas/A" }
    S30: { type: string }
    ${doubling.join('\n    ')}`,
    );
    expect(read(text).told.join()).toContain('its references go round in a circle');
  });
});

describe('channels', () => {
  const withChannel = (written: string, server = 'host: h, protocol: kafka') => `asyncapi: 3.0.0
${INFO}
servers: { s: { ${server} } }
channels:
  c: ${written}`;

  it.each<[string, string, object]>([
    [
      'kafka-secure',
      '{ address: c, bindings: { kafka: { partitions: 3, replicas: 2, topicConfiguration: { retention.ms: 86400000, cleanup.policy: [compact] } } } }',
      {
        broker: 'kafka',
        partitions: 3,
        retention: '1d',
        extensions: { 'x-kafka': { replicas: 2, topicConfiguration: { 'cleanup.policy': ['compact'] } } },
      },
    ],
    [
      'amqps',
      '{ address: c, bindings: { amqp: { is: queue, queue: { name: q, durable: true } } } }',
      { broker: 'rabbitmq', kind: 'queue', extensions: { 'x-amqp': { queue: { name: 'q' } } } },
    ],
    ['nats', '{ address: c }', { broker: 'nats' }],
    [
      'sqs',
      '{ address: c, bindings: { sqs: { queue: { name: c, fifoQueue: true, messageRetentionPeriod: 60 }, deadLetterQueue: { name: d } } } }',
      {
        broker: 'sqs',
        kind: 'queue',
        retention: '1m',
        deadLetter: { channel: 'd' },
        extensions: { 'x-sqs': { queue: { fifoQueue: true } } },
      },
    ],
    ['constructor', '{ address: c }', { extensions: { 'x-protocols': ['constructor'] } }],
    [
      'mqtt',
      '{ address: c, bindings: { mqtt: { qos: 1 } } }',
      { extensions: { 'x-protocols': ['mqtt'], 'x-mqtt': { qos: 1 } } },
    ],
  ])('on %s', (protocol, written, expected) => {
    expect(channel(withChannel(written, `host: h, protocol: ${protocol}`), 'c')).toEqual(expected);
  });

  it('whose address is no name keep it, with its parameters', () => {
    const text = withChannel('{ address: "a/{id}", description: "Say: it.", parameters: { id: { enum: [x] } } }');
    expect(channel(text, 'a.id')).toEqual({
      broker: 'kafka',
      summary: 'Say: it.',
      extensions: { 'x-address': 'a/{id}', 'x-parameters': { id: { enum: ['x'] } } },
    });
  });

  it.each([
    ['kafka: { groupId: { type: string, enum: [readers] } }', 'readers'],
    ['kafka: { groupId: { const: order-service } }', undefined],
    ['nats: { queue: readers }', 'readers'],
  ])('are read by the group of %s', (binding, group) => {
    const text = `${withChannel('{ address: c, messages: { M: {} } }')}
operations: { o: { action: receive, channel: { $ref: "#/channels/c" }, bindings: { ${binding} } } }`;
    expect(message(text, 'M')?.consumers).toEqual([{ service: 'order-service', ...(group && { group }) }]);
  });
});

describe('the service', () => {
  it('is what the document describes; what a catalog has no words for is kept or told', () => {
    const { services, told } = read(`asyncapi: 2.6.0
id: urn:orders
info: { title: Order Service, version: 1.0.0, description: Takes orders., contact: { name: Team, email: a@b.example }, license: { name: MIT } }
tags: [{ name: sales }]
servers: { s: { url: h, protocol: kafka } }
channels: {}
components: { securitySchemes: { k: { type: apiKey, in: user } } }`);
    expect([...services]).toEqual([
      [
        'order-service',
        {
          summary: 'Takes orders.',
          owner: 'Team',
          tags: ['sales'],
          extensions: {
            'x-version': '1.0.0',
            'x-id': 'urn:orders',
            'x-contact': { name: 'Team', email: 'a@b.example' },
            'x-license': { name: 'MIT' },
          },
        },
      ],
    ]);
    expect(told.map((line) => line.replace(/ was not.*/, ''))).toEqual([
      'a.yaml:5 import-left-out What `servers` says of hosts and access',
      'a.yaml:7 import-left-out What `securitySchemes` says',
    ]);
  });
});

describe('documents that are refused', () => {
  it.each([
    ['asyncapi: 1.2.0', 1, 'AsyncAPI `1.2.0` is not read; 2.0 to 2.6, 3.0 and 3.1 are'],
    ['asyncapi: 4.0.0', 1, 'AsyncAPI `4.0.0` is not read; 2.0 to 2.6, 3.0 and 3.1 are'],
    ['asyncapi: []', 1, 'it does not say its version as `asyncapi: 3.0.0`'],
    ['asyncapi: 3.0.0', 1, 'an AsyncAPI 3 document lacks `info`'],
    [`asyncapi: 2.0.0\n${INFO}`, 1, 'an AsyncAPI 2 document lacks `channels`'],
    ['asyncapi: 3.0.0\ninfo: { title: A }', 2, '`info` lacks `version`'],
    [`asyncapi: 3.0.0\n${INFO}\nchannels: []`, 3, '`channels` is no map'],
    [`asyncapi: 3.0.0\n${INFO}\nchanels: {}`, 3, 'an AsyncAPI 3 document has no `chanels`'],
    [`asyncapi: 2.0.0\n${INFO}\nchannels: { c: { subcribe: {} } }`, 3, 'a channel has no `subcribe`'],
    [
      `asyncapi: 3.0.0\n${INFO}\noperations: { o: { action: push, channel: {} } }`,
      3,
      '`action` is `send` or `receive`',
    ],
    [`asyncapi: 2.0.0\n${INFO}\nchannels: { c: { publish: { message: { $ref: 5 } } } }`, 3, '`$ref` is no text'],
    [
      `asyncapi: 3.0.0\n${INFO}\ncomponents: { messages: { m: { schemaFormat: x } } }`,
      3,
      'a message has no `schemaFormat`',
    ],
  ])('%s', (text, line, problem) => {
    const { told, services } = read(text);
    expect(told).toEqual([`a.yaml:${line} import-unreadable \`a.yaml\` cannot be imported: ${problem}.`]);
    expect(services.size).toBe(0);
  });
});

describe('documents of others', () => {
  const folder = sharedFolder('corpora');

  /** What each document gives: messages, and how many sentences of each kind are told; or why it is refused. */
  const EXPECTED: Readonly<Record<string, string>> = {
    'asyncapi+bundler/tests/base-option/camera.yaml': 'a channel has no `subcribe`',
    'asyncapi+bundler/tests/wrong-ref-not-string.yaml': '`$ref` is no text',
    'asyncapi+cli/github-action/test/specification-invalid.yml': '`info` lacks `version`',
    'asyncapi+cli/test/fixtures/specification-avro.yml': '1 messages, 0 left out, 0 raw',
    'asyncapi+converter-js/test/input/1.2.0/slack-rtm.yml': 'AsyncAPI `1.2.0` is not read',
    'asyncapi+converter-js/test/input/2.6.0/for-3.0.0.yml': '6 messages, 4 left out, 0 raw',
    'asyncapi+parser-js/packages/parser/test/mocks/circular-refs.yaml': '2 messages, 0 left out, 0 raw',
    'asyncapi+spec-json-schemas/test/docs/3.0.0/streetlights-avro.json': '1 messages, 1 left out, 0 raw',
    'asyncapi+spec/examples/adeo-kafka-request-reply-asyncapi.yml': '2 messages, 2 left out, 2 raw',
    'asyncapi+spec/examples/oneof-asyncapi.yml': '5 messages, 0 left out, 1 raw',
    'asyncapi+spec/examples/rpc-server-asyncapi.yml': '2 messages, 1 left out, 0 raw',
    'asyncapi+spec/examples/social-media/comments-service/asyncapi.yaml': '2 messages, 1 left out, 0 raw',
    'asyncapi+spec/examples/streetlights-kafka-asyncapi.yml': '3 messages, 3 left out, 0 raw',
    'event-catalog+eventcatalog/packages/core/src/__tests__/example-catalog/domains/Payment/asyncapi.yml':
      '1 messages, 0 left out, 0 raw',
    'event-catalog+eventcatalog/packages/create-eventcatalog/templates/asyncapi/asyncapi-files/orders-service.yml':
      '7 messages, 0 left out, 0 raw',
  };

  it.runIf(folder !== undefined).each(Object.entries(EXPECTED))('%s', (path, expected) => {
    const { draft, told } = importFolder(asyncApiImporter, `${folder}/asyncapi`, [path]);
    // What a schema says beyond types is told by its reader.
    const own = told.filter((line) => !line.includes('`examples`'));
    const count = (code: string) => own.filter((line) => line.includes(` ${code} `)).length;
    const refused = told.find((line) => line.includes(' import-unreadable '));
    const got = `${draft.messages.size} messages, ${count('import-left-out')} left out, ${count('import-kept-raw')} raw`;
    expect(refused ?? got).toContain(expected);
  });
});
