import fc from 'fast-check';

/** Words that some target language or file system keeps for itself; no two are one name in every case. */
const RESERVED: readonly string[] = [
  ...['class', 'delete', 'constructor', 'toString', 'valueOf', 'hasOwnProperty', 'prototype', 'arguments', 'eval', 'await', 'default'],
  ...['null', 'undefined', 'true', 'NaN', 'Record', 'Promise', 'Object', 'Array', 'String', 'Date', 'Symbol', 'Error', 'Map', 'Readonly', 'Partial', 'Awaited'],
  ...['message', 'option', 'enum', 'package', 'import', 'syntax', 'oneof', 'repeated', 'optional', 'reserved', 'map', 'rpc', 'service', 'extend', 'group'],
  ...['string', 'int', 'long', 'bytes', 'record', 'fixed', 'error', 'union', 'int32', 'double', 'bool', 'json', 'list', 'decimal', 'uuid', 'Timestamp', 'google'],
  ...['con', 'NUL', 'aux', 'com1', 'LPT9', 'index', 'types', 'commands', 'events', 'envelope', 'scalars', 'README', 'messages', 'handlers', 'main', 'node_modules'],
  ...['select', 'table', 'user', 'in', 'as', 'function', 'return', 'if', 'then', 'fi', 'done', 'yes', 'no', 'on', 'y', 'seen', 'now', 'name', 'type', 'length', 'id', 'data', 'version'],
  ...['EventMap', 'CommandMap', 'AnyEvent', 'JsonValue', 'Uuid', 'isMessage', 'unexpected', 'createMessage', 'uuid_', 'process', 'require', 'module', 'exports', 'globalThis', 'console', 'fetch'],
  ...['validate', 'validators', 'schema', 'ajv', 'publisher', 'outcomes', 'specs', 'broker', 'inbox', 'outbox', 'saga', 'participants', 'standIns', 'timeout', 'deadline', 'else'],
];

/** Names that come together after folding the case, after joining words, or with what targets make of another name. */
const COLLIDING: readonly string[] = [
  ...['OrderPlaced', 'orderPlaced', 'order_placed', 'Order_Placed', 'ORDERPLACED', 'orderplaced', 'OrderPlaced_', 'order__placed'],
  ...['OrderPlacedData', 'OrderPlacedV1', 'OrderPlacedV2', 'isOrderPlaced', 'IsOrderPlaced', 'OrderPlacedOutcome', 'OrderPlacedSuccess', 'OrderPlacedFailure'],
  ...['matchOrderPlaced', 'upcastOrderPlaced', 'OrderPlacedMissing', 'OrderPlacedCases', 'OrderPlacedValues', 'toOrderPlaced', 'validateOrderPlaced', 'OrderPlacedHandler', 'OrderPlacedParticipant'],
  ...['HTTPSent', 'HttpSent', 'httpSent', 'A1', 'a1', 'A_1', 'x2', 'X2'],
];

const WORDS = [...COLLIDING, ...RESERVED];
const LONG = `L${'o'.repeat(150)}ng`;

/** What one name becomes with a dash or dot in it, as services, channels and steps may have. */
const DASHED = ['order-placed', 'Order-Placed', 'order--placed', 'order-placed-', 'con-', 'order_-placed', 'a-1', 'A-1', 'is-order-placed'];
const DOTTED = ['order.placed', 'Order.Placed', 'order..placed', 'order.placed.', 'con.txt', 'a.1', '1', '0.1', '2nd', 'order.placed.dlq', 'a..', 'nul.'];
const ODD_FIELDS = ['smtp-id', '$type', '@id', 'a:b', 'a/b', 'a+b', 'a-b', 'a_b', '$ref', '$id', '$', '@', '_', '_id', '$schema', '$defs', '@type', 'a$b', 'aB', 'AB', 'ab', 'orderPlaced_'];

/** Hostile names for each kind of thing, each once and in random order, so that a catalog takes from the front. */
export interface HostileNames {
  readonly types: readonly string[];
  readonly messages: readonly string[];
  readonly processes: readonly string[];
  readonly services: readonly string[];
  readonly channels: readonly string[];
  readonly steps: readonly string[];
  readonly fields: readonly string[];
}

/** Half of the names are of those that come together, so that a few dozen do meet. */
function some(pool: readonly string[], count: number): fc.Arbitrary<readonly string[]> {
  const near = pool.filter((name) => !RESERVED.includes(name));
  return fc
    .tuple(fc.shuffledSubarray([...near], { minLength: Math.min(count, near.length) }), fc.shuffledSubarray([...pool], { minLength: count * 2 }), fc.infiniteStream(fc.boolean()))
    .map(([first, second, coins]) => {
      const names = new Set<string>();
      for (const [index, name] of second.entries()) {
        const other = coins.next().value ? first[index] : undefined;
        names.add(other ?? name);
        names.add(name);
      }
      return [...names].slice(0, count);
    });
}

export const hostileNames: fc.Arbitrary<HostileNames> = fc.record({
  types: some([...WORDS, LONG], 22),
  messages: some([...WORDS, LONG], 20),
  processes: some(WORDS, 4),
  services: some([...WORDS, ...DASHED], 5),
  channels: some([...WORDS, ...DASHED, ...DOTTED, LONG], 7),
  steps: some([...WORDS, ...DASHED], 8),
  fields: some([...WORDS, ...ODD_FIELDS, LONG], 24),
});
