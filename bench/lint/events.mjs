// The events of the benchmark, in a neutral form: made here, or read from the catalog that the peers' generator wrote.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Twelve events a service, about ten fields each, two consumers; the same for the same number. */
export function makeEvents(count) {
  const random = mulberry32(42);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const services = Array.from({ length: Math.ceil(count / VERBS.length) }, (_, index) => entityOf(index));
  return Array.from({ length: count }, (_, index) => {
    const entity = services[Math.floor(index / VERBS.length)];
    const verb = VERBS[index % VERBS.length];
    const others = [pick(services), pick(services)].filter((other) => other !== entity);
    return {
      name: entity + verb,
      summary: `The ${entity.toLowerCase()} was ${verb.toLowerCase()}.`,
      producer: serviceOf(entity),
      consumers: [...new Set(others)].map(serviceOf),
      key: keyOf(entity),
      payload: payloadOf(entity, random),
    };
  });
}

/** Events of the peers' generator (its JSON twin), so that everybody lints the same catalog. */
export function readEvents(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.json') && !path.startsWith('shared'))
    .sort()
    .map((path) => JSON.parse(readFileSync(join(folder, path), 'utf8')));
}

const ENTITIES =
  'Order Payment Invoice Shipment Cart Customer Refund Product Stock Coupon Review Ticket Booking Wallet'.split(' ');
const VERBS =
  'Placed Created Confirmed Cancelled Dispatched Failed Registered Expired Approved Rejected Settled Archived'.split(
    ' ',
  );
const STATES = ['pending', 'active', 'confirmed', 'cancelled', 'completed', 'expired', 'unknown'];

/** `Order`, `Payment`, ..., then `Order2`: no two services are alike. */
function entityOf(index) {
  const round = Math.floor(index / ENTITIES.length);
  return ENTITIES[index % ENTITIES.length] + (round === 0 ? '' : round + 1);
}

function serviceOf(entity) {
  return `${entity.toLowerCase()}-service`;
}

function keyOf(entity) {
  return `${entity[0].toLowerCase()}${entity.slice(1)}Id`;
}

function payloadOf(entity, random) {
  const money = { $ref: 'Money' };
  const extra = random() < 0.5 ? { shippingAddress: { $ref: 'Address', optional: true } } : {};
  return {
    [keyOf(entity)]: { type: 'uuid', description: `Identifier of the ${entity} this event is about.` },
    correlationId: { type: 'uuid', description: 'Ties together every event of one business transaction.' },
    occurredAt: { type: 'timestamp', description: 'When it happened, UTC.' },
    total: money,
    status: { type: 'enum', values: STATES.slice(0, 4).concat('unknown'), description: 'State after the event.' },
    items: {
      type: 'array',
      items: {
        type: 'object',
        fields: {
          sku: { type: 'string', maxLength: 64 },
          quantity: { type: 'int', minimum: 1 },
          unitPrice: money,
          giftNote: { type: 'string', maxLength: 200, optional: true },
        },
      },
      description: 'Lines concerned.',
    },
    sequence: { type: 'int', minimum: 0, description: 'Position in the stream of this aggregate.' },
    note: { type: 'string', maxLength: 280, optional: true, description: 'Free text, may be absent.' },
    retryCount: { type: 'int', minimum: 0, optional: true },
    parentId: { type: 'uuid', optional: true },
    ...extra,
  };
}

function mulberry32(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
