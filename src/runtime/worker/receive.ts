import { isSagaError, SagaError } from '../errors.js';
import { type JsonObject, toJsonObject } from '../json.js';
import { violationOf } from '../saga/conforms.js';
import { correlationOf } from '../saga/correlation.js';
import type { SagaDefinition } from '../saga/definition.js';
import type { SagaPlan } from '../saga/plan.js';
import type { InstanceNames, Mail, PostResult } from '../store.js';
import type { WorkerCore } from './core.js';
import { post } from './post.js';
import type { IncomingReply } from './remote-link.js';
import { startInstance } from './start-instance.js';
import type { ReceiveOptions, ReceiveResult } from './types.js';

/**
 * An event of the outside: starts what begins by it, and is left for the instances that it names. Where a saga refuses
 * the start, the others hear of the event all the same.
 */
export async function receiveEvent(
  core: WorkerCore,
  event: string,
  message: JsonObject,
  options: ReceiveOptions,
): Promise<ReceiveResult> {
  const data = toJsonObject(message);
  if (data === undefined) throw new SagaError('invalid-event', `the data of \`${event}\` is no object`);
  const { started, begun, refusal } = await startAll(core, event, data, options);
  const listeners = (await findListeners(core, event, data)).filter((instance) => !begun.has(instance));
  const input = { type: 'event', event, data } as const;
  for (const instance of listeners) await post(core, { id: `${options.id}!${instance}`, instance, input });
  if (refusal !== undefined) throw refusal;
  if (started.length + listeners.length === 0) core.ignoredEvents += 1;
  return { started, posted: listeners };
}

interface Starts {
  readonly started: readonly string[];
  /** Those that this very message began: it is no second event for them. */
  readonly begun: ReadonlySet<string>;
  readonly refusal?: SagaError;
}

async function startAll(core: WorkerCore, event: string, data: JsonObject, options: ReceiveOptions): Promise<Starts> {
  const started: string[] = [];
  const begun = new Set<string>();
  let refusal: SagaError | undefined;
  const { id, ...trace } = options;
  for (const plan of core.starts.values()) {
    const { start, saga } = plan.definition;
    if (start.kind !== 'event' || start.message !== event) continue;
    const inbox = inboxOf(saga, id);
    try {
      const { instance, isNew } = await startInstance(core, { plan, message: data, inbox, ...trace });
      started.push(instance);
      if (isNew || (await core.store.inboxEntry(inbox)) === instance) begun.add(instance);
    } catch (error) {
      if (!isSagaError(error, 'start-conflict') && !isSagaError(error, 'invalid-start')) throw error;
      refusal ??= error;
    }
  }
  return { started, begun, ...(refusal && { refusal }) };
}

/** The inbox id of a start message. */
export function inboxOf(saga: string, messageId: string): string {
  return `${saga}!${messageId}`;
}

/** Leaves an answer from elsewhere for its instance. */
export function receiveReply(core: WorkerCore, { id, key, attempt, answer }: IncomingReply): Promise<PostResult> {
  const input: Mail['input'] =
    answer.kind === 'outcome'
      ? { type: 'reply', key, attempt, event: answer.event, data: answer.data }
      : { type: 'attempt-lost', key, attempt, reason: answer };
  return post(core, { id, instance: instanceOf(key), input });
}

/** An idempotency key begins with the instance, whose id has no slash. */
function instanceOf(key: string): string {
  const end = key.indexOf('/');
  return end === -1 ? key : key.slice(0, end);
}

/** Instances that the event names, of sagas of which some version means something by it. */
async function findListeners(core: WorkerCore, event: string, data: JsonObject): Promise<readonly string[]> {
  const plans = [...core.known.values()].flatMap(({ plan }) => (plan?.listensTo.has(event) ? [plan] : []));
  const searches = new Map(plans.flatMap(({ definition }) => searchOf(definition, data)));
  const found = await Promise.all([...searches.values()].map(({ saga, names }) => core.store.find(saga, names)));
  const instances = [...new Set(found.flat())];
  if (instances.length > 0) await assertFits(core, plans, instances, event, data);
  return instances;
}

interface Search {
  readonly saga: string;
  readonly names: InstanceNames;
}

/** How to find instances by an event, under a key that is the same for versions which find the same. */
function searchOf(definition: SagaDefinition, data: JsonObject): readonly (readonly [string, Search])[] {
  const correlation = correlationOf(definition, data);
  const ids = definition.ids.flatMap((name) => {
    const value = Object.hasOwn(data, name) ? data[name] : undefined;
    return typeof value === 'string' ? [value] : [];
  });
  if (correlation === undefined && ids.length === 0) return [];
  const search = { saga: definition.saga, names: { ids, ...(correlation !== undefined && { correlation }) } };
  return [[JSON.stringify(search), search]];
}

/** Each instance goes by the types of its own version. */
async function assertFits(
  { store }: WorkerCore,
  plans: readonly SagaPlan[],
  instances: readonly string[],
  event: string,
  data: JsonObject,
): Promise<void> {
  const problems = new Map(plans.map(({ hash, definition }) => [hash, violationOf(definition, event, data)]));
  if ([...problems.values()].every((problem) => problem === undefined)) return;
  for (const instance of instances) {
    const state = await store.load(instance);
    const problem = state && problems.get(state.definition);
    if (problem !== undefined) throw new SagaError('invalid-event', `\`${event}\` is not of its type: ${problem}`);
  }
}
