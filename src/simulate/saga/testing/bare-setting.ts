import type { SagaDefinition } from '../../../runtime/saga/definition.js';
import { planSaga } from '../../../runtime/saga/plan.js';
import { FIXTURE_ORDER } from '../../../runtime/testing/fixture-sagas.js';
import { catalogFrom } from '../../../testing/catalog-from.js';
import type { SagaSetting } from '../setting.js';
import { settingOf } from '../simulate-saga.js';

/** A definition that was never text: a bare catalog stands for its own, and every message says what the start said. */
export function bareSetting(definition: SagaDefinition, change: Partial<SagaSetting> = {}): SagaSetting {
  const { catalog } = catalogFrom('sagas: { Bare: { on: Nothing, steps: [] } }');
  const [saga] = catalog.sagas.values();
  if (saga === undefined) throw new Error('the bare catalog has no saga');
  const data = (name: string) => [{ orderId: FIXTURE_ORDER.orderId, key: name }];
  const samples = { starts: [FIXTURE_ORDER], answers: data, events: data };
  return { ...settingOf(catalog, saga, planSaga(definition)), samples, ...change };
}
