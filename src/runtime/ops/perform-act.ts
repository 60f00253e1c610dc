import { SagaError } from '../errors.js';
import { type Decision, decide } from '../saga/decide.js';
import { noticesOf } from '../saga/effects.js';
import type { SagaPlan } from '../saga/plan.js';
import type { SagaState } from '../saga/state.js';
import { wakeTime } from '../saga/undelivered.js';
import type { SagaStore, Transition } from '../store.js';
import { askOwner } from './ask-owner.js';
import type { Desk } from './desk.js';
import { readPlans } from './plans.js';
import { possibleActs } from './possible-acts.js';
import type { ActOutcome, ActPreview, ActRefused, ActRequest } from './types.js';

/** Lost races after which a worker is evidently at it. */
const MOST_RACES = 5;
/** Long enough for the two calls that it is for. */
const SHORT_LEASE_MS = 1_000;

/** What an act would lead to. */
export async function previewAct(desk: Desk, instance: string, request: ActRequest): Promise<ActPreview> {
  const decided = await decideAct(desk, instance, request);
  if (!('decision' in decided)) return decided;
  return { outcome: 'possible', ...decided.decision };
}

/**
 * Carries an act out: at once where nobody owns the instance, else by its owner. An owner that has vanished is no
 * obstacle once its lease has ended.
 */
export async function performAct(desk: Desk, instance: string, request: ActRequest): Promise<ActOutcome> {
  let freed = false;
  for (let races = 0; races < MOST_RACES; races += 1) {
    const decided = await decideAct(desk, instance, request);
    if (!('decision' in decided)) return decided;
    const { before, decision } = decided;
    if ((await desk.store.commit(transitionOf(before, decision))) === 'committed') {
      return { outcome: 'done', by: 'operator', entries: decision.entries, state: decision.state };
    }
    const now = await load(desk.store, instance);
    if (now.version !== before.version) continue;
    if (freed) break;
    await freeAbandoned(desk);
    freed = true;
  }
  return askOwner(desk, instance, request, async (reason) => refused(await planned(desk, instance), reason));
}

interface Planned {
  readonly plan: SagaPlan;
  readonly before: SagaState;
}

async function decideAct(
  desk: Desk,
  instance: string,
  request: ActRequest,
): Promise<ActRefused | (Planned & { readonly decision: Decision })> {
  const known = await planned(desk, instance);
  if (request.who.trim() === '' || request.why.trim() === '')
    return refused(known, 'nobody says who wants it, and why');
  const decision = decide(known.plan, known.before, { type: 'operator', now: desk.clock.now(), ...request });
  const [first] = decision.entries;
  if (first?.type === 'operator-refused') return refused(known, first.reason);
  return { ...known, decision };
}

async function planned({ store }: Desk, instance: string): Promise<Planned> {
  const before = await load(store, instance);
  const plan = (await readPlans(store)).of(before.definition);
  if (plan !== undefined) return { plan, before };
  const message = `the store lacks the definition that \`${instance}\` runs: restore it from a backup`;
  throw new SagaError('store-failed', message);
}

async function load(store: SagaStore, instance: string): Promise<SagaState> {
  const state = await store.load(instance);
  if (state !== undefined) return state;
  throw new SagaError('unknown-instance', `there is no instance \`${instance}\``);
}

function refused({ plan, before }: Planned, reason: string): ActRefused {
  return { outcome: 'refused', reason, instead: possibleActs(plan, before) };
}

/** Nobody owns it before, and nobody afterwards: what it leaves to do is due at once. */
function transitionOf(before: SagaState, { entries, messages, state }: Decision): Transition {
  return {
    instance: state.instance,
    expectedVersion: before.version,
    ...wakeTime(state, false),
    entries,
    state,
    notices: noticesOf(messages),
    consumed: {},
  };
}

/** Stores free what ended leases held whenever somebody registers. */
async function freeAbandoned({ store, clock }: Desk): Promise<void> {
  await store.resign(await store.register(clock.now(), SHORT_LEASE_MS));
}
