import { groupCommits } from '../measure/group-commits.mjs';
import { createParticipants, kinds, orderOf } from '../saga.mjs';

/**
 * The least that an engine must write, with no engine around it: each transition is a journal row and an update of the
 * instance's row, and transitions that are ready together share a commit. `commit` takes a list of them.
 */
export function createFloor(commit) {
  const participants = createParticipants();
  const write = groupCommits(commit);
  return {
    calls: () => participants.calls,
    async run(id, kind) {
      const input = JSON.stringify(orderOf(id, kind));
      const { outcome, transitions } = kinds[kind];
      for (const [position, { entry, status, call }] of transitions.entries()) {
        if (call) await participants[call]();
        await write({ id, position, entry, status, input });
      }
      return outcome;
    },
  };
}
