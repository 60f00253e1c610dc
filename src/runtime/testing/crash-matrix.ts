import { describe, expect, it } from 'vitest';
import type { CrashHook } from '../crash-points.js';
import { evolve } from '../saga/evolve.js';
import type { JournalEntry } from '../saga/journal.js';
import type { SagaState } from '../saga/state.js';
import type { Owner, SagaStore } from '../store.js';
import type { StoreFixture } from '../stores/store-contract.js';
import { wrapStore } from '../worker/wrap-store.js';
import { beginLife, createLifeWorker, embark, type Life } from './fixture-life.js';
import { journeys } from './journeys.js';

class SimulatedStop extends Error {}

interface Outcome {
  readonly states: readonly SagaState[];
  readonly journals: readonly (readonly JournalEntry[])[];
  readonly life: Life;
  /** How many workers were stopped. */
  readonly stops: number;
}

export interface CrashMatrixOptions {
  /** Only every so many-th crash point is tried, beginning at a different one in each journey. Default 1: all. */
  readonly every?: number;
}

/** Stops a worker at every crash point of every journey: one that comes back, and one whose work another takes over. */
export function describeCrashMatrix(
  name: string,
  createFixture: () => Promise<StoreFixture>,
  { every = 1 }: CrashMatrixOptions = {},
): void {
  const cases = journeys.map((journey, index) => ({
    title: `${journey.saga.saga} that ${journey.name}`,
    journey,
    index,
  }));
  describe(`stopped at every crash point on ${name}`, () => {
    describe.each([
      { who: 'a worker that comes back', travel: travelAlone },
      { who: 'a worker beside another one', travel: travelBeside },
    ])('$who', ({ travel }) => {
      it.each(cases)('ends a $title as if nothing had happened', async ({ journey, index }) => {
        const reference = await travel(await beginLife(journey, await createFixture()), Number.POSITIVE_INFINITY);
        expect(reference.states.find(({ saga }) => saga === journey.saga.saga)?.status).toBe(journey.end);
        expectCalm(reference);
        for (let point = 1 + (index % every); ; point += every) {
          const outcome = await travel(await beginLife(journey, await createFixture()), point);
          expectSame(outcome, reference, point);
          if (outcome.stops === 0) break;
        }
      });
    });
  });
}

/** Where nobody is stopped, every attempt is one call, and every answer is one that somebody waits for. */
function expectCalm({ stops, journals, life }: Outcome): void {
  expect(stops).toBe(0);
  const entries = journals.flat();
  expect(entries.filter(({ type }) => type === 'reply-ignored')).toEqual([]);
  const sent = entries.flatMap((entry) =>
    entry.type === 'command-sent' && entry.command !== 'Ship' ? [entry.key] : [],
  );
  expect(life.world.calls.toSorted()).toEqual(sent.toSorted());
  expect(new Set(life.delivered).size).toBe(life.delivered.length);
}

function expectSame(outcome: Outcome, reference: Outcome, point: number): void {
  const at = `crash point ${point}`;
  expect(outcome.states.map(endOf), at).toEqual(reference.states.map(endOf));
  const folded = outcome.journals.map((journal) => journal.reduce<SagaState | undefined>(evolve, undefined));
  expect(folded, at).toEqual(outcome.states);
  expect(outcome.journals.map(outline), at).toEqual(reference.journals.map(outline));
  expect(outcome.life.world.effects.toSorted(), at).toEqual(reference.life.world.effects.toSorted());
  expect(new Set(outcome.life.world.calls), at).toEqual(new Set(reference.life.world.calls));
  expect(new Set(outcome.life.delivered).size, at).toBe(new Set(reference.life.delivered).size);
}

function endOf({ instance, status, timers }: SagaState): unknown {
  return { instance, status, timers };
}

/** What happened, without times and without the order in which branches took turns. */
function outline(journal: readonly JournalEntry[]): readonly string[] {
  const lines = journal.flatMap((entry) => {
    // After a stop an answer may come twice, or before it is noted that its command is on its way.
    if (entry.type === 'reply-ignored' || entry.type === 'command-dispatched') return [];
    const place = 'step' in entry ? ` ${entry.step}` : '';
    const direction = 'direction' in entry ? ` ${entry.direction}` : '';
    return [`${entry.type}${place}${direction}${'attempt' in entry ? ` ${entry.attempt}` : ''}`];
  });
  return lines.sort();
}

/** One worker after the other; the second one is stopped as well, soon after it has begun. */
async function travelAlone(life: Life, crashAt: number): Promise<Outcome> {
  let stops = 0;
  for (const crash of [crashAt, 4]) {
    if (crashAt === Number.POSITIVE_INFINITY || !(await live(life, stopAt(crash)))) break;
    stops += 1;
  }
  if (stops > 0 || crashAt === Number.POSITIVE_INFINITY) await live(life, () => undefined);
  return finish(life, stops);
}

/** Two workers at the same time, of which one is stopped. */
async function travelBeside(life: Life, crashAt: number): Promise<Outcome> {
  const [wasStopped] = await Promise.all([live(life, stopAt(crashAt)), live(life, () => undefined)]);
  // The other one may have looked, with nothing left to do, just when an instance went from one to the other.
  await live(life, () => undefined);
  return finish(life, wasStopped ? 1 : 0);
}

async function finish(life: Life, stops: number): Promise<Outcome> {
  const store = await life.fixture.open();
  const states = (await store.list()).toSorted((a, b) => (a.instance < b.instance ? -1 : 1));
  const journals = await Promise.all(states.map(({ instance }) => store.journal(instance)));
  await store.close();
  await life.end();
  return { states, journals, life, stops };
}

function stopAt(number: number): CrashHook {
  let reached = 0;
  return () => {
    reached += 1;
    if (reached === number) throw new SimulatedStop();
  };
}

/** Runs a worker until nothing is left to do, or until it reaches its crash point; says whether it was stopped there. */
async function live(life: Life, crashPoint: CrashHook): Promise<boolean> {
  const { fixture } = life;
  const owners: Owner[] = [];
  const store = noting(await fixture.open(), owners);
  const worker = createLifeWorker(life, store, crashPoint);
  try {
    const running = worker.run({ untilIdle: true });
    await Promise.all([embark(life, worker), running]);
    // What was started when the worker had found nothing to do.
    await worker.run({ untilIdle: true });
    return false;
  } catch (error) {
    if (!(error instanceof SimulatedStop)) throw error;
    // The lease of a stopped worker ends with the time; where that is real, nobody wants to wait for it.
    if (fixture.realTime !== undefined) for (const owner of owners) await store.resign(owner);
    return true;
  } finally {
    await store.close();
  }
}

/** The same store, which notes the owners that it registers. */
function noting(store: SagaStore, owners: Owner[]): SagaStore {
  return wrapStore(store, (method, call) => {
    const result = call();
    if (method === 'register') void (result as Promise<Owner>).then((owner) => owners.push(owner));
    return result;
  });
}
