import type { RunningTimer } from '../../runtime/saga/state.js';
import type { TimerMove } from './moves.js';
import { nextTime } from './real-time.js';
import type { SagaSetting } from './setting.js';
import type { World } from './world.js';

/** The timers that may run out next. Only pauses end as they should: with the others something has gone wrong. */
export function timerMoves(setting: SagaSetting, world: World): readonly TimerMove[] {
  const owners = Object.keys(world.saga.timers).sort();
  const next =
    setting.time === 'free' ? owners.filter((owner) => mayBeFirst(world, owner)) : firstOf(setting, world, owners);
  return next.flatMap((owner) => {
    const running = world.saga.timers[owner];
    return running === undefined ? [] : [moveOf(owner, running)];
  });
}

function moveOf(owner: string, { timer }: RunningTimer): TimerMove {
  const faults = timer.kind === 'retry' || timer.kind === 'wait' ? 0 : 1;
  const step = timer.kind === 'deadline' ? {} : { step: timer.step };
  return { kind: 'timer', id: `timer ${owner}`, faults, owner, timer: timer.kind, ...step };
}

/**
 * Whether a timer can run out before all others: any time may have passed between two transitions, so one that was set
 * later comes first only where it is shorter.
 */
function mayBeFirst({ saga, timerAges }: World, owner: string): boolean {
  const due = (other: string) => saga.timers[other]?.dueAt ?? 0;
  const age = timerAges.findIndex((owners) => owners.includes(owner));
  return timerAges.every((owners, index) => age < index || owners.every((other) => due(owner) <= due(other)));
}

/** All timers that are due at one time run out together: one move stands for them. */
function firstOf(setting: SagaSetting, world: World, owners: readonly string[]): readonly string[] {
  const next = nextTime(setting, world);
  return owners.filter((owner) => world.saga.timers[owner]?.dueAt === next).slice(0, 1);
}
