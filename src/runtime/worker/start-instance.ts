import { SagaError } from '../errors.js';
import { hashJson, type JsonObject, toJsonObject } from '../json.js';
import { correlationOf } from '../saga/correlation.js';
import { decide } from '../saga/decide.js';
import type { SagaState } from '../saga/state.js';
import type { SagaPlan } from '../saga/steps.js';
import type { WorkerCore } from './core.js';
import { commit } from './transact.js';
import type { StartOptions, StartResult } from './types.js';

/** Commits the first transition of an instance, unless this very start was committed before. */
export async function startInstance(
  core: WorkerCore,
  saga: string,
  message: JsonObject,
  options: StartOptions,
): Promise<StartResult> {
  const plan = core.starts.get(saga);
  if (plan === undefined) throw new SagaError('unknown-saga', `this worker was not given a saga \`${saga}\``);
  const data = readStart(plan, message);
  const inbox = `${saga}!${options.messageId ?? hashJson(data)}`;
  for (;;) {
    const known = await findRun(core, plan, data, inbox);
    if (typeof known === 'string') return { instance: known, started: false };
    const decision = decide(plan, undefined, { type: 'start', now: core.clock.now(), data, run: known });
    const result = await commit(core, decision, 0, { inbox });
    if (result === 'committed') return { instance: decision.state.instance, started: true };
  }
}

function readStart({ definition }: SagaPlan, message: JsonObject): JsonObject {
  const data = toJsonObject(message);
  const { start, correlation } = definition;
  if (data !== undefined && correlationOf(definition, data) !== undefined) return data;
  throw new SagaError(
    'invalid-start',
    `\`${start.message}\` needs \`${correlation}\`, a text or number that names the run`,
  );
}

/** The instance that this start has already made, or else the number of the run that it begins. */
async function findRun(
  { store }: WorkerCore,
  { definition }: SagaPlan,
  data: JsonObject,
  inbox: string,
): Promise<string | number> {
  const correlation = correlationOf(definition, data) ?? '';
  const made = await store.inboxEntry(inbox);
  const last = made === undefined ? await store.latestRun(definition.saga, correlation) : await store.load(made);
  if (last === undefined) return made ?? 1;
  if (made === undefined && definition.repeat && hasFinished(last)) return last.run + 1;
  if (last.startHash === hashJson(data)) return last.instance;
  const by = made === undefined ? `for \`${correlation}\`` : 'by a message of the same id';
  const what = `\`${definition.saga}\` was already started ${by} with other data`;
  throw new SagaError('start-conflict', `${what} (instance \`${last.instance}\`)`);
}

function hasFinished({ status }: SagaState): boolean {
  return status === 'completed' || status === 'aborted';
}
