import type { GuardDefinition } from '../../../runtime/saga/definition.js';
import { holds } from '../../../runtime/saga/guard.js';
import { nameOfPath, tryOfPath } from '../../../runtime/saga/paths.js';
import { undoOf } from '../../../runtime/saga/plan.js';
import { definitionAt } from '../../../runtime/saga/sites.js';
import type { Direction } from '../../../runtime/saga/state.js';
import type { World } from '../../saga/world.js';
import { type SagaInvariant, type SagaStep, written } from './saga-invariant.js';

/** A condition is asked. */
export const guardIgnored: SagaInvariant = {
  id: 'guard-ignored',
  about: 'sagas',
  severity: 'error',
  since: '0.1.0',
  summary: 'No command is sent whose guard does not hold.',
  why: `
A guard says for whom a step is: gift wrap for those who wished for it, a manual check above an amount. A step that runs all the same
does to customers what nobody asked for.
`,
  on: ['command-sent'],
  check(step) {
    return written(step, 'command-sent').flatMap(({ step: path, direction, attempt, command }) => {
      const guard = attempt === 1 ? guardOf(step, path, direction) : undefined;
      // Messages of one transition come one by one: the guard may have held between its beginning and its end.
      const worlds = [step.before, step.after];
      if (guard === undefined || worlds.some((world) => mayHold(step, world, { guard, path, direction }))) return [];
      return [{ about: nameOfPath(path), message: `\`${command}\` is sent although its guard does not hold.` }];
    });
  },
};

function guardOf({ setting }: SagaStep, path: string, direction: Direction): GuardDefinition | undefined {
  const definition = definitionAt(setting.plan, path);
  if (definition === undefined) return undefined;
  if (direction === 'undo') return undoOf(definition)?.when;
  return direction === 'do' && 'when' in definition && tryOfPath(path) === 1 ? definition.when : undefined;
}

interface Asked {
  readonly guard: GuardDefinition;
  readonly path: string;
  readonly direction: Direction;
}

/** What cannot be worked out at one moment may have been at another. */
function mayHold({ setting: { plan } }: SagaStep, { saga }: World, { guard, path, direction }: Asked): boolean {
  try {
    return holds(guard, { plan, state: saga, path, undoing: direction === 'undo' });
  } catch {
    return false;
  }
}
