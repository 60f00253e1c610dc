import { SagaError } from '../errors.js';
import { hashJson, type JsonObject, toJsonObject } from '../json.js';
import { violationOf } from '../saga/conforms.js';
import { correlationOf } from '../saga/correlation.js';
import { type Decision, decide } from '../saga/decide.js';
import { noticesOf } from '../saga/effects.js';
import type { SagaPlan } from '../saga/plan.js';
import { isFinished, type ReplyAddress, type SagaState } from '../saga/state.js';
import { isBusy, wakeTime } from '../saga/undelivered.js';
import type { CommitResult, Owner, Transition } from '../store.js';
import { assertAlive, FULL_HANDS, lookBy, type WorkerCore } from './core.js';
import { createHeld } from './held.js';
import { abandonLease, isLeaseFresh } from './lease.js';
import { afterCommit, hold, passTransition } from './turn.js';

export interface StartRequest {
  readonly plan: SagaPlan;
  readonly message: JsonObject;
  /** Id under which the start is remembered; by default the correlation value alone tells one start from another. */
  readonly inbox?: string;
  readonly replyTo?: ReplyAddress;
  readonly traceparent?: string;
}

export interface Started {
  readonly instance: string;
  /** Its state where it was there already, as far as it is still known. */
  readonly state?: SagaState;
  readonly isNew: boolean;
}

/**
 * Commits the first transition of an instance, unless this very start was committed before. Goes ahead without a look
 * into the store: only a start that is refused has to find out why.
 */
export async function startInstance(core: WorkerCore, request: StartRequest): Promise<Started> {
  const data = readStart(request.plan, request.message);
  let owner = ownerForStart(core);
  for (let run = 1; ; ) {
    const input = { type: 'start', now: core.clock.now(), data, run, ...addressOf(request) } as const;
    const decision = decide(request.plan, undefined, input);
    if ((await commitStart(core, request, decision, owner)) === 'committed') {
      return { instance: decision.state.instance, isNew: true };
    }
    const found = await findRun(core, request, data);
    if (typeof found !== 'number') return { ...found, isNew: false };
    if (found === run && owner === undefined) throw gone(request.plan, decision.state);
    // A lease that has ended is refused as well; whoever claims the instance moves it on then.
    owner = found === run ? undefined : owner;
    run = found;
  }
}

function readStart({ definition }: SagaPlan, message: JsonObject): JsonObject {
  const data = toJsonObject(message);
  const { start, correlation } = definition;
  if (data === undefined || correlationOf(definition, data) === undefined) {
    const needed = `\`${correlation}\`, a text or number that names the run`;
    throw new SagaError('invalid-start', `\`${start.message}\` needs ${needed}`);
  }
  const problem = violationOf(definition, start.message, data);
  if (problem !== undefined)
    throw new SagaError('invalid-start', `\`${start.message}\` is not of its type: ${problem}`);
  return data;
}

function addressOf({ replyTo, traceparent }: StartRequest) {
  return { ...(replyTo && { replyTo }), ...(traceparent !== undefined && { traceparent }) };
}

/** A worker that runs and has room takes what it starts into its own hands at once. */
function ownerForStart(core: WorkerCore): Owner | undefined {
  if (!core.running || core.stopping.signal.aborted || !isLeaseFresh(core)) return undefined;
  core.isFull ||= core.places.waiting() >= FULL_HANDS;
  return core.isFull ? undefined : core.lease?.owner;
}

async function commitStart(
  core: WorkerCore,
  { plan, inbox }: StartRequest,
  decision: Decision,
  owner: Owner | undefined,
): Promise<CommitResult> {
  const { state, entries } = decision;
  const keeps = owner !== undefined && isBusy(state);
  const transition: Transition = {
    instance: state.instance,
    expectedVersion: 0,
    ...(keeps && { nextOwner: owner }),
    ...wakeTime(state, keeps),
    entries,
    state,
    notices: noticesOf(decision.messages),
    consumed: inbox === undefined ? {} : { inbox },
  };
  passTransition(core, 'transition:before-commit', state.instance, entries);
  const result = await writeStart(core, transition);
  assertAlive(core);
  if (result !== 'committed') return result;
  if (keeps && core.lease?.owner === owner) takeOn(core, plan, decision, owner);
  afterCommit(core, keeps ? transition : { ...transition, notices: [] });
  if (!keeps && transition.notices.length > 0) lookBy(core);
  return result;
}

async function writeStart(core: WorkerCore, transition: Transition): Promise<CommitResult> {
  try {
    return await core.store.commit(transition);
  } catch (error) {
    // It may be on disk all the same, and in this worker's hands without it knowing.
    if (transition.nextOwner !== undefined) abandonLease(core);
    throw error;
  }
}

function takeOn(core: WorkerCore, plan: SagaPlan, { state, messages }: Decision, owner: Owner): void {
  const held = createHeld(plan, state, owner);
  hold(core, held);
  for (const message of messages) if (message.kind === 'command') core.deliver(core, held, message);
}

/** The instance that this start has already made, or else the number of the run that it begins. */
async function findRun(
  { store }: WorkerCore,
  { plan: { definition }, inbox }: StartRequest,
  data: JsonObject,
): Promise<number | { readonly instance: string; readonly state?: SagaState }> {
  const correlation = correlationOf(definition, data) ?? '';
  const made = inbox === undefined ? undefined : await store.inboxEntry(inbox);
  const last = made === undefined ? await store.latestRun(definition.saga, correlation) : await store.load(made);
  if (last === undefined) return made === undefined ? 1 : { instance: made };
  if (made === undefined && definition.repeat && isFinished(last)) return last.run + 1;
  if (last.startHash === hashJson(data)) return { instance: last.instance, state: last };
  const by = made === undefined ? `for \`${correlation}\`` : 'by a message of the same id';
  const what = `\`${definition.saga}\` was already started ${by} with other data`;
  throw new SagaError('start-conflict', `${what} (instance \`${last.instance}\`)`);
}

function gone({ definition }: SagaPlan, { instance }: SagaState): SagaError {
  return new SagaError('start-conflict', `\`${definition.saga}\` was already started (instance \`${instance}\`)`);
}
