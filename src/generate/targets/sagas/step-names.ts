import type { Diagnostic } from '../../../diagnostics/index.js';
import { nodeAt } from '../../../language/node.js';
import { flattenSteps } from '../../../model/flatten-steps.js';
import type { SagaDef } from '../../../model/index.js';
import { generateDiagnostic } from '../../messages.js';

/** Steps whose names cannot be keys of the script that tells stand-ins how to answer. */
export function stepNameProblems(saga: SagaDef): readonly Diagnostic[] {
  const steps = flattenSteps(saga.steps).map(({ step }) => step);
  const bad = steps.filter(({ name }) => name in Object.prototype);
  return bad.map(({ name, node, span }) => {
    const place = nodeAt(node, 'name')?.span ?? span;
    return generateDiagnostic('saga-step-name', place, { step: name }, { element: `saga ${saga.id}` });
  });
}
