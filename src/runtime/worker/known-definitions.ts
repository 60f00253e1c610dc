import { SagaError } from '../errors.js';
import type { SagaDefinition } from '../saga/definition.js';
import { planSaga, type SagaPlan } from '../saga/steps.js';
import { unsupportedForms } from '../saga/unsupported-forms.js';
import type { WorkerCore } from './core.js';
import type { CommandHandlers, WorkerOptions } from './types.js';

/** The sagas that a worker was given, by name. Throws when one of them cannot be run. */
export function planSagas({ sagas, handlers }: WorkerOptions): ReadonlyMap<string, SagaPlan> {
  for (const saga of sagas) assertRunnable(saga, handlers);
  return new Map(sagas.map((saga) => [saga.saga, planSaga(saga)]));
}

/** Throws `unsupported-saga` or `missing-handler`, naming everything that keeps a saga from being run. */
export function assertRunnable(definition: SagaDefinition, handlers: CommandHandlers): void {
  const forms = unsupportedForms(definition).map(({ form, step }) => (step === undefined ? form : `${form} (${step})`));
  if (forms.length > 0) {
    throw new SagaError('unsupported-saga', `\`${definition.saga}\` uses what cannot be run yet: ${forms.join(', ')}`);
  }
  const missing = missingHandlers(planSaga(definition), handlers);
  if (missing.length > 0) {
    throw new SagaError('missing-handler', `\`${definition.saga}\` has no handler for ${missing.join(', ')}`);
  }
}

/** Takes up what the store holds, as far as it can be run; `leftAlone` remembers what was reported already. */
export async function refreshDefinitions(core: WorkerCore, leftAlone: Set<string>): Promise<void> {
  for (const [hash, definition] of await core.store.definitions()) {
    if (core.plans.has(hash) || leftAlone.has(hash)) continue;
    const plan = planSaga(definition);
    const missing = missingHandlers(plan, core.handlers);
    const forms = unsupportedForms(definition);
    if (missing.length === 0 && forms.length === 0) core.plans.set(hash, plan);
    else if (await hasUnfinished(core, hash)) {
      leftAlone.add(hash);
      const { saga, version } = definition;
      const found = { missingHandlers: missing, unsupportedForms: forms };
      core.options.onProblem?.({ kind: 'definition-left-alone', saga, version, definition: hash, ...found });
    }
  }
}

async function hasUnfinished(core: WorkerCore, definition: string): Promise<boolean> {
  const running = await core.store.list({ definition, status: 'running', limit: 1 });
  return running.length > 0 || (await core.store.list({ definition, status: 'unwinding', limit: 1 })).length > 0;
}

function missingHandlers(plan: SagaPlan, handlers: CommandHandlers): readonly string[] {
  const commands = new Set(plan.sites.map(({ call }) => call.command));
  return [...commands]
    .filter((command) => !Object.hasOwn(handlers, command) || typeof handlers[command] !== 'function')
    .sort();
}
