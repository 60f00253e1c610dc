import { createRandom } from './random.mjs';

/** Something is struck first after so many milliseconds, and after a pause like this behind each strike. */
const FIRST = 800;
const REST = { services: [100, 900], servers: [400, 1_800] };

/**
 * What can be done, by what it is done to: how long it lasts in milliseconds, from and to. A service that is paused is sometimes away
 * for longer than its leases, and sometimes hardly so.
 */
const SERVICES = { kill: [100, 2_500], stop: [100, 1_000], pause: [300, 7_000] };
const POSTGRES = {
  'postgres-kill': [0, 1_500],
  'postgres-stop': [0, 1_500],
  'postgres-cut': [100, 1_500],
  'postgres-freeze': [300, 2_500],
};
const BROKER = {
  'broker-kill': [0, 2_000],
  'broker-stop': [0, 2_000],
  'broker-cut': [100, 2_500],
  'broker-freeze': [500, 4_000],
  'broker-slow': [1_000, 4_000],
};

/** Time that a start takes, by which a plan is not too full. */
const START = { nats: 200, kafka: 8_000, rabbitmq: 8_000 };

/**
 * The faults of one round: `[{ atMs, kind, forMs, target? }]` in order of time. The same seed gives the same plan. Services are struck
 * while servers are; of either, one thing at a time. Each kind comes before any comes again.
 */
export function planOf({ seed, broker, services, seconds }) {
  const random = createRandom(seed);
  const servers = broker === 'memory' ? POSTGRES : { ...POSTGRES, ...BROKER };
  const targets = dealer(random, services);
  const ofServices = lane(random, SERVICES, REST.services, seconds, () => 0);
  const ofServers = lane(random, servers, REST.servers, seconds, (kind) => startOf(kind, broker));
  const aimed = ofServices.map((strike) => ({ ...strike, target: targets() }));
  return [...aimed, ...ofServers].sort((a, b) => a.atMs - b.atMs);
}

function lane(random, kinds, [low, high], seconds, extraMs) {
  const deal = dealer(random, Object.keys(kinds));
  const strikes = [];
  for (let atMs = FIRST; atMs < seconds * 1_000; ) {
    const kind = deal();
    const forMs = random.between(...kinds[kind]);
    strikes.push({ atMs, kind, forMs, ...(kind === 'broker-slow' && { delayMs: random.between(30, 300) }) });
    atMs += forMs + extraMs(kind) + random.between(low, high);
  }
  return strikes;
}

/** Deals all before it shuffles again. */
function dealer(random, items) {
  let deck = [];
  return () => {
    if (deck.length === 0) deck = random.shuffle(items);
    return deck.shift();
  };
}

function startOf(kind, broker) {
  if (kind === 'broker-kill' || kind === 'broker-stop') return START[broker];
  return kind === 'postgres-kill' || kind === 'postgres-stop' ? 1_000 : 0;
}

/** The plan as lines that a person reads. */
export function planText(plan) {
  return plan.map(({ atMs, kind, forMs, target, delayMs }) => {
    const whom = target === undefined ? '' : ` ${target}`;
    const how = delayMs === undefined ? '' : ` by ${delayMs} ms`;
    return `  ${(atMs / 1_000).toFixed(1).padStart(6)} s  ${kind}${whom}${how} for ${(forMs / 1_000).toFixed(1)} s`;
  });
}
