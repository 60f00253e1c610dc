import { flattenSteps, type StepPlace } from '../../model/graph.js';
import type { SagaDef } from '../../model/index.js';

/** The places that a saga marks as its point of no return, in order; the compiler refuses those in loops and before a failure leads back. */
export function pivotsOf(saga: SagaDef): readonly StepPlace[] {
  return flattenSteps(saga.steps).filter((place) => place.step.pivot && canBePivot(place));
}

/** Whether it is marked where the saga turns back no more; of several pivots that is for `several-pivots` to settle first. */
export function hasOnePivot(saga: SagaDef): boolean {
  return pivotsOf(saga).length === 1;
}

function canBePivot({ inside }: StepPlace): boolean {
  return inside.every((outer) => {
    if (outer.kind === 'branch') return true;
    return outer.kind === 'handler' && outer.handler.then !== 'retry' && outer.handler.then !== 'unwind';
  });
}
