import fc from 'fast-check';
import { compileSaga } from '../../compile/compile-saga.js';
import { loadCatalog } from '../../language/load-catalog.js';
import { buildCatalog } from '../../model/build/build-catalog.js';
import { createNodeHost } from '../../node-host.js';
import { planSaga } from '../../runtime/saga/plan.js';
import { fixtureSagas, shipping } from '../../runtime/testing/fixture-sagas.js';
import { randomSaga } from '../../runtime/testing/random-saga.js';
import type { SagaSetting } from '../saga/setting.js';
import { settingOf } from '../saga/simulate-saga.js';
import { bareSetting } from '../saga/testing/bare-setting.js';

/** Every saga of a catalog, in a simulation whose time is that of a worker. */
export async function sagasOfCatalog(folder: string): Promise<readonly SagaSetting[]> {
  const { value: source, diagnostics } = await loadCatalog(createNodeHost(), folder);
  if (source === undefined) throw new Error(JSON.stringify(diagnostics));
  const catalog = buildCatalog(source).value;
  return [...catalog.sagas.values()].map((saga) => {
    const { value } = compileSaga(catalog, saga);
    if (value === undefined) throw new Error(`${folder}: ${saga.id} cannot be compiled`);
    return { ...settingOf(catalog, saga, planSaga(value)), time: 'real' };
  });
}

/** The sagas that the runtime's own tests go by. */
export function fixtureSettings(): readonly SagaSetting[] {
  return [...fixtureSagas, shipping].map((definition) => bareSetting(definition, { time: 'real' }));
}

/** Some sagas of every construct in which something can happen, the same ones for the same seed. */
export function randomSettings(seed: number, numRuns: number): readonly SagaSetting[] {
  const lively = randomSaga.filter((definition) => planSaga(definition).commands.length > 2);
  return fc.sample(lively, { seed, numRuns }).map((definition) => bareSetting(definition, { time: 'real' }));
}
