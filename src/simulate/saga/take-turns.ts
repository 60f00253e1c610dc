import { timerOwner } from '../../runtime/saga/change-state.js';
import { answersTo, undoOf } from '../../runtime/saga/plan.js';
import { pendingPaths } from '../../runtime/saga/sites.js';
import { callsIn, isPending } from '../../runtime/saga/state.js';
import { messageReaders } from './message-readers.js';
import type { SagaMove } from './moves.js';
import type { SagaSetting } from './setting.js';
import type { World } from './world.js';

/**
 * Of undos that run side by side, one goes on at a time: where nobody reads what they answer, every order of them leads to
 * the same ends, and one order is enough.
 */
export function takeTurns(setting: SagaSetting, world: World, moves: readonly SagaMove[]): readonly SagaMove[] {
  const { saga } = world;
  if (!setting.reduced || setting.time === 'real') return moves;
  if (saga.status !== 'unwinding' || pendingPaths(saga).length > 0) return moves;
  const undos = callsIn(saga, ['undo']).filter(({ call }) => isPending(call));
  if (undos.length < 2 || areUndosRead(setting)) return moves;
  const waiting = new Set(undos.slice(1).map(({ step }) => timerOwner({ step, direction: 'undo' })));
  return moves.filter((move) => !waiting.has(ownerOf(move)));
}

/** The call that a move is about, as timers name it. */
function ownerOf(move: SagaMove): string {
  if ('message' in move) return timerOwner(move.message);
  return move.kind === 'timer' ? move.owner : '';
}

const known = new WeakMap<SagaSetting, boolean>();

function areUndosRead(setting: SagaSetting): boolean {
  const isRead = known.get(setting) ?? findReaders(setting);
  known.set(setting, isRead);
  return isRead;
}

function findReaders(setting: SagaSetting): boolean {
  const { forward } = messageReaders(setting);
  const told = [...setting.plan.steps.values()].flatMap((step) => {
    const undo = undoOf(step)?.call;
    return undo ? answersTo(undo) : [];
  });
  return told.some((event) => forward.whole.has(event) || forward.values.some(({ messages }) => messages.has(event)));
}
