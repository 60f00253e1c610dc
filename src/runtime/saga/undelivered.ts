import { type CommandMessage, commandId } from './effects.js';
import { idempotencyKey } from './names.js';
import type { SagaPlan } from './plan.js';
import { callSite } from './sites.js';
import { callOf, type Direction, isUndelivered, nextTimerOf, type SagaState } from './state.js';

const DIRECTIONS: readonly Direction[] = ['do', 'undo', 'check'];

/** Commands that were sent and are in nobody's hands: after a crash they are delivered again, with the same key. */
export function undeliveredCommands(plan: SagaPlan, state: SagaState): readonly CommandMessage[] {
  return Object.keys(state.steps).flatMap((path) =>
    DIRECTIONS.flatMap((direction) => undelivered(plan, state, path, direction) ?? []),
  );
}

/** Whether some command is in the hands of the worker that owns the instance. */
export function isBusy(state: SagaState): boolean {
  return Object.values(state.steps).some((step) => DIRECTIONS.some((direction) => isUndelivered(step[direction])));
}

/** When somebody has to look at an instance again: at its next timer, and at once where it is left with work to do. */
export function wakeTime(state: SagaState, isOwned: boolean): { readonly wakeAt?: number } {
  const wakeAt = !isOwned && isBusy(state) ? 0 : nextTimerOf(state);
  return wakeAt === undefined ? {} : { wakeAt };
}

function undelivered(plan: SagaPlan, state: SagaState, step: string, direction: Direction): CommandMessage | undefined {
  const call = callOf(state, step, direction);
  if (call === undefined || !isUndelivered(call)) return undefined;
  const site = callSite(plan, step, direction);
  if (site === undefined) return undefined;
  const { instance } = state;
  const { attempt, input } = call;
  const { command, service, timeoutMs } = site.call;
  const key = idempotencyKey(instance, step, direction);
  const timeout = timeoutMs === undefined ? {} : { timeoutMs };
  const id = commandId(key, attempt);
  return { kind: 'command', id, instance, key, command, service, step, direction, attempt, input, ...timeout };
}
