import { isCancellable } from '../../../runtime/saga/hear.js';
import type { SagaInvariant } from './saga-invariant.js';

/** A stop before the point of no return is one. */
export const stopIgnored: SagaInvariant = {
  id: 'stop-ignored',
  about: 'sagas',
  severity: 'error',
  since: '0.1.0',
  summary: 'Before the pivot, the deadline and every cancel event end the saga by unwinding it.',
  why: `
A customer who has cancelled must not get the goods all the same, and a deadline that nothing follows from is none.
`,
  check({ setting, before, move, after }) {
    const isStop =
      (move.kind === 'timer' && move.timer === 'deadline') || (move.kind === 'event' && move.how === 'cancel');
    if (!isStop || !isCancellable(setting.plan, before.saga) || after.saga.cause !== undefined) return [];
    const what = move.kind === 'event' ? `\`${move.event}\`` : 'the deadline';
    return [{ about: move.id, message: `The saga goes on after ${what}, although it could still unwind.` }];
  },
};
