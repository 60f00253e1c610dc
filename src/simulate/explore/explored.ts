import type { Explored } from '../report.js';
import type { Exploration } from './explore.js';
import type { Choice } from './model.js';
import type { RandomRuns } from './random-walks.js';

/** How far an exploration went, as it is reported; how long it took is measured by who asked for it. */
export function exploredOf(exploration: Exploration<Choice>, random?: RandomRuns): Explored {
  const { breaches: _breaches, runTo: _runTo, ...far } = exploration;
  if (random === undefined) return { how: 'all', ...far, ms: 0 };
  return { how: 'random', ...far, seed: random.seed, from: random.from + random.runs, ms: 0 };
}
