import { flattenSteps } from '../../model/graph.js';
import type { Mapping, NameRef, SagaDef, Step } from '../../model/index.js';

/** What a saga writes into one message that it sends or ends with. */
export interface MessageMappings {
  readonly message: NameRef;
  readonly with: readonly Mapping[];
  readonly use: 'do' | 'undo' | 'complete' | 'abort';
  /** The step that sends the message; none of the saga's own events. */
  readonly step?: Step;
}

/** Every `with` of a saga, in the order in which they are written. */
export function mappingsOf(saga: SagaDef): readonly MessageMappings[] {
  const ofSteps = flattenSteps(saga.steps).flatMap(({ step }) => mappingsOfStep(step));
  const ofEnds = (['complete', 'abort'] as const).flatMap((use) =>
    saga[use].map((end) => ({ message: end.event, with: end.with, use })),
  );
  return [...ofSteps, ...ofEnds];
}

function mappingsOfStep(step: Step): readonly MessageMappings[] {
  if (step.kind !== 'do' && step.kind !== 'undo') return [];
  const forth = step.kind === 'do' ? [{ message: step.command, with: step.with, use: 'do', step } as const] : [];
  const back = step.undo ? [{ message: step.undo.command, with: step.undo.with, use: 'undo', step } as const] : [];
  return [...forth, ...back];
}
