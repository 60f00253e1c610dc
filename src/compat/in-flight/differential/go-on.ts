import type { Catalog, SagaDef } from '../../../model/index.js';
import type { SagaDefinition } from '../../../runtime/saga/definition.js';
import { nameOfPath } from '../../../runtime/saga/paths.js';
import { planSaga, undoOf } from '../../../runtime/saga/plan.js';
import { definitionAt } from '../../../runtime/saga/sites.js';
import { callOf, isEnded, type SagaState } from '../../../runtime/saga/state.js';
import { createMemoryData, createMemoryStore, type MemoryData } from '../../../runtime/stores/memory/index.js';
import { createVirtualClock, type VirtualClock } from '../../../runtime/virtual-clock.js';
import { createWorker } from '../../../runtime/worker/create-worker.js';
import type { CommittedTransition, Worker } from '../../../runtime/worker/types.js';
import { heardBy } from '../saga-diff.js';
import { chanceOf, createWorld, handlersFrom, type World } from './participants-world.js';

/** A deployed version: what the catalog says, and the saga in it where there is one. */
export interface Version {
  readonly catalog: Catalog;
  readonly saga?: SagaDef;
  readonly definition?: SagaDefinition;
}

/** An instance that began under an old definition, and what became of it under a new deployment. */
export interface Outcome {
  /** Where it stood at the deployment. */
  readonly stopped: SagaState;
  /** What went wrong, in a few words; missing where nothing did. */
  readonly wrong?: string;
}

const START = { orderId: 'o1', basketId: 'b1' };
const INSTANCE = 'Checkout.o1';

class Stop extends Error {}

/**
 * Runs an instance on the real engine by the old version until so many transitions are written, ends that worker, and lets a
 * worker of the new version go on; undefined where the instance had ended before.
 */
export async function goOn(
  old: Required<Version>,
  next: Version,
  seed: number,
  transitions: number,
): Promise<Outcome | undefined> {
  const data = createMemoryData();
  const world = createWorld(seed);
  const clock = createVirtualClock();
  await runUntil(old, { data, world, clock }, transitions);
  const stopped = await createMemoryStore(data).load(INSTANCE);
  if (stopped === undefined || isEnded(stopped)) return undefined;
  const wrong = await wrongIn(old, next, { data, world, clock }, stopped);
  return { stopped, ...(wrong !== undefined && { wrong }) };
}

interface Site {
  readonly data: MemoryData;
  readonly world: World;
  readonly clock: VirtualClock;
}

async function runUntil(version: Required<Version>, site: Site, transitions: number): Promise<void> {
  let left = transitions;
  const bring = bringer(version, site);
  const worker = hire(version, site, site.data, (transition) => {
    left -= 1;
    if (left < 0) throw new Stop();
    bring.seen(transition, worker);
  });
  try {
    await worker.start('Checkout', START);
    await bring.run(worker);
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
  }
}

function hire(
  { definition, catalog }: Required<Version>,
  { world, clock }: Site,
  data: MemoryData,
  onTransition: (transition: CommittedTransition) => void,
  onProblem: (problem: string) => void = () => undefined,
): Worker {
  return createWorker({
    store: createMemoryStore(data),
    sagas: [definition],
    handlers: handlersFrom(world, catalog, definition),
    clock,
    pollMs: 0,
    onEvent: () => undefined,
    onAlert: () => undefined,
    onTransition,
    onProblem: ({ kind }) => onProblem(kind),
  });
}

/** Hands awaited events over, as far as the orchestrator of a version asks for them. */
function bringer({ saga }: Required<Version>, { world, clock }: Site) {
  const heard = heardBy(saga);
  const withheld: string[] = [];
  const brought: Promise<unknown>[] = [];
  function bring(worker: Worker, step: string, events: readonly string[]): void {
    const roll = chanceOf(`${world.seed}!${step}`);
    const [first = ''] = events;
    const other = events[roll % Math.max(1, events.length)] ?? first;
    const event = roll % 3 === 0 && heard.has(other) ? other : first;
    if (!heard.has(event)) withheld.push(event);
    else
      brought.push(
        clock.during(worker.receive(event, { ...START }, { id: `${event}/${step}` })).catch(() => undefined),
      );
  }
  return {
    withheld,
    bring,
    /** Lets the worker run until nothing is left to do, events that are on their way included. */
    async run(worker: Worker): Promise<void> {
      let known = 0;
      do {
        known = brought.length;
        await Promise.all(brought);
        await worker.run({ untilIdle: true });
      } while (brought.length > known);
    },
    seen({ entries }: CommittedTransition, worker: Worker): void {
      for (const entry of entries) if (entry.type === 'await-started') bring(worker, entry.step, entry.events);
    },
  };
}

async function wrongIn(
  old: Required<Version>,
  next: Version,
  site: Site,
  stopped: SagaState,
): Promise<string | undefined> {
  const { definition, saga, catalog } = next;
  if (definition === undefined || saga === undefined) return 'no worker is left';
  const version = { definition, saga, catalog };
  const isMoved = saga.service?.name !== old.saga.service?.name;
  const bring = bringer(version, site);
  const problems: string[] = [];
  const data = isMoved ? createMemoryData() : site.data;
  const seen = (transition: CommittedTransition): void => bring.seen(transition, worker);
  const worker = hire(version, site, data, seen, (problem) => problems.push(problem));
  const started = await wrongStart(old, version, worker);
  if (started !== undefined) return started;
  const plan = planSaga(old.definition);
  for (const path of Object.keys(stopped.steps)) {
    const step = definitionAt(plan, path);
    if (step?.kind === 'await' && callOf(stopped, path, 'do')?.status === 'waiting') {
      bring.bring(worker, path, [...step.events, ...step.failure]);
    }
  }
  await bring.run(worker);
  if (problems.includes('instance-failed')) return 'the engine threw';
  if (bring.withheld.length > 0) return `${bring.withheld[0]} came in vain`;
  return wrongEnd(old.definition, site, stopped);
}

/** A start that comes again must be the same run, and one that is on its way must begin. */
async function wrongStart(
  old: Required<Version>,
  next: Required<Version>,
  worker: Worker,
): Promise<string | undefined> {
  const { start } = old.definition;
  if (start.message !== next.definition.start.message) {
    const other = { orderId: 'o2', basketId: 'b2' };
    const { started } = await worker.receive(start.message, other, { id: 'late' });
    return started.length > 0 ? undefined : 'a late start began nothing';
  }
  const { instance } = await worker.start('Checkout', START);
  return instance === INSTANCE ? undefined : 'a second run began';
}

async function wrongEnd(old: SagaDefinition, { data, world }: Site, stopped: SagaState): Promise<string | undefined> {
  const store = createMemoryStore(data);
  const state = await store.load(INSTANCE);
  if (state === undefined || !isEnded(state)) return 'it came to rest without an end';
  const journal = (await store.journal(INSTANCE)).slice(stopped.version);
  if (journal.some((entry) => JSON.stringify(entry).includes('is no outcome of')))
    return 'an answer was not understood';
  if (state.status !== 'aborted') return undefined;
  const plan = planSaga(old);
  const left = [...world.effects].find((key) => {
    if (key.endsWith('/undo') || world.effects.has(`${key}/undo`)) return false;
    const step = plan.steps.get(nameOfPath(key.slice(INSTANCE.length + 1)));
    return step !== undefined && undoOf(step) !== undefined;
  });
  return left === undefined ? undefined : `${left} was not undone`;
}
