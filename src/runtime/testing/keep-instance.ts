import type { SagaDefinition } from '../saga/definition.js';
import { planSaga } from '../saga/plan.js';
import { wakeTime } from '../saga/undelivered.js';
import type { Owner, SagaStore } from '../store.js';
import type { Driver } from './drive.js';

/** Writes a driven instance into a store, as if workers had brought it there. Without an owner, anybody may take it. */
export async function keepInstance(
  store: SagaStore,
  definition: SagaDefinition,
  driver: Driver,
  owner?: Owner,
): Promise<string> {
  const state = driver.state();
  await store.saveDefinition(planSaga(definition).hash, definition);
  const result = await store.commit({
    instance: state.instance,
    expectedVersion: 0,
    ...(owner !== undefined && { nextOwner: owner }),
    ...wakeTime(state, owner !== undefined),
    entries: driver.journal,
    state,
    notices: [],
    consumed: {},
  });
  if (result !== 'committed') throw new Error(`${state.instance}: ${result}`);
  return state.instance;
}
