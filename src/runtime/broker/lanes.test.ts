import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../clock.js';
import { createVirtualClock } from '../virtual-clock.js';
import { type MessageHandler, RetryLater, Unprocessable } from './broker.js';
import { createGate, messageOf } from './contract/fixture.js';
import { createLanes, createSharedLanes, type Given, type GivenUp, type LanesOptions } from './lanes.js';

const seed = process.env['SAGAC_SEED'];
const RUNS = { numRuns: 150, ...(seed !== undefined && { seed: Number(seed) }) };

function setUp(handler: MessageHandler, change: Partial<LanesOptions> = {}) {
  const clock = createVirtualClock();
  const events: string[] = [];
  const buried: GivenUp[] = [];
  const lanes = createLanes({
    handler,
    clock,
    redeliveryMs: 10,
    deliveries: 3,
    ordering: 'key',
    concurrency: 2,
    bury: async (letter) => void buried.push(letter),
    ...change,
  });
  const given = (id: string, key = id, more: Partial<Given> = {}): Given => ({
    message: messageOf(id, { key }),
    attempt: 1,
    ack: () => events.push(`ack ${id}`),
    giveBack: (delayMs) => events.push(`back ${id} ${delayMs}`),
    ...more,
  });
  /** Until nothing is at work any more. */
  const idle = async (): Promise<void> => lanes.room(1);
  return { lanes, clock, events, buried, given, idle };
}

describe('lanes', () => {
  it('handle messages of one key one after the other, others at the same time, and no more than they may', async () => {
    const log: string[] = [];
    const gates = new Map(['a1', 'a2', 'b1', 'c1'].map((id) => [id, createGate()]));
    const { lanes, given, idle, events } = setUp(async ({ id }) => {
      log.push(id);
      await gates.get(id)?.passed;
    });
    for (const [id, key] of [
      ['a1', 'a'],
      ['a2', 'a'],
      ['b1', 'b'],
      ['c1', 'c'],
    ] as const)
      lanes.push(given(id, key));
    expect(lanes.size).toBe(4);
    await Promise.resolve();
    expect(log).toEqual(['a1', 'b1']);
    for (const id of ['b1', 'a1', 'c1', 'a2']) gates.get(id)?.open();
    await idle();
    expect(log).toEqual(['a1', 'b1', 'c1', 'a2']);
    expect([...events].sort()).toEqual(['ack a1', 'ack a2', 'ack b1', 'ack c1']);
  });

  it('leave time for everything else in the process while a message fails again and again without a pause', async () => {
    let calls = 0;
    let isElsewhere = false;
    const { lanes, given, idle } = setUp(
      async () => {
        calls += 1;
        // Ends the test where nothing else is ever run.
        if (!isElsewhere && calls < 10_000) throw new RetryLater(0, 'not yet');
      },
      { clock: systemClock, deliveries: Number.POSITIVE_INFINITY },
    );
    setImmediate(() => {
      isElsewhere = true;
    });
    lanes.push(given('a'));
    await idle();
    expect(calls).toBeLessThan(10);
  });

  it('let what fails wait in its lane where order counts, and count its attempts on from those of the broker', async () => {
    const attempts: number[] = [];
    const { lanes, given, idle, events, buried, clock } = setUp(
      async ({ id }, { attempt }) => {
        if (id !== 'a1') return;
        attempts.push(attempt);
        throw attempt === 2 ? new RetryLater(500, 'not yet') : new Error('no database');
      },
      { deliveries: 4 },
    );
    lanes.push(given('a1', 'a', { attempt: 2 }));
    lanes.push(given('a2', 'a'));
    lanes.push(given('b1', 'b'));
    await idle();
    expect(attempts).toEqual([2, 3, 4]);
    expect(clock.now()).toBe(510);
    expect(events).toEqual(['ack b1', 'ack a1', 'ack a2']);
    expect(buried).toMatchObject([{ attempts: 4, error: expect.objectContaining({ message: 'no database' }) }]);
  });

  it('give back what fails where order does not count, and hold it here where the broker cannot take it', async () => {
    const fail: MessageHandler = async ({ id }) => {
      if (id.startsWith('bad')) throw new RetryLater(700, 'not yet');
    };
    const { lanes, given, idle, events } = setUp(fail, { ordering: 'none', deliveries: 2 });
    lanes.push(given('bad', 'a'));
    lanes.push(given('good', 'a'));
    await idle();
    expect(events).toEqual(['back bad 700', 'ack good']);
    const held = setUp(fail, { ordering: 'none', deliveries: 2 });
    const { giveBack: _none, ...own } = held.given('bad');
    held.lanes.push(own);
    await held.idle();
    expect(held.clock.now()).toBe(700);
    expect(held.buried).toMatchObject([{ attempts: 2 }]);
  });

  it('bury until that succeeds, without asking the handler again', async () => {
    let refusals = 3;
    let asked = 0;
    const { lanes, given, idle, events } = setUp(
      async () => {
        asked += 1;
        throw new Unprocessable('nobody knows it');
      },
      {
        async bury() {
          refusals -= 1;
          if (refusals > 0) throw new Error('the broker is away');
        },
      },
    );
    lanes.push(given('1'));
    await idle();
    expect([asked, refusals, events]).toEqual([1, 0, ['ack 1']]);
  });

  it('give back everything but what a handler finishes when they are closed, and what comes then', async () => {
    const gate = createGate();
    const { lanes, given, events } = setUp(async ({ id }) => {
      if (id === 'a1') await gate.passed;
      if (id === 'b1') throw new RetryLater(60_000, 'not yet');
    });
    for (const [id, key] of [
      ['a1', 'a'],
      ['a2', 'a'],
      ['b1', 'b'],
    ] as const)
      lanes.push(given(id, key));
    const closed = lanes.close();
    lanes.push(given('late'));
    gate.open();
    await closed;
    expect(events).toEqual(['back late 0', 'ack a1', 'back a2 0', 'back b1 0']);
    expect(lanes.size).toBe(0);
  });

  it('forget what the broker has taken back, and handle it once more when it comes again, behind what is still at work', async () => {
    const gates = [createGate(), createGate()];
    const log: string[] = [];
    const { lanes, given, idle, events } = setUp(async ({ id }) => {
      log.push(id);
      if (id === 'a1') await gates.shift()?.passed;
    });
    const [first, second] = gates;
    lanes.push(given('a1', 'a'));
    lanes.push(given('a2', 'a'));
    await Promise.resolve();
    lanes.forget();
    expect(lanes.size).toBe(1);
    lanes.push(given('a1', 'a', { ack: () => events.push('ack a1 again') }));
    lanes.push(given('a2', 'a'));
    await Promise.resolve();
    expect(log).toEqual(['a1']);
    first?.open();
    second?.open();
    await idle();
    expect(log).toEqual(['a1', 'a1', 'a2']);
    expect(events).toEqual(['ack a1', 'ack a1 again', 'ack a2']);
  });

  it('do not try again what was taken back while it failed', async () => {
    let asked = 0;
    const gate = createGate();
    const { lanes, given, idle, events, clock } = setUp(async () => {
      asked += 1;
      await gate.passed;
      throw new Error('no database');
    });
    lanes.push(given('a1', 'a'));
    await Promise.resolve();
    lanes.forget();
    gate.open();
    await idle();
    await clock.sleep(1_000);
    expect([asked, events]).toEqual([1, []]);
  });

  it('are shared by several hands in turn, keep what nobody takes, and give on what a hand that leaves fails with', async () => {
    const log: string[] = [];
    const gate = createGate();
    const clock = createVirtualClock();
    const lanes = createSharedLanes({ clock, redeliveryMs: 10 });
    const join = (name: string, work: MessageHandler = async () => undefined) =>
      lanes.join({
        async handler(message, delivery) {
          log.push(`${name} ${message.id} ${delivery.attempt}`);
          await work(message, delivery);
        },
        ...{ deliveries: 3, ordering: 'key', concurrency: 1, bury: async () => undefined },
      });
    const push = (id: string) => lanes.push({ message: messageOf(id, { key: id }), attempt: 1, ack: () => undefined });
    push('a');
    expect(lanes.size).toBe(1);
    const first = join('first', async () => {
      await gate.passed;
      throw new Error('no database');
    });
    await Promise.resolve();
    const left = first.leave();
    join('second');
    join('third');
    for (const id of ['b', 'c']) push(id);
    gate.open();
    await left;
    await lanes.room(1);
    expect(log).toEqual(['first a 1', 'second b 1', 'third c 1', 'second a 1']);
    expect(clock.now()).toBe(0);
  });

  it('lose nothing and keep order, whatever fails and is taken back', async () => {
    const step = fc.oneof(
      { weight: 6, arbitrary: fc.record({ kind: fc.constant('push' as const), key: fc.constantFrom('a', 'b', 'c') }) },
      {
        weight: 1,
        arbitrary: fc.record({ kind: fc.constant('forget' as const), key: fc.constantFrom('a', 'b', 'c') }),
      },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant('wait' as const), key: fc.constant('') }) },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 40 }),
        fc.integer(),
        fc.boolean(),
        async (steps, luck, isOrdered) => {
          let dice = luck >>> 0;
          const chance = (): number => {
            dice = (Math.imul(dice, 1_664_525) + 1_013_904_223) >>> 0;
            return dice / 2 ** 32;
          };
          /** As a broker keeps them: by key, what is not acknowledged, in order. */
          const kept = new Map<string, string[]>();
          const done: string[] = [];
          const ordering = isOrdered ? 'key' : 'none';
          const { lanes, clock } = setUp(
            async ({ id }) => {
              await clock.sleep(chance() * 20);
              if (chance() < 0.3)
                throw chance() < 0.5 ? new RetryLater(chance() * 30, 'not yet') : new Error('bad luck');
              done.push(id);
            },
            { ordering, deliveries: Number.POSITIVE_INFINITY, concurrency: 2 },
          );
          const give = (key: string, id: string): void => {
            const ack = (): void => {
              const own = kept.get(key) ?? [];
              kept.set(
                key,
                own.filter((other) => other !== id),
              );
            };
            const own: Given = { message: messageOf(id, { key }), attempt: 1, ack };
            lanes.push(isOrdered ? own : { ...own, giveBack: (ms) => void clock.sleep(ms).then(() => give(key, id)) });
          };
          let count = 0;
          for (const { kind, key } of steps) {
            if (kind === 'push') {
              const id = `${key}${count}`;
              count += 1;
              kept.set(key, [...(kept.get(key) ?? []), id]);
              give(key, id);
            } else if (kind === 'wait') await clock.sleep(chance() * 30);
            else if (isOrdered) {
              lanes.forget(({ message }) => message.key === key);
              for (const id of kept.get(key) ?? []) give(key, id);
            }
          }
          while ([...kept.values()].some((left) => left.length > 0)) await clock.sleep(5);
          expect(new Set(done).size).toBe(count);
          if (!isOrdered) return;
          for (const key of ['a', 'b', 'c']) {
            const firsts = [...new Set(done.filter((id) => id.startsWith(key)))].map((id) => Number(id.slice(1)));
            expect(firsts).toEqual([...firsts].sort((one, other) => one - other));
          }
        },
      ),
      RUNS,
    );
  });
});
