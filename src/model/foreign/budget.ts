import type { Node } from '../../language/node.js';
import type { BuildContext } from '../build/build-context.js';
import { modelDiagnostic } from '../build/messages.js';

/** Schemas that one payload may stand for once its references are written out. */
const MOST_SCHEMAS = 20_000;

/** What is left of that while a payload is read. */
export interface Budget {
  readonly payload: Node;
  left: number;
}

/** The budget for reading `payload`. */
export function createBudget(payload: Node): Budget {
  return { payload, left: MOST_SCHEMAS };
}

/** Takes one schema from the budget; false where it is used up, which is reported once. */
export function spend(context: BuildContext, budget: Budget): boolean {
  budget.left--;
  if (budget.left === -1) {
    const problem = `With its references written out, this payload has more than ${MOST_SCHEMAS} schemas.`;
    const help = 'Let fewer of its schemas refer to each other, or describe the payload with `fields` and `types`.';
    context.report(modelDiagnostic('invalid-schema', budget.payload.span, { problem }, { help }));
  }
  return budget.left >= 0;
}
