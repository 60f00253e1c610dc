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

  it('publishes again what it could not write down, and says so', async () => {
    const { settings, add, log, problems, store } = setUp();
    let fails = 1;
    const flaky: RelayOptions['store'] = {
      ...store,
      settle: async (...args) => {
        if (fails-- > 0) throw new Error('database is away');
        return store.settle(...args);
      },
    };
    add(messageOf('1'), messageOf('2'));
    await createRelay({ ...settings, store: flaky }).run({ untilIdle: true });
    expect(log).toEqual(['1', '2', '1', '2']);
    expect(problems).toEqual([{ kind: 'outbox-failed', error: 'Error: database is away' }]);
  });

  it('lets only one of several work, and another when that one is gone', async () => {
    const { settings, add, log, clock, store } = setUp();
    await store.lease('a relay that was killed', 30_000);
    const relays = [createRelay(settings), createRelay(settings), createRelay(settings)];
    const running = relays.map((relay) => relay.run());
    add(...Array.from({ length: 40 }, (_, index) => messageOf(`${index}`)));
    await clock.sleep(29_000);
    expect(log).toEqual([]);
    await clock.sleep(2_000);
    expect(log).toEqual(Array.from({ length: 40 }, (_, index) => `${index}`));
    await Promise.all(relays.map((relay) => relay.stop()));
    await Promise.all(running);
    expect(await store.lease('the next', 1)).toBe(true);
  });

  it('stops in the middle of a batch when its lease is another one’s', async () => {
    const clock = createVirtualClock();
    const { settings, add, log, store } = setUp(undefined, { clock });
    const thief: RelayOptions['broker'] = {
      ...settings.broker,
      publish: async (channel, message) => {
        await settings.broker.publish(channel, message);
        // As long as the lease itself: the relay cannot know any more that it is alone.
        await clock.sleep(30_000);
      },
    };
    let leases = 0;
    const once: RelayOptions['store'] = { ...store, lease: async () => leases++ === 0 };
    add(messageOf('1'), messageOf('2'));
    const relay = createRelay({ ...settings, clock, broker: thief, store: once });
    const running = relay.run();
    await clock.sleep(100_000);
    await relay.stop();
    await running;
    expect(log).toEqual(['1']);
    expect(await store.status()).toMatchObject({ waiting: 1 });
  });

  it('writes down what it has published when the database does not prolong its lease', async () => {
    const { settings, add, log, store, clock, problems } = setUp();
    const slow: RelayOptions['broker'] = {
      ...settings.broker,
      publish: async (channel, message) => {
        await settings.broker.publish(channel, message);
        await clock.sleep(20_000);
      },
    };
    let leases = 0;
    const flaky: RelayOptions['store'] = {
      ...store,
      lease: async (...args) => {
        leases += 1;
        if (leases === 2 || leases === 3) throw new Error('database is away');
        return store.lease(...args);
      },
    };
    add(messageOf('1'), messageOf('2'), messageOf('3'));
    await createRelay({ ...settings, broker: slow, store: flaky }).run({ untilIdle: true });
    expect(log).toEqual(['1', '2', '3']);
    expect(problems).toEqual([{ kind: 'outbox-failed', error: 'Error: database is away' }]);
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
});
