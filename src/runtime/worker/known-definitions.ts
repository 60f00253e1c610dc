import { SagaError } from '../errors.js';
import type { SagaDefinition } from '../saga/definition.js';
import { planSaga, type SagaPlan } from '../saga/plan.js';
import { report, type WorkerCore } from './core.js';
import type { CommandHandler, WorkerOptions } from './types.js';

/** What commands of a worker may go to. */
type Destinations = Pick<WorkerOptions, 'handlers' | 'sagas' | 'remote'>;

/** The sagas that a worker was given, by name. Throws `missing-handler` where one of them cannot be run. */
export function planSagas(options: WorkerOptions): ReadonlyMap<string, SagaPlan> {
  const plans = options.sagas.map(planSaga);
  for (const { definition, commands } of plans) {
    const missing = missingHandlers(commands, options);
    if (missing.length > 0) {
      throw new SagaError('missing-handler', `\`${definition.saga}\` has no handler for ${missing.join(', ')}`);
    }
  }
  return new Map(plans.map((plan) => [plan.definition.saga, plan]));
}

/** The participant of this process that carries a command out, if there is one. */
export function handlerOf({ handlers }: Destinations, command: string): CommandHandler | undefined {
  const handler: unknown = Object.hasOwn(handlers, command) ? handlers[command] : undefined;
  return typeof handler === 'function' ? (handler as CommandHandler) : undefined;
}

/** The saga of this worker that begins by a command, if there is one. */
export function sagaStartedBy({ starts }: WorkerCore, command: string): SagaPlan | undefined {
  for (const plan of starts.values()) if (isStartedBy(plan.definition, command)) return plan;
  return undefined;
}

/** Takes up what the store holds, as far as it can be run; `leftAlone` remembers what was reported already. */
export async function refreshDefinitions(core: WorkerCore, leftAlone: Set<string>): Promise<void> {
  for (const [hash, definition] of await core.store.definitions()) {
    if (core.plans.has(hash) || leftAlone.has(hash)) continue;
    const plan = planSaga(definition);
    const missing = missingHandlers(plan.commands, core.options);
    if (missing.length === 0) core.plans.set(hash, plan);
    else if (await hasUnfinished(core, hash)) {
      leftAlone.add(hash);
      const { saga, version } = definition;
      report(core, { kind: 'definition-left-alone', saga, version, definition: hash, missingHandlers: missing });
    }
  }
}

async function hasUnfinished({ store }: WorkerCore, definition: string): Promise<boolean> {
  return (await store.list({ definition, status: ['running', 'unwinding'], limit: 1 })).length > 0;
}

function missingHandlers(calls: SagaPlan['commands'], to: Destinations): readonly string[] {
  const missing = calls.filter(
    ({ command, service }) =>
      handlerOf(to, command) === undefined &&
      !to.sagas.some((saga) => isStartedBy(saga, command)) &&
      to.remote?.serves(command, service) !== true,
  );
  return [...new Set(missing.map(({ command }) => command))].sort();
}

function isStartedBy({ start }: SagaDefinition, command: string): boolean {
  return start.kind === 'command' && start.message === command;
}
