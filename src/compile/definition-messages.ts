import type { SagaDefinition } from '../runtime/saga/definition.js';
import { allSteps, answersTo, callsOf, eventsAwaitedBy } from '../runtime/saga/plan.js';

type Parts = Pick<SagaDefinition, 'steps' | 'complete' | 'abort' | 'hears' | 'cancelOn'>;

/** The events that a saga may be told or may publish: answers to its commands at any depth, awaited ones, its ends. */
export function messagesOf({ steps, complete, abort, hears, cancelOn }: Parts): readonly string[] {
  return [
    ...allSteps(steps).flatMap((step) => [...callsOf(step).flatMap(answersTo), ...eventsAwaitedBy(step)]),
    ...[...complete, ...abort].map(({ event }) => event),
    ...hears,
    ...cancelOn,
  ];
}
