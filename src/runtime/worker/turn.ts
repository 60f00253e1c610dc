import type { CrashContext, CrashPoint } from '../crash-points.js';
import { describeError } from '../errors.js';
import { violationOf } from '../saga/conforms.js';
import { type Decision, decide } from '../saga/decide.js';
import { noticesOf } from '../saga/effects.js';
import type { SagaInput, StartInput } from '../saga/input.js';
import { isEnded, type SagaState } from '../saga/state.js';
import { isBusy, wakeTime } from '../saga/undelivered.js';
import type { Consumed, Transition } from '../store.js';
import { assertAlive, lookBy, pass, report, type WorkerCore } from './core.js';
import { deliverNotice } from './deliver-notice.js';
import type { Held, InstanceInput, Pending } from './held.js';
import { keepLease, launch, renewLease } from './lease.js';
import { postAnswer } from './post.js';

/** Gives an instance in hand an input, which waits until those before it are written. */
export function feed(core: WorkerCore, held: Held, pending: Pending): void {
  held.inputs.push(pending);
  begin(core, held);
}

/** Gives an instance in hand several inputs, and resolves when they are dealt with. */
export async function feedAll(core: WorkerCore, held: Held, inputs: readonly Pending[]): Promise<void> {
  const settled = inputs.map((pending) => {
    return new Promise<void>((resolve) => held.inputs.push({ ...pending, settled: resolve }));
  });
  // Not before all are there: the instance is let go with the last one.
  begin(core, held);
  await Promise.all(settled);
}

function begin(core: WorkerCore, held: Held): void {
  if (!held.busy) launch(core, () => work(core, held));
}

/** Keeps an instance in hand from now on. */
export function hold(core: WorkerCore, held: Held): void {
  core.held.set(held.instance, held);
  keepLease(core);
}

/** What everybody has to know once a transition is written. */
export function afterCommit(core: WorkerCore, { entries, state, instance, notices, wakeAt }: Transition): void {
  passTransition(core, 'transition:after-commit', instance, entries);
  if (entries.length > 0) core.options.onTransition?.({ instance, entries, state });
  assertAlive(core);
  for (const notice of notices) deliverNotice(core, notice);
  if (wakeAt !== undefined) lookBy(core, wakeAt);
  if (isEnded(state)) core.ends.announce(state);
}

/** Passes a crash point around a transition. */
export function passTransition(
  core: WorkerCore,
  point: CrashPoint,
  instance: string,
  entries: Decision['entries'],
): void {
  // Nobody but a crash hook wants to know where it stands.
  pass(core, point, core.options.crashPoint === undefined ? {} : contextOf(instance, entries));
}

function contextOf(instance: string, entries: Decision['entries']): CrashContext {
  const step = entries.find((entry) => 'step' in entry);
  const place = step && 'step' in step ? { step: step.step } : {};
  return { instance, entries: entries.map(({ type }) => type), ...place };
}

async function work(core: WorkerCore, held: Held): Promise<void> {
  const { inputs } = held;
  held.busy = true;
  try {
    for (let next = inputs.shift(); next !== undefined; next = inputs.shift()) {
      try {
        if (held.standing !== 'held') passOn(core, held, next);
        else await turn(core, held, next);
      } finally {
        next.settled?.();
      }
    }
  } finally {
    held.busy = false;
    // Where one has failed, nothing comes of those behind it either.
    for (let rest = inputs.shift(); rest !== undefined; rest = inputs.shift()) rest.settled?.();
  }
}

/** One input: decided, written, and acted on. */
async function turn(core: WorkerCore, held: Held, { input, mail }: Pending): Promise<void> {
  const decision = decideInput(core, held, input);
  if (decision === undefined) return setAside(core, held);
  const { entries, state } = decision;
  const keeps = keepsHolding(core, held, state);
  if (entries.length === 0 && mail === undefined && keeps) return;
  const consumed: Consumed = mail === undefined ? {} : { mail };
  const transition: Transition = {
    instance: held.instance,
    expectedVersion: held.state.version,
    owner: held.owner,
    ...(keeps && { nextOwner: held.owner }),
    ...wakeTime(state, keeps),
    entries,
    state,
    notices: noticesOf(decision.messages),
    consumed,
  };
  passTransition(core, mail === undefined ? 'transition:before-commit' : 'mail:before-commit', held.instance, entries);
  const result = await core.store.commit(transition);
  assertAlive(core);
  // It was lost while it was written: whoever takes it now goes on with what is on disk.
  if (held.standing === 'lost') return;
  if (result !== 'committed') return takenOver(core, held);
  held.state = state;
  if (!keeps) letGo(core, held);
  afterCommit(core, transition);
  if (!keeps) return;
  for (const message of decision.messages) if (message.kind === 'command') core.deliver(core, held, message);
}

/** What an instance makes of an input. A bug of the engine must not take the worker's other instances with it. */
function decideInput(core: WorkerCore, { plan, state, instance }: Held, input: InstanceInput): Decision | undefined {
  // Clocks of several workers differ; an instance's time never runs backwards.
  const now = Math.max(core.clock.now(), state.updatedAt);
  const checked: Exclude<SagaInput, StartInput> = { ...checkedReply(plan.definition, input), now };
  try {
    return decide(plan, state, checked);
  } catch (error) {
    report(core, { kind: 'instance-failed', instance, error: describeError(error) });
    core.broken.add(instance);
    return undefined;
  }
}

/** An answer whose data is not of its type says nothing about what has happened. */
function checkedReply(definition: Held['plan']['definition'], input: InstanceInput): InstanceInput {
  if (input.type !== 'reply') return input;
  const { key, attempt, event } = input;
  const problem = violationOf(definition, event, input.data);
  if (problem === undefined) return input;
  return {
    type: 'attempt-lost',
    key,
    attempt,
    reason: { kind: 'error', error: `answered \`${event}\`, but ${problem}` },
  };
}

/** Whether something of the instance stays in this worker's hands after a transition. */
function keepsHolding(core: WorkerCore, held: Held, state: SagaState): boolean {
  if (held.inputs.size() > 0) return true;
  return core.stopping.signal.aborted ? held.atWork.size > 0 : isBusy(state);
}

function letGo(core: WorkerCore, held: Held): void {
  held.standing = 'let-go';
  core.held.delete(held.instance);
}

function drop(core: WorkerCore, held: Held): void {
  held.standing = 'lost';
  if (core.held.get(held.instance) === held) core.held.delete(held.instance);
}

/** This worker keeps what it cannot move on, and wakes for it no more; a new one tries again. */
async function setAside(core: WorkerCore, held: Held): Promise<void> {
  const { instance, owner, state } = held;
  drop(core, held);
  const nothing = { entries: [], notices: [], consumed: {} };
  await core.store.commit({ instance, expectedVersion: state.version, owner, nextOwner: owner, state, ...nothing });
}

/** Somebody else has written to the instance, most likely because this worker's lease has ended unnoticed. */
function takenOver(core: WorkerCore, held: Held): void {
  drop(core, held);
  launch(core, async () => {
    await renewLease(core);
    await handBack(core, held);
    lookBy(core);
  });
}

/** What is this worker's own in the store, but not in its memory, would be nobody's: it becomes free, and is claimed anew. */
async function handBack(core: WorkerCore, { instance, owner }: Held): Promise<void> {
  const state = await core.store.load(instance);
  if (state === undefined || core.lease?.owner !== owner || core.held.has(instance)) return;
  const nothing = { entries: [], notices: [], consumed: {} };
  await core.store.commit({ instance, expectedVersion: state.version, owner, wakeAt: 0, state, ...nothing });
}

/**
 * An input for an instance that is no longer in hand. An answer that was on its way when the instance was let go is
 * mail, and mail lies in the store still; everything else comes again.
 */
function passOn(core: WorkerCore, held: Held, { input, mail }: Pending): void {
  if (held.standing === 'lost') return;
  if (mail !== undefined) lookBy(core);
  else if (input.type === 'reply') postAnswer(core, held.instance, input);
}
