import type { Diagnostic } from '../diagnostics/index.js';
import { type DataFlow, type DataPoint, dataFlowOf } from '../model/data-flow/data-flow.js';
import { flattenSteps } from '../model/flatten-steps.js';
import type { Catalog, DoStep, SagaDef, Step, UndoStep } from '../model/index.js';

/** What is at hand while one saga is compiled; problems are collected on the way. */
export interface CompileContext {
  readonly catalog: Catalog;
  readonly saga: SagaDef;
  readonly flow: DataFlow;
  readonly diagnostics: Diagnostic[];
}

export function compileContext(catalog: Catalog, saga: SagaDef): CompileContext {
  return { catalog, saga, flow: dataFlowOf(catalog, saga), diagnostics: [] };
}

/** The place where a step fills a message; every step that is compiled has been walked, so it is there. */
export function pointOf(context: CompileContext, step: Step, use: 'do' | 'check' | 'undo'): DataPoint {
  const point = context.flow.points.find((candidate) => candidate.step === step && candidate.use === use);
  if (point === undefined) throw new Error(`The step ${step.name} was not walked for its ${use}.`);
  return point;
}

/** Steps that send commands, of every depth, in the order in which they are written. */
export function commandSteps(steps: readonly Step[]): readonly (DoStep | UndoStep)[] {
  return allSteps(steps).filter((step) => step.kind === 'do' || step.kind === 'undo');
}

/** Steps of every depth, in the order in which they are written. */
export function allSteps(steps: readonly Step[]): readonly Step[] {
  return flattenSteps(steps).map(({ step }) => step);
}
