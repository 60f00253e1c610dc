import fc from 'fast-check';
import type { JsonValue } from '../../../../model/index.js';

const SERVICES = ['order', 'pay-ment', 'Stock_2', 'constructor'];
const CHANNELS = ['sales.events', 'stock-feed', 'constructor', '2nd.channel', 'order.commands'];
const EVENTS = ['Placed', 'Placed@1', 'constructor', 'Refused', 'toString', 'Done'];
const COMMANDS = ['Place', 'Undo', 'hasOwnProperty'];
const TYPES = ['Money', 'Tree', 'Kind', 'Placed', 'Some'];

/** Texts that end something in some language, or look like something else. */
const hostile = fc.oneof(
  fc.constantFrom(
    '*/ -->',
    '`$\u007bx}`',
    '"quoted"',
    "it's: #not",
    '- a\n  b: c\n',
    '{{x}}',
    '# no',
    'yes',
    '1.0',
    '@a',
    '\t',
    ' ',
    '|-',
    '&a *b',
    '%TAG',
    '---\n...',
    '<b>&amp;',
    '\u2028\u0000\u007f',
    '\ud800',
    '$ref',
    '{a}',
    '~',
  ),
  fc.string({ maxLength: 12 }),
);

const type = fc.constantFrom<JsonValue>(
  'string',
  'int?',
  'decimal(8.2)',
  'Money',
  'list<Tree>',
  'map<Kind|null>',
  'Some?',
  'json',
  'bytes',
  'timestamp|null',
);

const fields = fc.dictionary(fc.constantFrom('id', 'name', 'kind', 'type', 'constructor', 'at'), type, { maxKeys: 4 });

const words = fc.record(
  { summary: hostile, docs: hostile, tags: fc.array(hostile, { maxLength: 3 }) },
  { requiredKeys: [] },
);

const some = (names: readonly string[]) => fc.subarray([...names], { maxLength: 3 });
const one = (names: readonly string[]) => fc.constantFrom(...names);

const channel = fc.record(
  {
    broker: fc.constantFrom('kafka', 'nats', 'rabbitmq', 'sqs', 'eventbridge', 'memory'),
    key: fc.constant('id'),
    partitions: fc.integer({ min: 1, max: 99 }),
    retention: fc.constantFrom('1ms', '7d', '90d'),
    retryDelays: fc.constantFrom(['1s'], ['1m', '5m']),
    kind: fc.constantFrom('topic', 'queue'),
    delivery: fc.constantFrom('at-least-once', 'at-most-once'),
    maxBytes: fc.integer({ min: 1, max: 1e6 }),
    deadLetter: fc.oneof(fc.constant(false), fc.record({ channel: one([...CHANNELS, 'made.up']) })),
  },
  { requiredKeys: [] },
);

const message = fc.record(
  {
    version: fc.constantFrom('1.0.0', '2.3.4-rc.1', 'nonsense'),
    wire: hostile,
    channel: one([...CHANNELS, 'undeclared']),
    key: fc.constantFrom('id', 'nothing'),
    payload: fields,
    examples: fc.array(fc.dictionary(fc.constantFrom('id', '$ref', 'name'), hostile), { maxLength: 2 }),
  },
  { requiredKeys: ['payload'] },
);

const consumers = fc.array(
  fc.oneof(one(SERVICES), fc.record({ service: one(SERVICES), group: hostile.filter((text) => text !== '') })),
  { maxLength: 3 },
);

const event = fc.record(
  { producer: one(SERVICES), consumers, failureOf: one([...EVENTS, ...COMMANDS]) },
  { requiredKeys: [] },
);

const command = fc.record(
  { handler: one([...SERVICES, 'nobody']), senders: some(SERVICES), success: some(EVENTS), failure: some(EVENTS) },
  { requiredKeys: [] },
);

const saga = fc.record({
  service: one(SERVICES),
  start: one(EVENTS),
  complete: one(EVENTS),
  steps: fc.array(fc.record({ do: one(COMMANDS), undo: one(COMMANDS), name: fc.constant('step') }), { maxLength: 1 }),
});

function section<T extends object>(names: readonly string[], definition: fc.Arbitrary<T>) {
  const entries = names.map((name) => [name, fc.tuple(words, definition).map(([a, b]) => ({ ...a, ...b }))] as const);
  return fc.record(Object.fromEntries(entries));
}

const TYPE_DEFS = {
  Money: { fields: { amount: 'decimal(12.2)', currency: 'string' } },
  Tree: { fields: { label: 'string', children: 'list<Tree>' } },
  Kind: { enum: ['a', '2nd', 'dark-blue'] },
  Placed: { type: 'string', maxLength: 4 },
  Some: { oneOf: { money: 'Money', tree: 'Tree' }, discriminator: 'kind' },
} satisfies Record<(typeof TYPES)[number], JsonValue>;

/** Files of catalogs that a person could not have meant: any text, any link, names that are words of JavaScript. */
export const randomCatalogs: fc.Arbitrary<Readonly<Record<string, string>>> = fc
  .record({
    envelope: fc.constantFrom('cloudevents', 'plain'),
    broker: fc.constantFrom(undefined, 'kafka', 'rabbitmq'),
    services: section(SERVICES, fc.record({ owner: hostile, domain: hostile }, { requiredKeys: [] })),
    channels: section(CHANNELS, channel),
    events: section(
      EVENTS,
      fc.tuple(message, event).map(([a, b]) => ({ ...a, ...b })),
    ),
    commands: section(
      COMMANDS,
      fc.tuple(message, command).map(([a, b]) => ({ ...a, ...b })),
    ),
    sagas: section(['Run'], saga),
  })
  .map(({ envelope, broker, ...sections }) => ({
    'sagac.yaml': JSON.stringify({ catalog: 'random', envelope, defaults: { channel: broker ? { broker } : {} } }),
    'all.yaml': JSON.stringify({ types: TYPE_DEFS, ...sections }),
  }));
