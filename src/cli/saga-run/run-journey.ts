import { dirname, join } from 'node:path';
import type { Diagnostic } from '../../diagnostics/index.js';
import type { Catalog } from '../../model/index.js';
import { sampleMessage, sampleOutcome } from '../../model/values/sample.js';
import {
  type CommittedTransition,
  type CrashHook,
  createVirtualClock,
  createWorker,
  isEnded,
  isSagaError,
  type JsonObject,
  type SagaDefinition,
  type SagaError,
  type SagaState,
  type SagaStore,
  type Worker,
} from '../../runtime/index.js';
import type { CliContext } from '../context.js';
import { EXIT, type ExitCode } from '../exit.js';
import { shownPath } from '../paths.js';
import { problem, refuse } from '../problems.js';
import { type EffectLedger, openEffectLedger } from './effect-ledger.js';
import { type Faults, plannedAnswers } from './faults.js';
import type { Journey } from './journey.js';
import { createOutsideWorld, type OutsideWorld } from './outside-world.js';
import { createJourneyPrinter, type JourneyPrinter } from './print-journey.js';
import { createStandIns } from './stand-ins.js';
import { startDataOf } from './start-data.js';

export interface JourneyRequest extends Journey {
  readonly catalog: Catalog;
  readonly definition: SagaDefinition;
  readonly faults: Faults;
}

interface OpenJourney {
  readonly request: JourneyRequest;
  readonly store: SagaStore;
  readonly ledger: EffectLedger;
  readonly printer: JourneyPrinter;
}

/** Runs one instance to its end, or finishes the unfinished ones, printing what is committed. */
export async function runJourney(context: CliContext, request: JourneyRequest): Promise<ExitCode> {
  makeStoreFolder(context, request.store);
  const { openSqliteStore } = await import('../../runtime/stores/sqlite/index.js');
  let store: SagaStore | undefined;
  let ledger: EffectLedger | undefined;
  try {
    store = await openSqliteStore(request.store);
    // Only beside a file that is a store: nothing is written next to somebody else's.
    ledger = openEffectLedger(`${request.store}.effects.jsonl`);
    return await travel(context, { request, store, ledger, printer: createJourneyPrinter(context) });
  } catch (error) {
    if (!isSagaError(error)) throw error;
    return refuse(context, journeyProblem(error));
  } finally {
    await store?.close();
    ledger?.close();
  }
}

function journeyProblem(error: SagaError): Diagnostic {
  const reason = error.message;
  switch (error.code) {
    case 'invalid-start':
    case 'start-conflict':
      return problem('wrong-start-data', undefined, { reason });
    case 'store-driver-missing':
      return problem('driver-missing', undefined, { reason });
    default:
      return problem('store-unusable', undefined, { reason });
  }
}

async function travel(context: CliContext, journey: OpenJourney): Promise<ExitCode> {
  const { request, store } = journey;
  const { saga } = request.definition;
  const unfinished = (await store.list({ saga })).filter((state) => !isEnded(state));
  const file = shownPath(context.host, request.store);
  if (request.resume && unfinished.length === 0) {
    return refuse(context, problem('nothing-to-resume', undefined, { saga, store: file }));
  }
  if (!request.resume && unfinished.length > 0) {
    return refuse(context, problem('unfinished-run', undefined, { saga, store: file }));
  }
  const { worker, world } = createJourneyWorker(context, journey, await latestTime(store, unfinished));
  for (const state of unfinished) world.catchUp(state);
  const instances = unfinished.map((state) => state.instance);
  if (!request.resume) instances.push((await worker.start(saga, await startData(journey))).instance);
  await worker.run({ untilIdle: true });
  const states = await Promise.all(instances.map((instance) => store.load(instance)));
  const known = states.filter((state) => state !== undefined);
  for (const state of known) journey.printer.end(state, journey.ledger.all());
  return known.every((state) => state.status === 'completed' || state.status === 'aborted')
    ? EXIT.clean
    : EXIT.findings;
}

interface Travellers {
  readonly worker: Worker;
  readonly world: OutsideWorld;
}

function createJourneyWorker(context: CliContext, journey: OpenJourney, startAt: number | undefined): Travellers {
  const { request, store, ledger, printer } = journey;
  const { definition, catalog, faults } = request;
  const clock = createVirtualClock({ startAt: startAt ?? context.host.now(), paceMs: request.paceMs });
  const answers = plannedAnswers(definition);
  const answerData = (event: string, input: JsonObject) => sampleOutcome(catalog, event, input) as JsonObject;
  const world = createOutsideWorld({
    start: definition.start.message,
    answers,
    faults,
    clock,
    worker: () => worker,
    eventData: answerData,
  });
  const worker = createWorker({
    store,
    sagas: [definition],
    handlers: createStandIns({ answers, faults, ledger, clock, answerData }),
    clock,
    pollMs: 0,
    onTransition: (transition: CommittedTransition) => {
      printer.entries(transition.entries, transition.state.startedAt);
      world.answer(transition);
    },
    onAlert: printer.alert,
    onEvent: () => undefined,
    crashPoint: killerAt(journey.printer, request),
  });
  return { worker, world };
}

/** SIGKILL, as a machine that loses power: nothing is flushed, closed or caught. */
function killerAt(printer: JourneyPrinter, { crashAt, faults }: JourneyRequest): CrashHook {
  let reached = 0;
  return (point, { step, direction }) => {
    reached += 1;
    const { crashAfter } = faults;
    const wanted = crashAfter !== undefined && step === crashAfter.step && direction === crashAfter.direction;
    if (reached !== crashAt && !(wanted && point === 'participant:after-call')) return;
    printer.crash(wanted ? `after ${crashAfter.name}, before its answer is written down` : `at ${point}`);
    process.kill(process.pid, 'SIGKILL');
  };
}

/** The run's clock goes on where the journals stop: the time in which no process lived does not count. */
async function latestTime(store: SagaStore, unfinished: readonly SagaState[]): Promise<number | undefined> {
  const journals = await Promise.all(unfinished.map((state) => store.journal(state.instance)));
  const times = journals.flatMap((entries) => entries.map((entry) => entry.at));
  return times.length === 0 ? undefined : Math.max(...times);
}

async function startData({ request, store }: OpenJourney): Promise<JsonObject> {
  const { definition, catalog, input } = request;
  if (input) return input;
  const sample = sampleMessage(catalog, definition.start.message) as JsonObject;
  let journey = (await store.list({ saga: definition.saga })).length + 1;
  for (;;) {
    const data = startDataOf(sample, definition.correlation, journey);
    const value = data[definition.correlation] as string | number;
    if ((await store.latestRun(definition.saga, value)) === undefined) return data;
    journey += 1;
  }
}

/** What `sagac run` keeps in the catalog's folder is nobody's source. */
function makeStoreFolder({ host }: CliContext, store: string): void {
  const folder = dirname(store);
  host.makeFolder(folder);
  if (folder.endsWith('.sagac')) host.writeText(join(folder, '.gitignore'), '*\n');
}
