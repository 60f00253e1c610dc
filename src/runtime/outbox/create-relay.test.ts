import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { Broker, BrokerMessage } from '../broker/broker.js';
import { createMemoryBroker } from '../broker/memory-broker.js';
import { createVirtualClock } from '../virtual-clock.js';
import { messageOf } from './contract/outbox-contract.js';
import { createRelay, type RelayOptions, type RelayProblem } from './create-relay.js';
import type { OutboxMessage } from './outbox-message.js';
import { createSqliteOutbox, createSqliteOutboxStore, migrateSqliteOutbox } from './sqlite-outbox.js';

type Fault = (message: BrokerMessage) => void;

function setUp(fault: Fault = () => undefined, options: Partial<RelayOptions> = {}) {
  const clock = createVirtualClock({ startAt: 1_000_000 });
  const database = new Database(':memory:');
  migrateSqliteOutbox(database);
  const store = createSqliteOutboxStore(database, clock);
  const outbox = createSqliteOutbox(clock);
  const memory = createMemoryBroker({ clock });
  const log: string[] = [];
  const broker: Broker = {
    ...memory,
    publish: async (channel, message) => {
      fault(message);
      log.push(message.id);
      return memory.publish(channel, message);
    },
  };
  const problems: RelayProblem[] = [];
  const settings: RelayOptions = { store, broker, clock, onProblem: (problem) => problems.push(problem), ...options };
  return {
    clock,
    store,
    log,
    problems,
    database,
    settings,
    relay: createRelay(settings),
    add: (...messages: OutboxMessage[]) => messages.forEach((message) => void outbox.add(database, message)),
  };
}

describe('a relay', () => {
  it('parks nothing while the broker is away, however long, and then publishes in order', async () => {
    let isAway = true;
    const { relay, add, log, store, clock, problems } = setUp(
      () => {
        if (isAway) throw new Error('no broker');
      },
      { pollMs: 5_000 },
    );
    add(messageOf('1'), messageOf('2'), messageOf('3', { key: 'k2' }));
    const running = relay.run();
    await clock.sleep(3_600_000);
    expect(await store.status()).toMatchObject({ waiting: 3, retrying: 2, parked: 0 });
    expect(problems.length).toBeGreaterThan(100);
    isAway = false;
    await clock.sleep(20_000);
    await relay.stop();
    await running;
    expect([...log].sort()).toEqual(['1', '2', '3']);
    expect(log.indexOf('1')).toBeLessThan(log.indexOf('2'));
    expect((await store.status()).waiting).toBe(0);
  });

  it('parks a message that is refused again and again while others go through', async () => {
    const { relay, add, log, store, clock, problems } = setUp(
      ({ id }) => {
        if (id === 'poison') throw new Error('refused');
      },
      { attempts: 3 },
    );
    add(messageOf('poison'), messageOf('behind'));
    const running = relay.run();
    for (let index = 0; index < 20; index += 1) {
      add(messageOf(`good-${index}`, { key: 'k2' }));
      await clock.sleep(5_000);
    }
    await relay.stop();
    await running;
    expect(log).toEqual(Array.from({ length: 20 }, (_, index) => `good-${index}`));
    expect(await store.parked(9)).toMatchObject([{ id: 'poison', attempts: 3, error: 'Error: refused' }]);
    expect(problems.filter(({ kind }) => kind === 'parked')).toHaveLength(1);
  });

  it('parks a row that cannot be read', async () => {
    const { relay, add, store, database } = setUp();
    add(messageOf('1'));
    database.exec("UPDATE sagac_outbox SET data = '{broken'");
    await relay.run({ untilIdle: true });
    expect(await store.parked(9)).toMatchObject([{ id: '1', error: expect.stringContaining('cannot be read') }]);
  });

  it('writes down later what it could not write down at once, and publishes it no second time', async () => {
    const { settings, add, log, problems, store } = setUp();
    let fails = 2;
    const flaky: RelayOptions['store'] = {
      ...store,
      settle: async (...args) => {
        if (fails-- > 0) throw new Error('database is away');
        return store.settle(...args);
      },
    };
    add(messageOf('1'), messageOf('2'));
    await createRelay({ ...settings, store: flaky }).run({ untilIdle: true });
    expect(log).toEqual(['1', '2']);
    expect(problems).toEqual(Array(2).fill({ kind: 'outbox-failed', error: 'Error: database is away' }));
    expect((await store.status()).waiting).toBe(0);
  });

  it('works with others at the same time, each on keys of its own, and for one that is gone', async () => {
    const by = new Map<string, Set<number>>();
    const { settings, add, log, clock, store } = setUp();
    await store.lease('a relay that was killed', 30_000);
    const relays = [1, 2, 3].map((relay) =>
      createRelay({
        ...settings,
        broker: {
          ...settings.broker,
          publish: async (channel, message) => {
            by.set(message.key, (by.get(message.key) ?? new Set()).add(relay));
            await settings.broker.publish(channel, message);
          },
        },
      }),
    );
    const running = relays.map((relay) => relay.run());
    const addRound = (round: number) =>
      add(...Array.from({ length: 60 }, (_, index) => messageOf(`${round}-${index}`, { key: `k${index}` })));
    addRound(1);
    await clock.sleep(29_000);
    expect(log).toEqual([]);
    await clock.sleep(10_000);
    expect(log).toHaveLength(60);
    by.clear();
    addRound(2);
    await clock.sleep(1_000);
    expect(log).toHaveLength(120);
    expect([...by.values()].every((found) => found.size === 1)).toBe(true);
    expect(new Set([...by.values()].flatMap((found) => [...found])).size).toBe(3);
    expect((await store.relays()).map(({ shards }) => shards.length).sort()).toEqual([0, 5, 5, 6]);
    await Promise.all(relays.map((relay) => relay.stop()));
    await Promise.all(running);
    expect((await store.lease('the next', 1)).shards).toHaveLength(16);
  });

  it('gives up shards to one that comes, and has them back soon when that one stops; nothing is published twice', async () => {
    const { settings, add, log, clock, store } = setUp();
    const slow: Broker = {
      ...settings.broker,
      publish: async (channel, message) => {
        await clock.sleep(2_500);
        await settings.broker.publish(channel, message);
      },
    };
    add(...Array.from({ length: 200 }, (_, index) => messageOf(`${index}`, { key: `k${index % 40}` })));
    const [first, second] = [createRelay({ ...settings, broker: slow }), createRelay({ ...settings, broker: slow })];
    const running = [first.run()];
    const sizes = async () => (await store.relays()).map(({ shards }) => shards.length).sort((a, b) => a - b);
    await clock.sleep(1_000);
    expect(await sizes()).toEqual([16]);
    running.push(second.run());
    await clock.sleep(10_000);
    expect(await sizes()).toEqual([8, 8]);
    await second.stop();
    await clock.sleep(4_000);
    expect(await sizes()).toEqual([16]);
    await clock.sleep(60_000);
    await first.stop();
    await Promise.all(running);
    expect(await sizes()).toEqual([]);
    expect(log).toHaveLength(200);
    expect(new Set(log).size).toBe(200);
  });

  it('publishes no more than what was on its way when it was paused until its lease had ended', async () => {
    let now = 1_000_000;
    const clock = { ...createVirtualClock(), now: () => now };
    const { settings, add, log, store } = setUp(undefined, { concurrency: 3 });
    add(...Array.from({ length: 40 }, (_, index) => messageOf(`${index}`, { key: `k${index}` })));
    const pausing: Broker = {
      ...settings.broker,
      publish: async (channel, message) => {
        // The process stands still from the second message on; its clock does not.
        if (log.length === 1) now += 30_000;
        await settings.broker.publish(channel, message);
      },
    };
    let leases = 0;
    const once: RelayOptions['store'] = {
      ...store,
      lease: async (...args) => (leases++ === 0 ? store.lease(...args) : { shards: [], fairShare: 5 }),
    };
    const relay = createRelay({ ...settings, clock, broker: pausing, store: once });
    const running = relay.run();
    await clock.sleep(50_000);
    await relay.stop();
    await running;
    expect(log.length).toBeGreaterThan(0);
    expect(log.length).toBeLessThanOrEqual(4);
    expect((await store.status()).waiting).toBe(40 - log.length);
  });

  it('publishes nothing more while the database does not prolong its lease, and writes down what it has published', async () => {
    const { settings, add, log, store, clock, problems } = setUp();
    const slow: RelayOptions['broker'] = {
      ...settings.broker,
      publish: async (channel, message) => {
        await settings.broker.publish(channel, message);
        await clock.sleep(20_000);
      },
    };
    const published: number[] = [];
    let isAway = false;
    const flaky: RelayOptions['store'] = {
      ...store,
      lease: async (...args) => {
        if (isAway) throw new Error('database is away');
        return store.lease(...args);
      },
    };
    add(messageOf('1'), messageOf('2'), messageOf('3'));
    const relay = createRelay({ ...settings, broker: slow, store: flaky });
    const running = relay.run();
    await clock.sleep(10_000);
    isAway = true;
    await clock.sleep(100_000);
    published.push(log.length);
    isAway = false;
    await clock.sleep(200_000);
    await relay.stop();
    await running;
    // The second went out while the lease was still good for half of its time.
    expect(published).toEqual([2]);
    expect(log).toEqual(['1', '2', '3']);
    expect(problems.every(({ kind }) => kind === 'outbox-failed')).toBe(true);
    expect(problems.length).toBeGreaterThan(1);
  });

  it('reads on while a slow message is on its way, and holds back its key alone', async () => {
    const { settings, add, log, clock } = setUp();
    const broker: Broker = {
      ...settings.broker,
      publish: async (channel, message) => {
        if (message.id === 'slow') await clock.sleep(20_000);
        await settings.broker.publish(channel, message);
      },
    };
    const relay = createRelay({ ...settings, broker, batch: 10 });
    const running = relay.run();
    add(messageOf('slow'), messageOf('behind'));
    add(...Array.from({ length: 100 }, (_, index) => messageOf(`${index}`, { key: `k-${index}` })));
    await clock.sleep(10_000);
    expect(log).toHaveLength(100);
    expect(log).not.toContain('behind');
    await clock.sleep(15_000);
    expect(log.slice(100)).toEqual(['slow', 'behind']);
    await relay.stop();
    await running;
  });

  it('works through one run after the other', async () => {
    const { relay, add, log } = setUp();
    add(...Array.from({ length: 30 }, (_, index) => messageOf(`${index}`)));
    await Promise.all([relay.run({ untilIdle: true }), relay.run({ untilIdle: true })]);
    expect(log).toEqual(Array.from({ length: 30 }, (_, index) => `${index}`));
  });

  it('finishes what is on its way when it is stopped, and wakes at once when it is told', async () => {
    const { relay, add, log, clock, store } = setUp(undefined, { pollMs: 1_000_000 });
    const running = relay.run();
    await clock.sleep(10);
    add(messageOf('1'));
    relay.wake();
    await clock.sleep(10);
    expect(log).toEqual(['1']);
    await relay.stop();
    await running;
    expect((await store.status()).waiting).toBe(0);
  });

  it('deletes what was published longer ago than it is kept', async () => {
    const { relay, add, clock, database } = setUp(undefined, { keepMs: 3_600_000, pollMs: 10_000 });
    const running = relay.run();
    add(messageOf('1'));
    const count = () => database.prepare('SELECT count(*) AS count FROM sagac_outbox').get();
    await clock.sleep(3_000_000);
    expect(count()).toEqual({ count: 1 });
    await clock.sleep(1_000_000);
    expect(count()).toEqual({ count: 0 });
    await relay.stop();
    await running;
  });

  it('deletes a great deal a little at a time, and publishes meanwhile', async () => {
    const { settings, add, log, clock, store } = setUp();
    let purged = 0;
    const old: RelayOptions['store'] = {
      ...store,
      purge: async (_keepMs, limit) => {
        await clock.sleep(200);
        purged += 1;
        return limit;
      },
    };
    const relay = createRelay({ ...settings, store: old });
    const running = relay.run();
    for (let index = 0; index < 100; index += 1) {
      add(messageOf(`${index}`, { key: `k${index}` }));
      await clock.sleep(1_000);
      // A message waits for one deletion at most, and the next look.
      expect(log.length).toBeGreaterThanOrEqual(index);
    }
    await relay.stop();
    await running;
    expect(purged).toBeGreaterThan(50);
    expect(purged * 200).toBeLessThanOrEqual(100_000 / 4);
  });

  it('looks often after something came, and seldom after a long time, but every `pollMs`', async () => {
    const { settings, add, clock, store } = setUp();
    let looks = 0;
    const counting: RelayOptions['store'] = {
      ...store,
      take: (request) => {
        looks += 1;
        return store.take(request);
      },
    };
    const relay = createRelay({ ...settings, store: counting });
    const running = relay.run();
    add(messageOf('1'));
    await clock.sleep(1_000);
    const soon = looks;
    expect(soon).toBeGreaterThan(20);
    await clock.sleep(100_000);
    looks = 0;
    await clock.sleep(10_000);
    expect(looks).toBeGreaterThanOrEqual(19);
    expect(looks).toBeLessThanOrEqual(21);
    await relay.stop();
    await running;
  });

  it('has itself observed while it runs', async () => {
    const seen: string[] = [];
    const { settings, store, clock } = setUp();
    const observe: RelayOptions['observe'] = (watched) => {
      seen.push(watched === store ? 'begins' : 'another store');
      return () => void seen.push('ends');
    };
    const relay = createRelay({ ...settings, observe });
    expect(seen).toEqual([]);
    const running = relay.run();
    await clock.sleep(10);
    expect(seen).toEqual(['begins']);
    await relay.stop();
    await running;
    expect(seen).toEqual(['begins', 'ends']);
  });
});
