import { commandMutations } from './command-mutations.js';
import { pivotMutations } from './pivot-mutations.js';
import type { SagaMutation } from './saga-case.js';
import { timeMutations } from './time-mutations.js';
import { undoMutations } from './undo-mutations.js';

/** Every kind of mistake that is made in correct sagas. */
export const sagaMutations: readonly SagaMutation[] = [
  ...undoMutations,
  ...pivotMutations,
  ...timeMutations,
  ...commandMutations,
];
