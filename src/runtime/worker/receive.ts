import { SagaError } from '../errors.js';
import { type JsonObject, toJsonObject } from '../json.js';
import { violationOf } from '../saga/conforms.js';
import { correlationOf } from '../saga/correlation.js';
import type { SagaPlan } from '../saga/plan.js';
import type { Mail } from '../store.js';
import type { WorkerCore } from './core.js';
import { post } from './post.js';
import type { IncomingReply, ReplyReceipt } from './remote-link.js';
import { startInstance } from './start-instance.js';
import type { ReceiveOptions, ReceiveResult } from './types.js';

/** An event of the outside: starts what begins by it, and else is left for the instances that it names. */
export async function receiveEvent(
  core: WorkerCore,
  event: string,
  message: JsonObject,
  options: ReceiveOptions,
): Promise<ReceiveResult> {
  const data = toJsonObject(message);
  if (data === undefined) throw new SagaError('invalid-event', `the data of \`${event}\` is no object`);
  const started: string[] = [];
  for (const plan of core.starts.values()) {
    const { start, saga } = plan.definition;
    if (start.kind !== 'event' || start.message !== event) continue;
    const { id, ...trace } = options;
    const { instance } = await startInstance(core, { plan, message: data, inbox: inboxOf(saga, id), ...trace });
    started.push(instance);
  }
  const posted = await postToListeners(core, event, data, options);
  if (started.length + posted.length === 0) core.ignoredEvents += 1;
  return { started, posted };
}

/** The inbox id of a start message. */
export function inboxOf(saga: string, messageId: string): string {
  return `${saga}!${messageId}`;
}

/** Leaves an answer from elsewhere for its instance. */
export function receiveReply(core: WorkerCore, { id, key, attempt, answer }: IncomingReply): Promise<ReplyReceipt> {
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

async function postToListeners(
  core: WorkerCore,
  event: string,
  data: JsonObject,
  { id }: ReceiveOptions,
): Promise<readonly string[]> {
  const listeners = [...core.plans.values()].filter((plan) => plan.listensTo.has(event));
  const found = await Promise.all(listeners.map((plan) => findInstances(core, plan, event, data)));
  const instances = [...new Set(found.flat())];
  const input = { type: 'event', event, data } as const;
  for (const instance of instances) await post(core, { id: `${id}!${instance}`, instance, input });
  return instances;
}

async function findInstances(
  { store }: WorkerCore,
  { definition }: SagaPlan,
  event: string,
  data: JsonObject,
): Promise<readonly string[]> {
  const correlation = correlationOf(definition, data);
  const ids = definition.ids.flatMap((name) => {
    const value = Object.hasOwn(data, name) ? data[name] : undefined;
    return typeof value === 'string' ? [value] : [];
  });
  if (correlation === undefined && ids.length === 0) return [];
  const instances = await store.find(definition.saga, { ids, ...(correlation !== undefined && { correlation }) });
  const problem = instances.length === 0 ? undefined : violationOf(definition, event, data);
  if (problem !== undefined) throw new SagaError('invalid-event', `\`${event}\` is not of its type: ${problem}`);
  return instances;
}
