import { nameOfPath } from '../../../runtime/saga/paths.js';
import { factOf } from '../../saga/world.js';
import { type SagaInvariant, written } from './saga-invariant.js';

/** Only what may have happened is undone. */
export const undoWithoutEffect: SagaInvariant = {
  id: 'undo-without-effect',
  about: 'sagas',
  severity: 'error',
  since: '0.1.0',
  summary: 'Nothing is undone that cannot have happened.',
  why: `
A participant that was never asked, or has said that it did not do it, must not be told to take it back: not every one of them
looks whether there is something to take back, and a refund of what was never paid is a gift.
`,
  on: ['command-sent'],
  check(step) {
    return written(step, 'command-sent').flatMap(({ direction, step: path }) => {
      if (direction !== 'undo') return [];
      const name = nameOfPath(path);
      const wasAsked = step.after.facts[path] !== undefined;
      if (wasAsked && factOf(step.after, path).knownRefused !== true) return [];
      const why = wasAsked ? 'has said that it did not happen' : 'was never asked';
      return [{ about: name, message: `\`${name}\` is undone although its participant ${why}.` }];
    });
  },
};
