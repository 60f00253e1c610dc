// The catalog of the benchmark: one small event, as most are. And events of it, some of which are wrong.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Lines of `generate` of a settings file, one a target. */
export function settingsText(targets) {
  return `generate:\n${targets.map(([target, out]) => `  - { target: ${target}, out: ${out} }\n`).join('')}`;
}

/** Writes the catalog into a folder. */
export function writeSmallCatalog(folder) {
  mkdirSync(folder, { recursive: true });
  const targets = [
    ['validators', 'validators'],
    ['json-schema', 'json-schema'],
  ];
  writeFileSync(join(folder, 'sagac.yaml'), `catalog: bench\n${settingsText(targets)}`);
  writeFileSync(join(folder, 'events.yaml'), DEFINITIONS);
}

const DEFINITIONS = `types:
  Money: { fields: { amount: decimal(12.2), currency: { type: string, pattern: "^[A-Z]{3}$" } } }
  Status: { enum: [pending, confirmed, cancelled] }
services: { order: {} }
events:
  OrderPlaced:
    version: 1.0.0
    producer: order
    payload:
      orderId: uuid
      customerId: uuid
      total: Money
      status: Status
      placedAt: timestamp
      quantity: { type: int, min: 1 }
      note: { type: string, optional: true, maxLength: 280 }
`;

/** So many different events, of which one in `every` is wrong in some way (never, if that is 0). */
export function makeEvents(count, every) {
  const random = mulberry32(7);
  return Array.from({ length: count }, (_, index) => {
    const event = makeEvent(random);
    return every > 0 && index % every === 0 ? WRONG[(index / every) % WRONG.length](event) : event;
  });
}

const WRONG = [
  ({ orderId: _, ...event }) => event,
  (event) => ({ ...event, placedAt: '2026-02-30T10:00:00Z' }),
  (event) => ({ ...event, total: { ...event.total, amount: '1.005' } }),
  (event) => ({ ...event, status: 'lost' }),
  (event) => ({ ...event, quantity: 1.5 }),
];

function makeEvent(random) {
  const below = (limit) => Math.floor(random() * limit);
  const two = (limit) => String(below(limit) + 1).padStart(2, '0');
  const hex = (length) => Array.from({ length }, () => below(16).toString(16)).join('');
  const uuid = () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`;
  return {
    orderId: uuid(),
    customerId: uuid(),
    total: { amount: `${below(1000)}.${two(99)}`, currency: 'EUR' },
    status: ['pending', 'confirmed', 'cancelled'][below(3)],
    placedAt: `2026-${two(12)}-${two(28)}T${two(23)}:${two(59)}:${two(59)}.123Z`,
    quantity: below(20) + 1,
    ...(below(2) === 0 && { note: 'Leave it with the neighbours, please.' }),
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
