import { dataFlowOf } from '../../model/data-flow/data-flow.js';
import { memoisedFor } from '../../model/graph.js';

/** How the data of a saga moves; several rules ask, and the walk is made once. */
export const sagaFlow = memoisedFor(dataFlowOf);
