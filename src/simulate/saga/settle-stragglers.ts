import { callOf, isPending, isUndecided } from '../../runtime/saga/state.js';
import { arrive } from './arrive.js';
import { keyOf } from './key.js';
import { answering, deliveryOf } from './participant.js';
import type { SagaSetting } from './setting.js';
import { type Straggler, type World, withoutStraggler } from './world.js';

/**
 * Takes away what can come at any time without making a difference: an answer to what has succeeded, a refusal of what is
 * given up. That it makes none is not taken for granted: it arrives now, and only if the world is the same as without it
 * is it left out.
 */
export function settleStragglers(setting: SagaSetting, world: World): World {
  if (!setting.reduced || world.stragglers.length === 0) return world;
  return world.stragglers
    .filter((straggler) => isPastCaring(setting, world, straggler))
    .reduce((current, straggler) => {
      const without = withoutStraggler(current, straggler);
      return isSame(setting, arrive(setting, current, straggler), without) ? without : current;
    }, world);
}

function isSame(setting: SagaSetting, one: World, other: World): boolean {
  const [mine, theirs] = [one.saga, other.saga];
  const isUntouched = mine.steps === theirs.steps && mine.messages === theirs.messages && mine.timers === theirs.timers;
  if (isUntouched && one.facts === other.facts && mine.status === theirs.status) return true;
  return keyOf(setting, one) === keyOf(setting, other);
}

function isPastCaring(setting: SagaSetting, world: World, straggler: Straggler): boolean {
  if (straggler.kind === 'event') return false;
  const { path, direction } = straggler;
  if (straggler.kind === 'reply') return isSettledAgainst(setting, world, straggler);
  const able = answering(world, deliveryOf(setting, path, direction));
  if (able.kind === 'refuses') return true;
  return able.kind === 'bound' && isSettledAgainst(setting, world, { ...straggler, event: able.event });
}

function isSettledAgainst(
  setting: SagaSetting,
  world: World,
  { path, direction, event }: Pick<Extract<Straggler, { kind: 'reply' }>, 'path' | 'direction' | 'event'>,
): boolean {
  const call = callOf(world.saga, path, direction);
  if (call === undefined || isPending(call)) return false;
  const isSuccess = deliveryOf(setting, path, direction).call.success.includes(event);
  const isUndone = direction === 'do' && !isUndecided(callOf(world.saga, path, 'undo'));
  return call.status === 'succeeded' || direction === 'check' || !isSuccess || isUndone;
}
