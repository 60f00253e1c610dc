import { commandId } from '../../../runtime/saga/effects.js';
import { idempotencyKey } from '../../../runtime/saga/names.js';
import { nameOfPath } from '../../../runtime/saga/paths.js';
import { callOf, type Direction, isUndelivered } from '../../../runtime/saga/state.js';
import { type SagaInvariant, type SagaStep, written } from './saga-invariant.js';

/** What is written down is sent, under the key of its step. */
export const commandNotSent: SagaInvariant = {
  id: 'command-not-sent',
  about: 'sagas',
  severity: 'error',
  since: '0.1.0',
  summary:
    'Every command that is out was sent in the transaction that wrote it down, and all its attempts carry one key.',
  why: `
A command that the state waits for and nobody sent is never answered. And a participant recognises a command that comes again by its
key alone: under another one it does its work a second time.
`,
  check(step) {
    return [...unsent(step), ...wrongKeys(step)];
  },
};

function unsent({ before, after }: SagaStep): readonly { readonly about: string; readonly message: string }[] {
  const { saga, last } = after;
  if (saga.steps === before.saga.steps) return [];
  const sent = new Set(last.messages.map(({ id }) => id));
  const changed = Object.keys(saga.steps).filter((path) => saga.steps[path] !== before.saga.steps[path]);
  return changed.flatMap((path) =>
    DIRECTIONS.flatMap((direction) => {
      const call = callOf(saga, path, direction);
      if (!isUndelivered(call) || call === callOf(before.saga, path, direction)) return [];
      const id = commandId(idempotencyKey(saga.instance, path, direction), call?.attempt ?? 0);
      if (sent.has(id)) return [];
      const what = direction === 'do' ? `\`${nameOfPath(path)}\`` : `The ${direction} of \`${nameOfPath(path)}\``;
      return [{ about: nameOfPath(path), message: `${what} is waited for, and was never sent.` }];
    }),
  );
}

const DIRECTIONS: readonly Direction[] = ['do', 'undo', 'check'];

function wrongKeys(step: SagaStep): readonly { readonly about: string; readonly message: string }[] {
  const { instance } = step.after.saga;
  return written(step, 'command-sent').flatMap(({ step: path, direction, key, command }) =>
    key === idempotencyKey(instance, path, direction)
      ? []
      : [{ about: nameOfPath(path), message: `\`${command}\` is sent under another key than before.` }],
  );
}
