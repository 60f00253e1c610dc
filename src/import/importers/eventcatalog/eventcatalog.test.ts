import { describe, expect, it } from 'vitest';
import { layOut, printLayout } from '../../layout.js';
import { runImport } from '../../run-import.js';
import { importers } from '../index.js';

/** A folder as people write them: nested, with versions, ranges, owners as objects, and kinds that a catalog has not. */
const FOLDER: Readonly<Record<string, string>> = {
  'domains/Orders/index.mdx': `---
id: Orders
name: Orders domain
version: 0.0.1
services: [{ id: OrdersService, version: 0.0.3 }]
owners: [dboyne]
---
## Overview
`,
  'domains/Orders/services/OrdersService/index.mdx': `---
id: OrdersService
version: 0.0.3
name: Orders Service
summary: Handles orders.
owners: [{ id: full-stack, collection: teams }, dboyne]
receives:
  - id: PlaceOrder
    version: 1.x
    triggers:
      - { id: OrderPlaced, condition: When it is not rejected but stored successfully }
      - { id: OrderRejected, version: latest, condition: when nothing is left the order is rejected }
  - { id: PaymentTaken, version: ^1.0.0, fields: [orderId], group: orders, from: [{ id: payments }] }
sends:
  - { id: OrderPlaced, version: 2.0.0, to: [{ id: 'orders.{env}.events' }] }
  - { id: OrderRejected, to: [{ id: 'orders.{env}.events' }] }
  - { id: Nowhere }
badges: [{ content: New, backgroundColor: blue, textColor: blue }]
repository: { language: TypeScript, url: https://git.example.com/orders }
---
import Footer from '../footer.astro';

## Overview

Handles **orders**.

<Tiles>
  <Tile title={\`Sends \${frontmatter.sends.length}\`} />
</Tiles>

## Architecture

<NodeGraph />

<MessageTable format="all" limit={4} />
`,
  'domains/Orders/services/OrdersService/versioned/0.0.2/index.mdx':
    '---\nid: OrdersService\nversion: 0.0.2\nname: Orders\n---\nOld.\n',
  'domains/Orders/services/OrdersService/events/OrderPlaced/index.mdx': `---
id: OrderPlaced
name: Order placed
version: 2.0.0
summary: An order was placed.
schemaPath: schema.json
---
`,
  'domains/Orders/services/OrdersService/events/OrderPlaced/schema.json':
    '{ "type": "object", "properties": { "orderId": { "type": "string", "format": "uuid" }, "lines": { "type": "array", "items": { "type": "string" } } }, "required": ["orderId"] }',
  'domains/Orders/services/OrdersService/events/OrderPlaced/examples/basic.json':
    '{ "orderId": "6f9619ff-8b86-4011-b42d-00cf4fc964ff" }',
  'domains/Orders/services/OrdersService/events/OrderPlaced/versioned/1.1.0/index.mdx':
    '---\nid: OrderPlaced\nname: Order placed\nversion: 1.1.0\nschemaPath: schema.avsc\ndeprecated: { message: Use 2., date: 2026-01-01 }\n---\n',
  'domains/Orders/services/OrdersService/events/OrderPlaced/versioned/1.1.0/schema.avsc':
    '{ "type": "record", "name": "OrderPlaced", "fields": [{ "name": "orderId", "type": "string" }] }',
  'domains/Orders/services/OrdersService/events/OrderPlaced/versioned/1.0.0/index.mdx':
    '---\nid: OrderPlaced\nname: Order placed\nversion: 1.0.0\n---\n',
  'domains/Orders/services/OrdersService/events/OrderRejected/index.md':
    '---\nid: OrderRejected\nversion: 1\nname: Order rejected\nowners: [full-stack, dboyne]\n---\nIt was not taken.\n',
  'domains/Orders/services/OrdersService/commands/PlaceOrder/index.mdx':
    '---\nid: PlaceOrder\nversion: 1.2.0\nname: Place order\nschemaPath: place-order.proto\n---\n',
  'domains/Orders/services/OrdersService/commands/PlaceOrder/place-order.proto':
    'syntax = "proto3"; message PlaceOrder { string order_id = 1; }',
  'domains/Orders/services/OrdersService/queries/GetOrder/index.mdx':
    '---\nid: GetOrder\nversion: 1.0.0\nname: Get order\n---\n',
  'domains/Orders/entities/Order/index.mdx': '---\nid: Order\nversion: 1.0.0\nname: Order\n---\n',
  'services/PaymentService/index.mdx': `---
id: Payment Service
version: 1.0.0
name: Payment Service
sends: [{ id: PaymentTaken, version: 1.0.0, to: [{ id: payments }] }]
receives:
  - { id: OrderPlaced, version: 2.0.0, triggers: [{ id: PaymentTaken, condition: on success }] }
  - { id: OrderPlaced, version: 1.1.0 }
  - { id: GetOrder }
specifications: [{ type: asyncapi, path: asyncapi.yaml }]
---
`,
  'services/PaymentService/asyncapi.yaml': 'asyncapi: 3.0.0\ninfo: { title: x, version: 1.0.0 }\n',
  'services/PaymentService/events/PaymentTaken/index.mdx':
    '---\nid: PaymentTaken\nversion: 1.0.0\nname: Payment taken\nowners: [payments]\n---\n',
  'channels/orders.{env}.events/index.mdx':
    '---\nid: "orders.{env}.events"\nname: Orders\nversion: 1.0.0\naddress: "orders.{env}.events"\nprotocols: [kafka, http]\ndeliveryGuarantee: at-least-once\nparameters: { env: { enum: [dev, prod] } }\n---\n',
  'channels/buses/payments/index.mdx':
    '---\nid: payments\nname: Payments\nversion: 1.0.0\nprotocols: [eventbridge]\n---\nAll about money.\n',
  'flows/Checkout/index.mdx': `---
id: Checkout
name: Checkout
version: 1.0.0
steps:
  - { id: a, title: Place, message: { id: PlaceOrder, version: 1.2.0 }, next_step: b }
  - { id: b, title: Undo, custom: { title: Release stock, type: Compensation } }
---
`,
  'teams/full-stack.mdx': '---\nid: full-stack\nname: Full stack\nmembers: [dboyne]\n---\n',
  'users/dboyne.mdx': '---\nid: dboyne\nname: D. B.\n---\n',
  'docs/guides/start.mdx': '# Welcome\n',
  'domains/Orders/changelog.mdx': '---\ncreatedAt: 2024-08-01\n---\n',
};

function imported(folder: Readonly<Record<string, string>>) {
  const files = Object.entries(folder).map(([path, text]) => ({ path, text }));
  const { value, diagnostics } = runImport({ files, importers, options: { as: 'event' }, readFile: () => undefined });
  const yaml = [...printLayout(layOut(value.draft))].map(([path, text]) => `# ${path}\n${text}`).join('\n');
  return { ...value, diagnostics, messages: diagnostics.map(({ message }) => message), yaml };
}

const shown = imported(FOLDER);

describe('a folder of EventCatalog', () => {
  it('is read by one importer, with the schemas beside its pages', () => {
    expect([...shown.formats.keys()]).toEqual(['eventcatalog']);
    expect(shown.passedBy).toEqual([]);
    expect(shown.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('gives services their owner and domain, and messages their producers and consumers', () => {
    const { services, messages } = shown.draft;
    expect(services.get('OrdersService')).toMatchObject({
      owner: 'full-stack',
      domain: 'Orders',
      summary: 'Handles orders.',
      docs: '## Overview\n\nHandles **orders**.',
      extensions: { 'x-owners': ['full-stack', 'dboyne'], 'x-version': '0.0.3' },
    });
    expect(messages.get('OrderPlaced')).toMatchObject({
      version: '2.0.0',
      producer: 'OrdersService',
      channel: 'orders.env.events',
      consumers: [{ service: 'payment-service' }],
      examples: [{ orderId: '6f9619ff-8b86-4011-b42d-00cf4fc964ff' }],
    });
    expect(messages.get('PaymentTaken')).toMatchObject({
      producer: 'payment-service',
      channel: 'payments',
      consumers: [{ service: 'OrdersService', uses: ['orderId'], group: 'orders' }],
      extensions: { 'x-owners': ['payments'] },
    });
    expect(messages.get('OrderRejected')?.extensions).toBeUndefined();
  });

  it('keeps an older major beside the newest version, and tells what it leaves out', () => {
    expect(shown.draft.messages.get('OrderPlaced@1')).toMatchObject({
      version: '1.1.0',
      comment: 'Deprecated: Use 2.',
      deprecated: { since: '2026-01-01' },
      consumers: [{ service: 'payment-service' }],
      payload: { kind: 'fields', fields: [{ name: 'orderId' }] },
    });
    expect(shown.messages.find((text) => text.startsWith('Of `OrderPlaced`'))).toContain('1.0.0');
    expect(shown.draft.messages.get('OrderRejected')).toMatchObject({ version: '1.0.0', docs: 'It was not taken.' });
  });

  it('takes triggers of commands for their outcomes, and those of events for reactions', () => {
    expect(shown.draft.messages.get('PlaceOrder')).toMatchObject({
      kind: 'command',
      handler: 'OrdersService',
      success: ['OrderPlaced'],
      failure: ['OrderRejected'],
    });
    expect(shown.draft.messages.get('GetOrder')).toMatchObject({ kind: 'command', more: { effect: 'none' } });
    expect([...(shown.draft.flows ?? [])]).toEqual([
      [
        'PaymentServiceReactions',
        {
          summary: 'What payment-service does about the events that it receives.',
          reactions: [{ on: 'OrderPlaced', by: 'payment-service', emits: ['PaymentTaken'] }],
        },
      ],
    ]);
  });

  it('keeps what a channel is, and what only EventCatalog says under keys of its own', () => {
    expect(shown.draft.channels.get('orders.env.events')).toMatchObject({
      broker: 'kafka',
      more: { delivery: 'at-least-once' },
      extensions: { 'x-protocols': ['http'], 'x-parameters': { env: { enum: ['dev', 'prod'] } } },
    });
    const [flow] = (shown.draft.messages.get('PlaceOrder')?.extensions?.['x-eventcatalog-flows'] ?? []) as readonly {
      readonly id: string;
    }[];
    expect(flow).toMatchObject({ id: 'Checkout', version: '1.0.0', steps: [{ id: 'a' }, { id: 'b' }] });
  });

  it('tells all that has no place in a catalog', () => {
    const told = shown.messages.join('\n');
    for (const what of [
      'The message `Nowhere`',
      'The flow `Checkout`',
      'A page of `entities`',
      'A page of `docs`',
      'A page of `changelog`',
      '`domains/Orders/index.mdx` says of its domain',
      'says of a team',
      'says of a user',
      'The file `services/PaymentService/asyncapi.yaml`',
      'A version of a service',
      'The key `badges` of a page',
      'payloads of messages',
    ]) {
      expect(told, what).toContain(what);
    }
  });

  it('reads a payload in Protobuf', () => {
    expect(shown.draft.messages.get('PlaceOrder')?.payload).toMatchObject({
      kind: 'fields',
      fields: [{ name: 'orderId' }],
    });
  });

  it('says at which place front matter cannot be read', () => {
    const { diagnostics } = imported({ 'events/A/index.mdx': '---\nid: A\nversion: [1\n---\nText.\n' });
    const [first] = diagnostics.filter(({ severity }) => severity === 'error');
    expect(first?.span?.file).toBe('events/A/index.mdx');
    expect(first?.span?.start).toBeGreaterThan(4);
  });

  it('reads line ends of Windows, a mark at the beginning, and keys that objects have', () => {
    const page =
      '\uFEFF---\r\nid: A\r\nversion: "1.0.0"\r\n__proto__: { a: 1 }\r\nx-y: { $ref: "#/a" }\r\n---\r\n\r\nText.\r\n';
    const { draft, diagnostics } = imported({ 'events/A/index.mdx': page });
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(draft.messages.get('A')).toMatchObject({ version: '1.0.0', docs: 'Text.' });
    expect(JSON.stringify(draft.messages.get('A')?.extensions)).toContain('"x-y":{"ref":"#/a"}');
  });

  it('takes an event and a command of one id for two messages, and a page twice for one', () => {
    const page = (version: string) => `---\nid: A\nversion: ${version}\n---\n`;
    const { draft, messages } = imported({
      'events/A/index.mdx': page('1.0.0'),
      'commands/A/index.mdx': page('1.0.0'),
      'domains/D/services/S/events/A/index.mdx': page('1.0.1'),
    });
    expect([...draft.messages].map(([id, { kind, version }]) => `${kind} ${id} ${version}`)).toEqual([
      'event A 1.0.1',
      'command A2 1.0.0',
    ]);
    expect(messages.join('\n')).toContain('Of `A`, 1.0.0 is not taken in');
  });

  it('leaves alone what is no page of it', () => {
    const { formats, passedBy } = imported({
      'README.md': '# Hello\n',
      'docs/a.md': '---\na: 1\n---\n',
      'x.json': '[1]',
    });
    expect([...formats.keys()]).toEqual([]);
    expect(passedBy.map(({ path }) => path)).toEqual(['README.md', 'docs/a.md', 'x.json']);
  });
});
