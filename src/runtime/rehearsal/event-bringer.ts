import type { Clock } from '../clock.js';
import type { JsonObject } from '../json.js';
import type { AwaitStarted } from '../saga/journal.js';
import { nameOfPath } from '../saga/paths.js';
import type { SagaState } from '../saga/state.js';
import type { CommittedTransition, Worker } from '../worker/types.js';
import type { Faults } from './with-faults.js';

export interface EventBringerOptions {
  /** Field that names the run. */
  readonly correlation: string;
  /** Data of the awaited events, by name. */
  readonly samples: Readonly<Record<string, JsonObject>>;
  /** By step: the event that comes instead of the usual one, or `timeout` or `crash` for none. */
  readonly faults: Faults;
  /** Where time is not real, it stands still until the event is there. */
  readonly clock?: Clock;
  readonly receive: Worker['receive'];
}

/** The world that a rehearsed saga waits for: as soon as a step begins to await an event, it comes. */
export function eventBringer(options: EventBringerOptions): (transition: CommittedTransition) => void {
  return ({ entries, state }) => {
    for (const entry of entries) if (entry.type === 'await-started') bring(options, entry, state);
  };
}

function bring(
  { correlation, samples, faults, clock, receive }: EventBringerOptions,
  entry: AwaitStarted,
  state: SagaState,
): void {
  const event = comingEvent(faults, entry);
  if (event === undefined) return;
  const sample = samples[event] ?? {};
  const data = { ...sample, ...idsIn(sample, state), [correlation]: state.correlation };
  const received = receive(event, data, { id: `${state.instance}/${entry.step}` });
  void (clock?.during ? clock.during(received) : received);
}

function comingEvent(faults: Faults, { step, events }: AwaitStarted): string | undefined {
  const fault = faults[nameOfPath(step)];
  return fault === 'timeout' || fault === 'crash' ? undefined : (fault ?? events[0]);
}

function idsIn(sample: JsonObject, { ids }: SagaState): JsonObject {
  return Object.fromEntries(Object.entries(ids).filter(([name]) => name in sample));
}
