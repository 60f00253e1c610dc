import type { SagaStarted } from './journal.js';
import type { SagaState } from './state.js';

/** The state after the first journal entry. */
export function initialState(entry: SagaStarted): SagaState {
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
    messages: { [entry.message]: entry.data },
    steps: {},
    pivotPassed: false,
  };
}
