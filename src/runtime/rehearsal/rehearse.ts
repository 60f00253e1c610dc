import type { JsonObject } from '../json.js';
import type { SagaDefinition } from '../saga/definition.js';
import type { JournalEntry } from '../saga/journal.js';
import { isEnded, type SagaState } from '../saga/state.js';
import { createMemoryStore } from '../stores/memory/index.js';
import { createVirtualClock } from '../virtual-clock.js';
import { createWorker } from '../worker/create-worker.js';
import type { CommandHandlers, Worker } from '../worker/types.js';
import { eventBringer } from './event-bringer.js';
import { type Faults, withFaults } from './with-faults.js';

export interface RehearsalOptions {
  readonly saga: SagaDefinition;
  /** The participants under test, or stand-ins. */
  readonly handlers: CommandHandlers;
  /** The start message. */
  readonly start: JsonObject;
  /** Data of the events that are awaited or that faults answer with, by name. */
  readonly samples: Readonly<Record<string, JsonObject>>;
  readonly faults?: Faults;
}

/** How a rehearsal went. */
export interface Rehearsal {
  readonly state: SagaState;
  readonly journal: readonly JournalEntry[];
  /** Paths of the steps that were undone, in the order of the undoing. */
  readonly undone: readonly string[];
}

/**
 * Plays one instance to its end, in memory and with the time lapsing: every guard is taken to hold, there is no deadline,
 * awaited events come, and the faults happen. While a participant works the time stands still, so real ones can be
 * rehearsed. Rejects where the saga does not end.
 */
export async function rehearse(options: RehearsalOptions): Promise<Rehearsal> {
  const saga = withoutConditions(options.saga);
  const faults = options.faults ?? {};
  const store = createMemoryStore();
  const clock = createVirtualClock();
  const worker: Worker = createWorker({
    store,
    sagas: [saga],
    handlers: withFaults(options.handlers, { clock, faults, samples: options.samples }),
    clock,
    pollMs: 0,
    onEvent: () => undefined,
    onAlert: () => undefined,
    onTransition: eventBringer({
      correlation: saga.correlation,
      samples: options.samples,
      faults,
      clock,
      receive: (event, data, receiveOptions) => worker.receive(event, data, receiveOptions),
    }),
  });
  const { instance } = await worker.start(saga.saga, options.start);
  await worker.run({ untilIdle: true });
  const state = await store.load(instance);
  const journal = await store.journal(instance);
  if (state === undefined || !isEnded(state)) throw new Error(`${instance} has come to rest without an end`);
  return { state, journal, undone: undoneIn(journal) };
}

function undoneIn(journal: readonly JournalEntry[]): readonly string[] {
  return journal.flatMap((entry) =>
    entry.type === 'command-sent' && entry.direction === 'undo' && entry.attempt === 1 ? [entry.step] : [],
  );
}

/** Rehearsals are about steps: what guards and the deadline would leave out is played too. */
function withoutConditions({ deadlineMs: _deadlineMs, ...saga }: SagaDefinition): SagaDefinition {
  const text = JSON.stringify(saga);
  const isGuard = (key: string, value: unknown): boolean =>
    key === 'when' && typeof value === 'object' && value !== null && 'cel' in value;
  return JSON.parse(text, (key, value: unknown) => (isGuard(key, value) ? undefined : value)) as SagaDefinition;
}
