import { compileSaga } from '../../compile/compile-saga.js';
import { planSaga, type SagaPlan } from '../../runtime/saga/plan.js';
import type { SagaCase } from './saga-case.js';

/** The saga of a case as the engine runs it; undefined where the compiler refuses it. */
export function compiled({ catalog, saga }: SagaCase): SagaPlan | undefined {
  const { value } = compileSaga(catalog, saga);
  return value && planSaga(value);
}
