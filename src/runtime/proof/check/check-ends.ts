import { nextTimerOf } from '../../saga/state.js';
import { faultOf } from '../../testing/fault-of.js';
import type { Violation } from '../evidence.js';
import type { Case } from './check-evidence.js';

/** Every instance has ended, or something will wake it: a timer that is in the database too, or an event. */
export function checkEnds({ instances, plans }: Case): readonly Violation[] {
  return instances.flatMap(({ id, state, owner, wakeAt }) => {
    const plan = plans.get(state.definition);
    const fault = plan && faultOf(plan, state, []);
    const texts = fault === undefined ? [] : [fault];
    if (owner !== undefined) texts.push(`it belongs to worker ${owner}, who is gone`);
    if (wakeAt !== nextTimerOf(state))
      texts.push(`it is woken at ${wakeAt}, and its next timer is ${nextTimerOf(state)}`);
    return texts.map((text) => ({ rule: 'ends', instance: id, text }));
  });
}
