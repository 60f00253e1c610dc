import type { DataFlow, DataPoint } from '../../model/data-flow/data-flow.js';
import { type FilledMessage, fillMessage } from '../../model/data-flow/fill-message.js';
import { grouped } from '../../model/grouped.js';
import type { Catalog, SagaDef, Step } from '../../model/index.js';
import { sagaFlow } from './saga-flow.js';

/** How the command of a step, or its undo, is filled. */
export function filledAt(
  catalog: Catalog,
  saga: SagaDef,
  step: Step,
  use: DataPoint['use'],
): FilledMessage | undefined {
  const flow = sagaFlow(catalog, saga);
  const point = pointsOf(flow)
    .get(step)
    ?.find((candidate) => candidate.use === use);
  return point && fillMessage(catalog, saga, flow, point);
}

const known = new WeakMap<DataFlow, ReadonlyMap<Step, readonly DataPoint[]>>();

/** Looked up by step, because a saga may have many. */
function pointsOf(flow: DataFlow): ReadonlyMap<Step, readonly DataPoint[]> {
  const found = known.get(flow) ?? grouped(flow.points.filter(hasStep), (point) => point.step);
  known.set(flow, found);
  return found;
}

function hasStep(point: DataPoint): point is DataPoint & { readonly step: Step } {
  return point.step !== undefined;
}
