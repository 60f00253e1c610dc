import type { Clock, CommittedTransition, JsonObject, SagaState, Worker } from '../../runtime/index.js';
import { nameOfPath } from '../../runtime/saga/paths.js';
import { callOf } from '../../runtime/saga/state.js';
import type { Faults, PlannedAnswer } from './faults.js';

/** How long the world takes to let an awaited event happen, in milliseconds of the run's own clock. */
const PAUSE_MS = 40;

export interface OutsideWorldOptions {
  /** Name of the start message. */
  readonly start: string;
  readonly answers: readonly PlannedAnswer[];
  readonly faults: Faults;
  readonly clock: Clock;
  readonly worker: () => Worker;
  /** Data of an event for an instance that was started with `start`. */
  readonly eventData: (event: string, start: JsonObject) => JsonObject;
}

/** What no command causes: the events that a saga awaits come by themselves, unless they are told to fail or stay away. */
export interface OutsideWorld {
  /** Lets the events come that a transition has begun to wait for. */
  answer(transition: Pick<CommittedTransition, 'entries' | 'state'>): void;
  /** Lets the events come that an earlier process waited for. */
  catchUp(state: SagaState): void;
}

/** Makes the world of one run. */
export function createOutsideWorld(options: OutsideWorldOptions): OutsideWorld {
  const awaited = new Map(
    options.answers.flatMap((entry) => (entry.direction === 'await' ? [[entry.step, entry] as const] : [])),
  );
  function happen(path: string, state: SagaState): void {
    const planned = awaited.get(nameOfPath(path));
    if (planned === undefined || options.faults.silent.has(planned.name)) return;
    const event = options.faults.failing.get(planned.name) ?? planned.usual;
    void bring(options, event, `${state.instance}/${path}`, state);
  }
  return {
    answer({ entries, state }) {
      for (const entry of entries) if (entry.type === 'await-started') happen(entry.step, state);
    },
    catchUp(state) {
      for (const path of Object.keys(state.steps)) {
        if (callOf(state, path, 'do')?.status === 'waiting') happen(path, state);
      }
    },
  };
}

async function bring(options: OutsideWorldOptions, event: string, id: string, state: SagaState): Promise<void> {
  await options.clock.sleep(PAUSE_MS);
  const start = state.messages[options.start] ?? {};
  await options.worker().receive(event, options.eventData(event, { ...start, ...state.ids }), { id });
}
