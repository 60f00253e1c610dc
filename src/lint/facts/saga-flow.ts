import { type DataFlow, dataFlowOf } from '../../model/data-flow/data-flow.js';
import { memoised } from '../../model/graph.js';
import type { Catalog, SagaDef } from '../../model/index.js';

/** How the data of a saga moves; several rules ask, and the walk is made once. */
export function sagaFlow(catalog: Catalog, saga: SagaDef): DataFlow {
  const known = flows(catalog).get(saga);
  if (known) return known;
  const flow = dataFlowOf(catalog, saga);
  flows(catalog).set(saga, flow);
  return flow;
}

const flows = memoised(() => new Map<SagaDef, DataFlow>());
