import { type Decision, decide } from '../saga/decide.js';
import type { Effect } from '../saga/effects.js';
import type { SagaInput, StartInput } from '../saga/input.js';
import { isEnded } from '../saga/state.js';
import type { CommitResult, Consumed, TimerChange, Transition } from '../store.js';
import { announceEnd, assertAlive, pass, type WorkerCore } from './core.js';

/** Applies an input to an instance; when somebody else was faster, decides anew on what they left. */
export async function transact(
  core: WorkerCore,
  instance: string,
  input: Exclude<SagaInput, StartInput>,
  consumed: Consumed,
): Promise<void> {
  for (;;) {
    const state = await core.store.load(instance);
    const plan = state && core.plans.get(state.definition);
    if (state === undefined || plan === undefined) return;
    const result = await commit(core, decide(plan, state, input), state.version, consumed);
    if (result !== 'conflict') return;
  }
}

/** Writes a decision in one transaction and tells whoever wants to know. */
export async function commit(
  core: WorkerCore,
  decision: Decision,
  expectedVersion: number,
  consumed: Consumed,
): Promise<CommitResult> {
  const transition = toTransition(core, decision, expectedVersion, consumed);
  if (transition.entries.length === 0 && consumed.message === undefined && consumed.timer === undefined) {
    return 'committed';
  }
  const context = { instance: transition.instance, entries: transition.entries.map(({ type }) => type) };
  const step = decision.entries.map((entry) => ('step' in entry ? entry.step : undefined)).find((name) => name);
  const at = step === undefined ? context : { ...context, step };
  pass(core, 'transition:before-commit', at);
  const result = await core.store.commit(transition);
  if (result === 'committed') afterCommit(core, transition, () => pass(core, 'transition:after-commit', at));
  return result;
}

function afterCommit(core: WorkerCore, { instance, entries, state }: Transition, crash: () => void): void {
  crash();
  if (entries.length > 0) core.options.onTransition?.({ instance, entries, state });
  assertAlive(core);
  core.bell.ring();
  if (isEnded(state)) announceEnd(core, state);
}

function toTransition(core: WorkerCore, decision: Decision, version: number, consumed: Consumed): Transition {
  const { entries, effects, state } = decision;
  return {
    instance: state.instance,
    expectedVersion: version,
    entries,
    state,
    messages: effects.flatMap((effect) => (effect.type === 'send' ? [effect.message] : [])),
    timers: effects.flatMap((effect) => timerChange(core, effect)),
    consumed,
  };
}

function timerChange(core: WorkerCore, effect: Effect): readonly TimerChange[] {
  switch (effect.type) {
    case 'send':
      return [];
    case 'set-timer': {
      const { owner, timer, minDelayMs, maxDelayMs } = effect;
      const delay = minDelayMs + Math.floor(core.random() * (maxDelayMs - minDelayMs + 1));
      return [{ type: 'set', owner, timer, dueAt: core.clock.now() + Math.min(delay, maxDelayMs) }];
    }
    case 'cancel-timer':
      return [{ type: 'cancel', owner: effect.owner }];
    case 'cancel-all-timers':
      return [{ type: 'cancel-all' }];
  }
}
