import { backwardEngineMutants } from './backward-engine-mutants.js';
import { endEngineMutants } from './end-engine-mutants.js';
import type { EngineMutant } from './engine-mutant.js';
import { forwardEngineMutants } from './forward-engine-mutants.js';

/** Every broken engine that the invariants have to catch. */
export const engineMutants: readonly EngineMutant[] = [
  ...forwardEngineMutants,
  ...backwardEngineMutants,
  ...endEngineMutants,
];
