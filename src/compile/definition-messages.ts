import type { CallDefinition, SagaDefinition, StepDefinition } from '../runtime/saga/definition.js';

type Parts = Pick<SagaDefinition, 'steps' | 'complete' | 'abort' | 'hears' | 'cancelOn'>;

/** The events that a saga may be told or may publish: answers to its commands at any depth, awaited ones, its ends. */
export function messagesOf({ steps, complete, abort, hears, cancelOn }: Parts): readonly string[] {
  return [
    ...steps.flatMap(messagesOfStep),
    ...[...complete, ...abort].map(({ event }) => event),
    ...hears,
    ...cancelOn,
  ];
}

function messagesOfStep(step: StepDefinition): readonly string[] {
  switch (step.kind) {
    case 'do':
      return [...[step.call, step.undo?.call, step.check].flatMap(answersTo), ...messagesOfHandlers(step)];
    case 'undo':
      return answersTo(step.undo.call);
    case 'parallel':
      return step.branches.flat().flatMap(messagesOfStep);
    case 'await':
      return [...step.events, ...step.failure, ...messagesOfHandlers(step)];
    case 'wait':
      return step.until === undefined ? [] : [step.until];
    case 'forEach':
      return [...(step.until === undefined ? [] : [step.until]), ...step.steps.flatMap(messagesOfStep)];
  }
}

function messagesOfHandlers({ onFailure }: Pick<Extract<StepDefinition, { kind: 'do' }>, 'onFailure'>) {
  return onFailure.flatMap((handler) => handler.steps.flatMap(messagesOfStep));
}

function answersTo(call: CallDefinition | undefined): readonly string[] {
  return call ? [...call.success, ...call.failure.map(({ event }) => event)] : [];
}
