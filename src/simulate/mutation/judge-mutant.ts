import { flattenSteps } from '../../model/flatten-steps.js';
import type { SimulationBounds } from '../report.js';
import type { SagaSetting } from '../saga/setting.js';
import { exploreSaga, settingOf } from '../saga/simulate-saga.js';
import { compiled } from './compiled.js';
import { type Outcomes, outcomesOf, without } from './outcomes.js';
import type { SagaCase, SagaMutant } from './saga-case.js';

/** What came of a mutant. */
export interface Verdict {
  /** `equivalent`: its runs end as those of the original do. */
  readonly kind: 'refused' | 'equivalent' | 'found' | 'survived';
  /** Invariants that it breaks. */
  readonly by: readonly string[];
  /** How its runs end and those of the original do not, or how they never end any more. */
  readonly changes: readonly string[];
}

const ONE_FAULT: SimulationBounds = { maxFaults: 1, maxDepth: 300, maxStates: 30_000 };
const TWO_FAULTS: SimulationBounds = { ...ONE_FAULT, maxFaults: 2 };

/** Judges mutants of one correct saga: first what goes wrong with one fault, then with two unless one has to do. */
export function createMutantJudge(original: SagaCase, maxFaults: 1 | 2 = 2): (mutant: SagaMutant) => Verdict {
  const told = new Set([...original.saga.complete, ...original.saga.abort].map(({ event }) => event.name));
  const outcomes = (of: SagaCase, bounds: SimulationBounds) => outcomesOf(truthOf(original, of), bounds, told);
  const known = new Map<SimulationBounds, Outcomes>();
  const right = (bounds: SimulationBounds): Outcomes => {
    const outcome = known.get(bounds) ?? outcomes(original, bounds);
    known.set(bounds, outcome);
    return outcome;
  };

  return (mutant) => {
    if (compiled(mutant) === undefined) return { kind: 'refused', by: [], changes: [] };
    const first = outcomes(mutant, ONE_FAULT);
    const added = without(first, right(ONE_FAULT));
    const soon = added.length > 0 ? violatedBy(original, mutant, ONE_FAULT, first) : [];
    if (soon.length > 0) return { kind: 'found', by: soon, changes: added };
    if (maxFaults === 1) return { kind: added.length === 0 ? 'equivalent' : 'survived', by: [], changes: added };
    const second = outcomes(mutant, TWO_FAULTS);
    // What takes one more fault than before is not gone.
    const lost = without(right(ONE_FAULT), second).map((text) => `never more ${text}`);
    const changes = [...new Set([...added, ...without(second, right(TWO_FAULTS))]), ...lost];
    if (changes.length === 0) return { kind: 'equivalent', by: [], changes };
    const by = violatedBy(original, mutant, TWO_FAULTS, second);
    return { kind: by.length > 0 ? 'found' : 'survived', by, changes };
  };
}

/** Ids of violated invariants, without looking anew where a look at the world as it is has found some already. */
function violatedBy(original: SagaCase, of: SagaCase, bounds: SimulationBounds, seen: Outcomes): readonly string[] {
  if (seen.broken.length > 0 && crossedIn(original, of).size === 0) return seen.broken;
  const { violations } = exploreSaga(settingIn(of), bounds);
  return [...new Set(violations.map(({ id }) => id))].sort();
}

function settingIn(of: SagaCase): SagaSetting {
  const plan = compiled(of);
  if (plan === undefined) throw new Error(`${of.name} cannot be compiled`);
  return settingOf(of.catalog, of.saga, plan);
}

/** The world as it is, whatever the simulator makes of names. */
function truthOf(original: SagaCase, of: SagaCase): SagaSetting {
  return { ...settingIn(of), crossed: crossedIn(original, of) };
}

/** Steps whose undo undid another step before: it takes back nothing of this one. */
function crossedIn(original: SagaCase, of: SagaCase): ReadonlySet<string> {
  const undos = undosOf(original);
  const crossed = [...undosOf(of)].filter(([step, undo]) => undos.has(step) && undos.get(step) !== undo);
  return new Set(crossed.map(([step]) => step));
}

function undosOf({ saga }: SagaCase): ReadonlyMap<string, string> {
  return new Map(
    flattenSteps(saga.steps).flatMap(({ step }) =>
      'undo' in step && step.undo !== undefined ? [[step.name, step.undo.command.name] as const] : [],
    ),
  );
}
