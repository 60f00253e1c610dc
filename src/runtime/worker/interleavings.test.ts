import { describe, expect, it } from 'vitest';
import { SagaError } from '../errors.js';
import { evolve } from '../saga/evolve.js';
import type { SagaState } from '../saga/state.js';
import type { SagaStore } from '../store.js';
import { createMemoryData, createMemoryStore } from '../stores/memory/index.js';
import { testCall, testFinalStep, testSaga, testStep } from '../testing/definitions.js';
import { shipping } from '../testing/fixture-sagas.js';
import { createRandom, type Random } from '../testing/random.js';
import { testAwait, testGroup } from '../testing/step-forms.js';
import { createVirtualClock } from '../virtual-clock.js';
import { createWorker } from './create-worker.js';
import type { CommandHandlers, Worker } from './types.js';
import { wrapStore } from './wrap-store.js';

/** So long that whoever overlooks something is found out by the time that has passed. */
const PATIENT = { timeoutMs: 1e9 };
const patient = (name: string) => testStep(name, { call: testCall(name, PATIENT) });
const { deadlineMs: _outer, ...outer } = testSaga(
  [
    patient('A'),
    testAwait('first', ['E1'], PATIENT),
    testGroup(
      'g',
      [patient('B'), testAwait('left', ['E2'], PATIENT)],
      [testAwait('right', ['E3'], PATIENT), patient('Ship')],
    ),
    testFinalStep('C', { call: testCall('C', PATIENT) }),
  ],
  { messages: {} },
);
const { deadlineMs: _inner, ...inner } = shipping;
const NAMES = ['A', 'UndoA', 'B', 'UndoB', 'UndoShip', 'Label', 'UndoLabel', 'HandOver', 'C'];

interface Weather {
  readonly workers: number;
  /** How likely the store is out of reach, before or after it has done what it was asked for. */
  readonly outage: number;
  /** Workers that are stopped on the way, and replaced. */
  readonly stops: number;
}

/** Nobody polls and no timer helps: every wake-up counts. */
describe('workers in any order of events', () => {
  it.each([
    { workers: 1, outage: 0, stops: 0 },
    { workers: 2, outage: 0, stops: 0 },
    { workers: 1, outage: 0.05, stops: 0 },
    { workers: 2, outage: 0.05, stops: 2 },
  ])('overlook nothing: $workers at work, $stops stopped, the store away with $outage', async (weather) => {
    for (let seed = 1; seed <= 150; seed += 1) {
      expect({ seed, ...(await journey(weather, createRandom(seed))) }).toEqual({
        seed,
        states: ['completed', 'completed'],
        isLate: false,
      });
    }
  });
});

async function journey({ workers: count, outage, stops }: Weather, random: Random) {
  const data = createMemoryData();
  const clock = createVirtualClock();
  let isCalm = false;
  const mayFail = (): void => {
    if (!isCalm && random.chance(outage)) throw new SagaError('store-unreachable', 'no route');
  };
  const handlers = Object.fromEntries(NAMES.map((name) => [name, dawdling(name, random)]));
  const quiet = { onEvent: () => undefined, onAlert: () => undefined, onProblem: () => undefined };
  const create = (): Worker => {
    const store = jittery(createMemoryStore(data), random, mayFail);
    return createWorker({ store, sagas: [outer, inner], handlers, clock, pollMs: 0, ...quiet });
  };
  const workers = Array.from({ length: count }, create);
  const runs = workers.map((worker) => worker.run());
  async function replace(): Promise<void> {
    await dawdle(random, 80);
    const index = random.between(0, count - 1);
    const [old, next] = [workers[index], create()];
    workers[index] = next;
    runs.push(next.run());
    await old?.stop();
  }
  const told = clock.during(tell('o1', () => random.pick(workers), random));
  await Promise.all([told, ...Array.from({ length: stops }, replace)]);
  isCalm = true;
  const store = createMemoryStore(data);
  const isOver = async () => (await store.list({ status: 'completed' })).length === 2;
  for (let turns = 0; turns < 3_000 && !(await isOver()); turns += 1) await turn();
  const isLate = clock.now() > PATIENT.timeoutMs / 2;
  await Promise.all(workers.map((worker) => worker.stop()));
  await Promise.all(runs);
  const states = await store.list();
  for (const state of states) {
    const journal = await store.journal(state.instance);
    expect(journal.reduce<SagaState | undefined>(evolve, undefined)).toEqual(state);
  }
  return { states: states.map(({ status }) => status), isLate };
}

/** Starts an instance, and then brings its events in any order. */
async function tell(orderId: string, pick: () => Worker, random: Random): Promise<void> {
  await untilReached(() => pick().start('Checkout', { orderId }));
  const events = ['E1', 'E2', 'E3'].map(async (event) => {
    await dawdle(random, 60);
    await untilReached(() => pick().receive(event, { orderId }, { id: event }));
  });
  await Promise.all(events);
}

async function untilReached(work: () => Promise<unknown>): Promise<void> {
  for (;;) {
    try {
      await work();
      return;
    } catch (error) {
      if (!(error instanceof SagaError) || error.code !== 'store-unreachable') throw error;
    }
  }
}

/** A store that takes its time, before and after, and cannot always be reached. */
function jittery(store: SagaStore, random: Random, mayFail: () => void): SagaStore {
  async function jitter(call: () => unknown): Promise<unknown> {
    await dawdle(random, 5);
    mayFail();
    const result = await call();
    await dawdle(random, 5);
    mayFail();
    return result;
  }
  return wrapStore(store, (method, call) => (method === 'watch' ? call() : jitter(call)));
}

function dawdling(name: string, random: Random): CommandHandlers[string] {
  return async () => {
    await dawdle(random, 2);
    return { outcome: `${name}Done`, data: {} };
  };
}

/** Lets others go first, up to so many times. */
async function dawdle(random: Random, most: number): Promise<void> {
  for (let left = random.between(0, most); left > 0; left -= 1) await (random.chance(0.5) ? turn() : undefined);
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
