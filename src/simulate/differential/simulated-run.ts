import { type RandomRuns, walk } from '../explore/random-walks.js';
import type { Run } from '../explore/run.js';
import type { SimulationBounds } from '../report.js';
import type { SagaMove } from '../saga/moves.js';
import { sagaModel } from '../saga/saga-model.js';
import type { SagaSetting } from '../saga/setting.js';
import type { World } from '../saga/world.js';

/** A run as the simulation sees it. */
export interface SimulatedRun {
  readonly setting: SagaSetting;
  readonly run: Run<SagaMove>;
  readonly steps: readonly SimulatedStep[];
}

/** One thing that happened, and the worlds around it. */
export interface SimulatedStep {
  readonly before: World;
  readonly move: SagaMove;
  readonly after: World;
}

/** Much goes wrong, so that little goes by without being compared. */
const BOUNDS: SimulationBounds = { maxFaults: 8, maxDepth: 70, maxStates: 0 };

/** Makes a run of a saga by chance, the same one for the same numbers. */
export function simulateRun(setting: SagaSetting, { seed, from }: Pick<RandomRuns, 'seed' | 'from'>): SimulatedRun {
  const model = sagaModel(setting, () => []);
  const steps: SimulatedStep[] = [];
  walk(
    model,
    BOUNDS,
    { runs: 1, seed, from },
    {
      move: (before, move, after) => void steps.push({ before, move, after }),
    },
  );
  return { setting, run: { start: 0, moves: steps.map(({ move }) => move) }, steps };
}
