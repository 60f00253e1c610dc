import type { CommandMessage } from '../saga/effects.js';
import type { SagaPlan } from '../saga/plan.js';
import { callsIn, isEnded, isPending, type SagaState } from '../saga/state.js';
import { isBusy, undeliveredCommands } from '../saga/undelivered.js';

/** A state that must never be, in words. */
export type Fault = string;

/** What is wrong with a state between two inputs; `inHand` are commands that were sent and not yet delivered. */
export function faultOf(plan: SagaPlan, state: SagaState, inHand: readonly CommandMessage[]): Fault | undefined {
  const lost = undeliveredCommands(plan, state).find(({ id }) => !inHand.some((command) => command.id === id));
  if (lost !== undefined) return `\`${lost.id}\` was never sent`;
  const calls = callsIn(state, ['do', 'undo', 'check']).map(({ call }) => call);
  const isExpecting = calls.some((call) => call.status === 'waiting' && (call.attempt === 0 || call.dispatched));
  const hasTimer = Object.keys(state.timers).length > 0;
  if (!isEnded(state)) return isExpecting || hasTimer || isBusy(state) ? undefined : 'nothing will move it on';
  if (hasTimer) return 'a timer runs although it has ended';
  return calls.some(isPending) ? 'a call is open although it has ended' : undefined;
}
