import { flattenSteps } from '../../model/flatten-steps.js';
import type { FoundBreach } from '../explore/explore.js';
import type { Breach, Model } from '../explore/model.js';
import { severityOf } from '../invariants/index.js';
import type { SimulationViolation } from '../report.js';
import { compareViolations } from '../violation-order.js';
import type { SagaMove } from './moves.js';
import type { SagaSetting } from './setting.js';
import { tellTrace } from './tell-trace.js';
import type { World } from './world.js';

/** What was found, as it is told: with its place in the YAML and the run that shows it, the shortest runs first. */
export function violationsOf(
  setting: SagaSetting,
  model: Model<World, SagaMove>,
  breaches: readonly FoundBreach<SagaMove>[],
  whole: readonly Breach[],
): readonly SimulationViolation[] {
  const inRuns = breaches.map(({ breach, run }) => ({
    ...violation(setting, breach),
    trace: tellTrace(setting, model, run, breach.message),
  }));
  return [...inRuns, ...whole.map((breach) => violation(setting, breach))].sort(compareViolations);
}

function violation(setting: SagaSetting, { invariant, about, message, help }: Breach): SimulationViolation {
  return {
    id: invariant,
    severity: severityOf(invariant),
    number: 0,
    message,
    ...(help !== undefined && { help }),
    span: spanOf(setting, about),
  };
}

/** The name of the step that a breach is about, which is the last word of it; else that of the saga. */
function spanOf({ saga }: SagaSetting, about: string): SimulationViolation['span'] {
  const name = about.slice(about.lastIndexOf(' ') + 1);
  const step = flattenSteps(saga.steps).find((place) => place.step.name === name)?.step;
  if (step?.kind === 'do') return step.command.span;
  if (step?.kind === 'await') return step.events[0]?.span ?? step.span;
  return step?.span ?? saga.nameSpan;
}
