import { DEADLINE } from './change-state.js';
import type { SagaStarted } from './journal.js';
import type { SagaState } from './state.js';

/** The state after the first journal entry. */
export function initialState(entry: SagaStarted): SagaState {
  const { deadlineAt, replyTo, traceparent } = entry;
  return {
    instance: entry.instance,
    saga: entry.saga,
    definition: entry.definition,
    correlation: entry.correlation,
    run: entry.run,
    startHash: entry.dataHash,
    status: 'running',
    version: 1,
    startedAt: entry.at,
    updatedAt: entry.at,
    ...(deadlineAt !== undefined && { deadlineAt }),
    messages: { [entry.message]: entry.data },
    early: [],
    ids: entry.ids,
    steps: {},
    timers: deadlineAt === undefined ? {} : { [DEADLINE]: { timer: { kind: 'deadline' }, dueAt: deadlineAt } },
    pivotPassed: false,
    ...(replyTo && { replyTo }),
    ...(traceparent !== undefined && { traceparent }),
  };
}
