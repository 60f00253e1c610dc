import { callOf, isEnded, isPending, isUndecided } from '../../runtime/saga/state.js';
import type { ArriveMove } from './moves.js';
import type { SagaSetting } from './setting.js';
import { type Straggler, stragglerId, type World } from './world.js';

/** The stragglers that may arrive now. */
export function arrivalMoves({ time, reduced }: SagaSetting, world: World): readonly ArriveMove[] {
  const arriving = world.stragglers.filter(
    (straggler) => time === 'real' || !reduced || mayMatterNow(world, straggler),
  );
  return arriving.map((straggler, index) => ({
    kind: 'arrive',
    id: `arrive ${stragglerId(straggler)}${isRepeated(arriving, index) ? ` ${index}` : ''}`,
    faults: 0,
    straggler,
  }));
}

/** The same with other data was named before. */
function isRepeated(stragglers: readonly Straggler[], index: number): boolean {
  const ids = stragglers.map(stragglerId);
  return ids.indexOf(ids[index] ?? '') < index;
}

/**
 * What nothing waits for any more comes just after it was given up, which is a move of its own, or in the end: in between it
 * is the same, since what goes on meanwhile does not depend on it.
 */
function mayMatterNow({ saga }: World, straggler: Straggler): boolean {
  if (straggler.kind === 'event' || isEnded(saga)) return true;
  const { path, direction } = straggler;
  if (isPending(callOf(saga, path, direction))) return true;
  const undo = callOf(saga, path, 'undo');
  return direction !== 'undo' && (isPending(undo) || isUndecided(undo));
}
