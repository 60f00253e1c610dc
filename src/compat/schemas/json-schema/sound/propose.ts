import type { Branch, Literal } from './branch.js';
import type { Identities } from './identify.js';
import { type Outcome, type Proposal, propose } from './outcome.js';
import { proposeArrays } from './propose-array.js';
import { proposeNumbers } from './propose-number.js';
import { proposeObjects } from './propose-object.js';
import { proposeTexts } from './propose-text.js';
import { ARRAY, BOOLEAN, NULL, OBJECT, STRING } from './shape.js';

/** A branch without choices, and the means to ask about the members of its values. */
export interface Task {
  readonly branch: Branch;
  readonly ids: Identities;
  solve(literals: readonly Literal[]): Outcome;
}

/** Values of one kind (one bit) that a branch may have, or the proof that it has none. */
export function proposeValues(task: Task, kind: number): Proposal {
  switch (kind) {
    case NULL:
      return propose([null], true);
    case BOOLEAN:
      return propose([true, false], true);
    case STRING:
      return proposeTexts(task.branch);
    case ARRAY:
      return proposeArrays(task);
    case OBJECT:
      return proposeObjects(task);
    default:
      return proposeNumbers(task.branch, kind);
  }
}
