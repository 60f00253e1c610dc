import { DEADLINE } from '../../saga/change-state.js';
import type { SagaDefinition } from '../../saga/definition.js';
import type { Notice } from '../../saga/effects.js';
import { evolve } from '../../saga/evolve.js';
import type { JournalEntry } from '../../saga/journal.js';
import { type CorrelationValue, instanceId } from '../../saga/names.js';
import type { SagaState } from '../../saga/state.js';
import type { Mail, Transition } from '../../store.js';

/** Hash under which the suite saves its definition; the stores never look into it. */
export const HASH = 'definition-1';
/** Another definition, which not every worker can run. */
export const OTHER_HASH = 'definition-2';
/** When the suite's instances start, in milliseconds since 1970. */
export const START = 1_700_000_000_000;

/** The smallest definition there is. */
export const tinySaga: SagaDefinition = {
  format: 1,
  saga: 'Checkout',
  version: '1.0.0',
  service: 'order',
  start: { message: 'OrderPlaced', kind: 'event' },
  correlation: 'orderId',
  repeat: false,
  steps: [],
  complete: [],
  abort: [],
  ids: [],
  hears: [],
  cancelOn: [],
  messages: {},
};

/** The state of an instance that has just started. */
export function stateOf(correlation: CorrelationValue, change: Partial<SagaState> = {}): SagaState {
  const { saga = 'Checkout', run = 1 } = change;
  return {
    instance: instanceId(saga, correlation, run),
    saga,
    definition: HASH,
    correlation,
    run,
    startHash: 'start',
    status: 'running',
    version: 1,
    startedAt: START,
    updatedAt: START,
    messages: { OrderPlaced: orderOf(correlation) },
    early: [],
    ids: {},
    steps: {},
    timers: {},
    pivotPassed: false,
    ...change,
  };
}

/** What a state with a deadline has. */
export function withDeadline(deadlineAt: number): Pick<SagaState, 'deadlineAt' | 'timers'> {
  return { deadlineAt, timers: { [DEADLINE]: { timer: { kind: 'deadline' }, dueAt: deadlineAt } } };
}

function orderOf(correlation: CorrelationValue) {
  return { orderId: String(correlation) };
}

/** The transition that creates an instance. Where stores write the state down, see `keepsState`, it may be any. */
export function creation(state: SagaState, change: Partial<Transition> = {}): Transition {
  const { instance, saga, definition, correlation, run, ids, deadlineAt } = state;
  const started: JournalEntry = {
    type: 'saga-started',
    at: state.startedAt,
    format: 1,
    instance,
    saga,
    sagaVersion: '1.0.0',
    definition,
    correlation,
    run,
    message: 'OrderPlaced',
    data: orderOf(correlation),
    dataHash: state.startHash,
    ids,
    ...(deadlineAt !== undefined && { deadlineAt }),
  };
  return { instance, expectedVersion: 0, entries: [started], state, notices: [], consumed: {}, ...change };
}

/** The next transition of an instance, with one entry; `change.state` may go further than the version. */
export function following(before: SagaState, change: Partial<Transition> = {}): Transition {
  const { instance, version, updatedAt } = before;
  const heard: JournalEntry = {
    type: 'event-received',
    at: updatedAt,
    event: 'Heard',
    data: { version },
    use: 'noted',
  };
  const state = evolve(before, heard);
  return { instance, expectedVersion: version, entries: [heard], state, notices: [], consumed: {}, ...change };
}

/** A transition without entries: it only consumes, or changes the owner. */
export function unchanged(state: SagaState, change: Partial<Transition> = {}): Transition {
  const { instance, version } = state;
  return { instance, expectedVersion: version, entries: [], state, notices: [], consumed: {}, ...change };
}

/** An event for an instance. */
export function mailFor(instance: string, id: string): Mail {
  return { id, instance, input: { type: 'event', event: 'Heard', data: { id } } };
}

/** An event that an instance publishes. */
export function noticeOf(instance: string, position: number): Notice {
  return { kind: 'event', id: `${instance}!${position}`, instance, event: 'OrderConfirmed', data: { position } };
}
