import { isFinished } from '../saga/state.js';
import type { Transition } from '../store.js';

/**
 * Whether a store writes the state of a transition down beside its entries: where an instance is left to others before
 * its end. While it is in somebody's hands, and when it has ended well or was undone, hardly anybody reads it, and the
 * state follows from what was written last and the journal since; to write it each time would double the writing.
 */
export function keepsState({ nextOwner, state }: Transition): boolean {
  return nextOwner === undefined && !isFinished(state);
}
