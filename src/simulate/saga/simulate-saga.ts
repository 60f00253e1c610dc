import { compileSaga } from '../../compile/compile-saga.js';
import { compileStatements } from '../../compile/compile-statements.js';
import type { Outcome } from '../../diagnostics/index.js';
import type { Catalog, SagaDef } from '../../model/index.js';
import { decide } from '../../runtime/saga/decide.js';
import { planSaga, type SagaPlan } from '../../runtime/saga/plan.js';
import { explore, type Watcher } from '../explore/explore.js';
import { exploredOf } from '../explore/explored.js';
import { type RandomRuns, walk } from '../explore/random-walks.js';
import type { ProcessReport, SimulationBounds } from '../report.js';
import { createCoverage } from './coverage.js';
import { crossedUndos } from './crossed-undos.js';
import { dataGuarded, guardsOf } from './guard-reads.js';
import { judgeSaga, judgeWhole } from './judge.js';
import { keptSteps, repeatingCommands } from './knowledge.js';
import { createModes } from './modes.js';
import type { SagaMove } from './moves.js';
import { sagaModel } from './saga-model.js';
import { createSamples } from './samples.js';
import type { Engine, SagaSetting } from './setting.js';
import { shortenLoops } from './shorten-loops.js';
import { violationsOf } from './violations.js';
import type { World } from './world.js';

/**
 * Explores every run of a saga within the bounds, or some by chance; without a value where the saga cannot be compiled.
 */
export function simulateSaga(
  catalog: Catalog,
  saga: SagaDef,
  bounds: SimulationBounds,
  random?: RandomRuns,
): Outcome<ProcessReport | undefined> {
  const { value: definition, diagnostics } = compileSaga(catalog, saga);
  if (definition === undefined) return { value: undefined, diagnostics };
  return {
    value: exploreSaga(settingOf(catalog, saga, planSaga(shortenLoops(definition))), bounds, random),
    diagnostics,
  };
}

/** What a saga is explored with; a test may put another engine in the place of the real one. */
export function settingOf(catalog: Catalog, saga: SagaDef, plan: SagaPlan, engine: Engine = { decide }): SagaSetting {
  const statements = compileStatements(catalog, saga).value;
  const texts = [...guardsOf(plan), ...statements.map(({ cel }) => cel)];
  return {
    catalog,
    saga,
    plan,
    engine,
    statements,
    samples: createSamples({ catalog, plan, texts }),
    repeating: repeatingCommands(catalog, plan),
    kept: keptSteps(saga),
    crossed: crossedUndos(plan),
    time: 'free',
    reduced: true,
  };
}

/** Explores a saga and tells what was found. */
export function exploreSaga(setting: SagaSetting, bounds: SimulationBounds, random?: RandomRuns): ProcessReport {
  const { saga } = setting;
  const model = sagaModel(setting, judgeSaga(setting));
  const coverage = createCoverage(setting);
  const modes = createModes(setting, model);
  const ends = new Set<string>();
  const watcher: Watcher<World, SagaMove> = {
    move(before, move, after, from, faults) {
      coverage.note(move, after);
      modes.note({ before, move, after, from }, faults);
      if (model.isEnd(after)) ends.add(after.saga.status);
    },
  };
  const exploration = random ? walk(model, bounds, random, watcher) : explore(model, bounds, watcher);
  const guarded = dataGuarded(setting.plan);
  const whole = judgeWhole({
    setting,
    reached: coverage.reached,
    guarded,
    complete: exploration.complete,
    faults: bounds.maxFaults,
  });
  return {
    kind: 'saga',
    name: saga.id,
    span: saga.nameSpan,
    ...(saga.summary !== undefined && { summary: saga.summary }),
    explored: exploredOf(exploration, random),
    ends: [...ends].sort(),
    modes: modes.result(exploration),
    coverage: coverage.result(),
    violations: violationsOf(setting, model, exploration.breaches, whole),
    notes: exploration.complete ? unmetGuards(guarded, coverage.reached) : [],
  };
}

function unmetGuards(guarded: ReadonlySet<string>, reached: ReadonlySet<string>): readonly string[] {
  return [...guarded]
    .filter((name) => !reached.has(name))
    .map(
      (name) =>
        `No run has reached \`${name}\`, perhaps for want of data that fulfils the condition before it: give the messages that it reads an example that does.`,
    );
}
