import type { SagaDefinition } from '../saga/definition.js';
import { planSaga, type SagaPlan } from '../saga/plan.js';
import type { SagaStore } from '../store.js';

/** The plans of stored definitions, each worked out once. */
export interface Plans {
  /** Undefined where the store lacks the definition. */
  of(hash: string): SagaPlan | undefined;
}

/** Reads the definitions of a store. */
export async function readPlans(store: SagaStore): Promise<Plans> {
  const definitions: ReadonlyMap<string, SagaDefinition> = await store.definitions();
  const plans = new Map<string, SagaPlan>();
  return {
    of(hash) {
      const definition = definitions.get(hash);
      const plan = plans.get(hash) ?? (definition && planSaga(definition));
      if (plan !== undefined) plans.set(hash, plan);
      return plan;
    },
  };
}
