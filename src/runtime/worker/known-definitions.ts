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

/** Learns what the store holds by now, and takes up what can be run. */
export async function learnDefinitions(core: WorkerCore): Promise<void> {
  for (const [hash, definition] of await core.store.definitions()) {
    if (core.known.has(hash)) continue;
    const plan = isReadable(definition) ? planSaga(definition) : undefined;
    core.known.set(hash, { definition, ...(plan && { plan }) });
    if (plan && missingHandlers(plan.commands, core.options).length === 0) core.plans.set(hash, plan);
  }
}

/** Reports what waits in vain for this worker; `leftAlone` remembers what was reported already. */
export async function reportLeftAlone(core: WorkerCore, leftAlone: Set<string>): Promise<void> {
  for (const [hash, { definition, plan }] of core.known) {
    if (core.plans.has(hash) || leftAlone.has(hash) || !(await isWaitedFor(core, hash))) continue;
    leftAlone.add(hash);
    const { saga, version } = definition;
    const what = { saga, version, definition: hash };
    if (plan === undefined) report(core, { kind: 'definition-too-new', ...what });
    else {
      const missing = missingHandlers(plan.commands, core.options);
      report(core, { kind: 'definition-left-alone', ...what, missingHandlers: missing });
    }
  }
}

/** Newer versions of the runtime may have written others. */
function isReadable({ format }: { readonly format: number }): boolean {
  return format === 1;
}

/** Whether instances of a definition are due now or later, and nobody has them in hand. */
async function isWaitedFor({ store, lease }: WorkerCore, definition: string): Promise<boolean> {
  if (lease === undefined) return false;
  return (await store.nextWakeAt({ owner: lease.owner, definitions: [definition] })) !== undefined;
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
