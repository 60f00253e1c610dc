import type { SagaDefinition, StepDefinition } from './definition.js';
import { allSteps } from './steps.js';

/** A form of the language that is compiled but not run yet; `step` is missing where it stands on the saga itself. */
export interface UnsupportedForm {
  readonly form: 'await' | 'wait' | 'forEach' | 'onFailure' | 'check' | 'ids' | 'hears' | 'cancelOn';
  readonly step?: string;
}

/** What keeps a definition from being run, in the order of the definition; empty when it can be run. */
export function unsupportedForms(definition: SagaDefinition): readonly UnsupportedForm[] {
  const ofSaga = (['ids', 'hears', 'cancelOn'] as const).filter((form) => definition[form].length > 0);
  return [...ofSaga.map((form) => ({ form })), ...allSteps(definition.steps).flatMap(formsOfStep)];
}

function formsOfStep(step: StepDefinition): readonly UnsupportedForm[] {
  const named = (form: UnsupportedForm['form']): UnsupportedForm => ({ form, step: step.name });
  switch (step.kind) {
    case 'await':
    case 'wait':
    case 'forEach':
      return [named(step.kind)];
    case 'do':
      return [
        ...(step.check === undefined ? [] : [named('check')]),
        ...(step.onFailure.length === 0 ? [] : [named('onFailure')]),
      ];
    case 'undo':
    case 'parallel':
      return [];
  }
}
