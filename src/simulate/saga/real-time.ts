import type { CommandMessage } from '../../runtime/saga/effects.js';
import { nextTimerOf } from '../../runtime/saga/state.js';
import { undeliveredCommands } from '../../runtime/saga/undelivered.js';
import type { SagaSetting } from './setting.js';
import type { World } from './world.js';

/** How long a worker waits for the answer to a command that declares no time: `attemptTimeoutMs` of the runtime. */
const DEFAULT_LIMIT = 60_000;

/** When the time of an attempt that is handed over now is up. */
export function limitOf(handedOverAt: number, { timeoutMs }: Pick<CommandMessage, 'timeoutMs'>): number {
  return handedOverAt + (timeoutMs ?? DEFAULT_LIMIT);
}

/** Whether the time of an attempt is up before anything else happens by itself. */
export function isUpNext(setting: SagaSetting, world: World, { id }: Pick<CommandMessage, 'id'>): boolean {
  return (world.limits[id] ?? Number.POSITIVE_INFINITY) <= nextTime(setting, world);
}

/** When the next thing happens by itself: a timer runs out, or the time of an attempt is up. */
export function nextTime({ plan }: SagaSetting, { saga, limits }: World): number {
  const out = undeliveredCommands(plan, saga).map(({ id }) => limits[id] ?? Number.POSITIVE_INFINITY);
  return Math.min(nextTimerOf(saga) ?? Number.POSITIVE_INFINITY, ...out);
}

/** Whoever comes after a crash hands over what is out once more, and the time of each attempt begins anew. */
export function withLimitsAnew({ plan }: SagaSetting, world: World): World {
  const out = undeliveredCommands(plan, world.saga).map(
    (message) => [message.id, limitOf(world.now, message)] as const,
  );
  return { ...world, limits: Object.fromEntries(out) };
}
