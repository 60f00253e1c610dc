import { guardNames } from '../../../compile/guard-names.js';
import { parseGuard } from '../../../runtime/saga/guard.js';
import { nameOfPath } from '../../../runtime/saga/paths.js';
import { answersOf, undoOf } from '../../../runtime/saga/plan.js';
import { definitionAt } from '../../../runtime/saga/sites.js';
import type { CallState } from '../../../runtime/saga/state.js';
import { callOf } from '../../../runtime/saga/state.js';
import type { SagaSetting } from '../../saga/setting.js';
import { standingPaths } from '../../saga/standing.js';
import type { World } from '../../saga/world.js';
import { checkoutExample } from './examples.js';
import type { SagaInvariant } from './saga-invariant.js';

/** What an aborted saga has done is undone. */
export const effectWithoutUndo: SagaInvariant = {
  id: 'effect-without-undo',
  about: 'sagas',
  severity: 'error',
  since: '0.1.0',
  summary: 'An aborted saga leaves no effect behind.',
  why: `
An instance that is called aborted looks finished: nobody is alerted, and nobody looks at it again. What it has left behind,
such as stock that nobody will buy or a driver who waits for nobody, is found by hand, weeks later.

A step that got no answer counts, too: it may have happened. Not counted are steps with \`noUndo: reason\`, commands with
\`effect: none\`, and undos that a guard leaves
out although the answer of their step has come.
`,
  examples: {
    bad: checkoutExample(`
      - do: ReserveStock
      - { do: CapturePayment, pivot: true }`),
    good: checkoutExample(`
      - { do: ReserveStock, undo: ReleaseStock }
      - { do: CapturePayment, pivot: true }`),
  },
  check({ setting, before, after }) {
    if (after.saga.status !== 'aborted' || (after.facts === before.facts && before.saga.status === 'aborted'))
      return [];
    return standingPaths(after)
      .filter((path) => !mayStand(setting, after, path))
      .map((path) => ({ about: nameOfPath(path), ...tell(setting, path) }));
  },
};

function tell(setting: SagaSetting, path: string): { readonly message: string; readonly help: string } {
  const name = nameOfPath(path);
  const step = definitionAt(setting.plan, path);
  const undo = step && undoOf(step)?.call.command;
  if (undo === undefined) {
    const message = `\`${name}\` has had its effect, the saga is aborted, and nothing undoes it.`;
    return {
      message,
      help: 'Name the command that takes it back as its `undo`, or say with `noUndo: reason` why it may stay.',
    };
  }
  if (setting.crossed.has(name)) {
    const message = `\`${undo}\` is the undo of \`${name}\`, and takes back something else.`;
    return { message, help: 'Two undos seem to have changed places: name the one that belongs to the step.' };
  }
  const message = `\`${name}\` has had its effect, the saga is aborted, and \`${undo}\` has not undone it.`;
  return { message, help: 'Look at the condition of the undo: it must hold as well where no answer came.' };
}

/** What was done on the way to unwinding answers the failure; what a guard left out after the answer is meant. */
function mayStand(setting: SagaSetting, world: World, path: string): boolean {
  const name = nameOfPath(path);
  if (setting.kept.has(name)) return true;
  const step = definitionAt(setting.plan, path);
  const undo = callOf(world.saga, path, 'undo');
  if (step === undefined || undo?.status !== 'skipped') return false;
  return (
    isAnswered(callOf(world.saga, path, 'do')) ||
    !answersOf(step).some((event) => namesIn(undoOf(step)?.when?.cel).includes(event))
  );
}

function isAnswered(call: CallState | undefined): boolean {
  return call?.status === 'succeeded';
}

/** The messages that a guard asks for. */
function namesIn(cel: string | undefined): readonly string[] {
  return cel === undefined ? [] : guardNames(parseGuard(cel).ast).map(({ name }) => name);
}
