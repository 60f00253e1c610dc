import { describe, expect, it } from 'vitest';
import { createRandom, type Random } from '../../runtime/testing/random.js';
import { catalogFromYaml } from '../../testing/catalog-from-yaml.js';
import type { Change } from '../change.js';
import type { JudgeContext, Rulings } from '../check.js';
import { checks } from '../checks/index.js';
import { judgeContext } from '../judge-context.js';
import { diffFlows } from './flows-diff.js';
import { diffMessages } from './messages-diff.js';
import { pairMessages } from './pair-messages.js';
import { diffTopology } from './topology-diff.js';

const SEED = Number(process.env['SAGAC_SEED'] ?? 1);
const RUNS = Number(process.env['SAGAC_RUNS'] ?? 250);
const BY_ID = new Map(
  checks
    .filter(({ group }) => ['messages', 'outcomes', 'delivery', 'topology', 'flows'].includes(group))
    .map((check) => [check.id, check]),
);

type Choices = Readonly<Record<string, readonly unknown[]>>;

/** One of the choices for each key; null leaves it out. */
function some(random: Random, choices: Choices): Record<string, unknown> {
  const picked = Object.entries(choices).map(([key, values]) => [key, random.pick(values)] as const);
  return Object.fromEntries(picked.filter(([, value]) => value !== NONE));
}

/** Each entry is there more often than not. */
function sometimes<Value>(random: Random, names: readonly string[], make: () => Value): Record<string, Value> {
  return Object.fromEntries(names.filter(() => random.chance(0.7)).map((name) => [name, make()]));
}

const SERVICES = ['desk', 'ledger', 'tickets'];
const NONE = null;

const MESSAGE: Choices = {
  version: ['1.0.0', '1.1.0', '2.0.0', NONE],
  channel: ['a', 'b', NONE],
  key: ['id', 'at', NONE],
  wire: [NONE, NONE, NONE, 'on.the.wire'],
  deprecated: [NONE, NONE, { sunset: '2026-01-01' }, { sunset: '2027-01-01', use: 'Sold' }, { since: '2025-01-01' }],
  payload: [
    { id: 'uuid', at: 'timestamp' },
    { id: 'uuid', other: 'string' },
  ],
};

const EVENT: Choices = {
  ...MESSAGE,
  producer: [...SERVICES, NONE],
  consumers: [NONE, ['ledger'], ['ledger', { service: 'desk', group: 'g' }], [{ service: 'desk', group: 'h' }]],
  visibility: [NONE, 'internal'],
  carries: [NONE, 'notification', 'delta'],
  failureOf: [NONE, 'Sold', 'Held'],
  retryable: [NONE, true],
  effect: [NONE, 'unknown'],
};

const COMMAND: Choices = {
  ...MESSAGE,
  handler: [...SERVICES, NONE],
  senders: [NONE, ['desk']],
  success: [NONE, 'Sold', ['Sold', 'Held']],
  failure: [NONE, ['Taken'], ['Taken', 'Held']],
  effect: [NONE, 'none'],
  timeout: [NONE, '5s', '1h'],
  retry: [
    NONE,
    { attempts: 2 },
    { attempts: 'unlimited', within: '1d' },
    { attempts: 40, delay: '10m', backoff: 'fixed' },
  ],
};

const CHANNEL: Choices = {
  broker: ['kafka', 'memory', NONE],
  partitions: [1, 12, 24, NONE],
  retention: ['1h', '7d', '30d', NONE],
  retryDelays: [NONE, [], ['1m', '6h']],
  key: ['id', NONE],
  maxBytes: [1000, 2000, NONE],
  kind: [NONE, 'queue'],
  ordering: [NONE, 'none'],
  public: [NONE, true],
  delivery: [NONE, 'at-least-once', 'at-most-once', 'exactly-once'],
  deadLetter: [NONE, false, { channel: 'dlq' }, { channel: 'dlq-2' }],
};

const SERVICE: Choices = {
  owner: ['team', NONE],
  domain: ['one', 'two', NONE],
  outbox: [NONE, true],
  inbox: [NONE, true, { window: '1d' }, { window: '8d' }],
};

const SETTINGS: Choices = {
  envelope: [NONE, 'plain'],
  defaults: [
    NONE,
    { command: { timeout: '30s', retry: { attempts: 9 } }, channel: { retention: '2d' } },
    { channel: { broker: 'nats', partitions: 3, retention: '1h', retryDelays: ['6h'] } },
  ],
};

const REACTION: Choices = {
  on: ['Sold', ['Held', 'Taken'], ['Taken', 'Held']],
  by: [...SERVICES, NONE],
  emits: [NONE, 'Held', ['Taken', 'Renamed']],
  fails: [NONE, 'Taken'],
  when: [NONE, 'Sold.id != "`"'],
  after: [NONE, '1h'],
  at: [NONE, 'Sold.at'],
  restart: [NONE, true],
  needs: [NONE, 'Held'],
  onMissing: [NONE, 'park', 'ignore'],
  idempotentBy: [NONE, ['id'], ['id', 'at']],
  calls: [NONE, [{ service: 'desk', idempotentBy: ['id'] }], [{ service: 'desk' }, { service: 'ledger' }]],
};

function randomFlow(random: Random) {
  return { reactions: [1, 2, 3].filter(() => random.chance(0.7)).map(() => some(random, REACTION)) };
}

function randomState(random: Random) {
  const definitions = {
    services: sometimes(random, SERVICES, () => some(random, SERVICE)),
    channels: sometimes(random, ['a', 'b'], () => some(random, CHANNEL)),
    events: sometimes(random, ['Sold', 'Sold@1', 'Held', 'Taken', 'Renamed'], () => some(random, EVENT)),
    commands: sometimes(random, ['Hold', 'Free'], () => some(random, COMMAND)),
    flows: sometimes(random, ['Selling', 'Returning'], () => randomFlow(random)),
  };
  const [moved] = random.chance(0.1) ? ['Held'] : [];
  if (moved !== undefined) {
    delete definitions.events[moved];
    definitions.commands[moved] = some(random, COMMAND);
  }
  return catalogFromYaml(JSON.stringify(definitions), JSON.stringify({ catalog: 'test', ...some(random, SETTINGS) }));
}

/** Sentences that name what they speak of; an earlier acceptance is found by kind, owner and place. */
function checkChange(change: Change, context: JudgeContext): Rulings {
  const check = BY_ID.get(change.kind);
  if (!check) throw new Error(`nobody judges ${change.kind}`);
  const rulings = check.judge(change, context);
  const reasons = Object.values(rulings).flatMap((one) => Object.values(one).map(({ reason }) => reason));
  const instead = check.instead(change, context);
  if (reasons.length > 0 && instead === undefined) throw new Error(`${change.kind} has no way out`);
  for (const text of [check.describe(change), ...reasons, ...(instead === undefined ? [] : [instead])]) {
    if (!text.match(/^[A-Z`][^\n]*\.$/) || /undefined|\[object|``/.test(text))
      throw new Error(`${change.kind}: ${text}`);
  }
  return rulings;
}

describe('two random states', () => {
  it(`are told apart in good sentences, each change once (seed ${SEED})`, async () => {
    const random = createRandom(SEED);
    const kinds = new Set<string>();
    let [old, next] = [await randomState(random), await randomState(random)];
    for (let run = 0; run < RUNS; run++, [old, next] = [next, await randomState(random)]) {
      const pairs = pairMessages(old, next);
      expect(new Set(pairs.map((pair) => pair.new)).size).toBe(pairs.length);
      const back = new Set(pairMessages(next, old).map((pair) => `${pair.new.id} > ${pair.old.id}`));
      expect(new Set(pairs.map((pair) => `${pair.old.id} > ${pair.new.id}`))).toEqual(back);
      const changes = [...diffMessages(old, next, pairs), ...diffTopology(old, next), ...diffFlows(old, next, pairs)];
      const names = changes.map(({ kind, owner, at }) => `${kind} ${owner.kind} ${owner.id} ${at}`);
      expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
      const context = judgeContext(old, next, '2026-06-01');
      for (const change of changes) {
        checkChange(change, context);
        kinds.add(change.kind);
      }
    }
    expect([...BY_ID.keys()].filter((id) => !kinds.has(id))).toEqual([]);
  }, 60_000);
});
