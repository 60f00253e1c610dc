import { eventsAwaitedBy } from '../../runtime/saga/plan.js';
import { callSite, definitionAt } from '../../runtime/saga/sites.js';
import type { RunningTimer } from '../../runtime/saga/state.js';
import { wasDropped } from './event-moves.js';
import type { TimerMove } from './moves.js';
import { nextTime } from './real-time.js';
import type { SagaSetting } from './setting.js';
import type { World } from './world.js';

/** The timers that may run out next. Only pauses end as they should: with the others something has gone wrong. */
export function timerMoves(setting: SagaSetting, world: World): readonly TimerMove[] {
  const owners = Object.keys(world.saga.timers).sort();
  const next =
    setting.time === 'free'
      ? owners.filter((owner) => mayBeFirst(setting, world, owner))
      : firstOf(setting, world, owners);
  return next.flatMap((owner) => {
    const running = world.saga.timers[owner];
    return running === undefined ? [] : [moveOf(setting, world, owner, running)];
  });
}

function moveOf(setting: SagaSetting, world: World, owner: string, { timer }: RunningTimer): TimerMove {
  const isDue = timer.kind === 'await' && waitsInVain(setting, world, timer.step);
  const faults = isDue || timer.kind === 'retry' || timer.kind === 'wait' ? 0 : 1;
  const step = timer.kind === 'deadline' ? {} : { step: timer.step };
  return { kind: 'timer', id: `timer ${owner}`, faults, owner, timer: timer.kind, ...step };
}

/** What is waited for has come before, and was dropped: that its time runs out only follows from that. */
function waitsInVain({ plan }: SagaSetting, world: World, path: string): boolean {
  const step = definitionAt(plan, path);
  return step !== undefined && eventsAwaitedBy(step).some((event) => wasDropped(world, event));
}

/**
 * Whether a timer can run out before all others: any time may have passed between two transitions, so one that was set
 * later comes first only where it can be shorter.
 */
function mayBeFirst(setting: SagaSetting, world: World, owner: string): boolean {
  const age = world.timerAges.findIndex((owners) => owners.includes(owner));
  const { least } = lengthOf(setting, world, owner);
  return world.timerAges.every(
    (owners, index) =>
      age < index || owners.every((other) => other === owner || least <= lengthOf(setting, world, other).most),
  );
}

/** How long a timer may take, in milliseconds: what chance or data decide is known only at run time. */
function lengthOf(
  { plan }: SagaSetting,
  { saga, now }: World,
  owner: string,
): { readonly least: number; readonly most: number } {
  const running = saga.timers[owner];
  if (running === undefined) return { least: 0, most: 0 };
  const { timer, dueAt } = running;
  if (timer.kind === 'wait') {
    const step = definitionAt(plan, timer.step);
    if (step?.kind === 'wait' && step.for.kind === 'value') return { least: 0, most: Number.POSITIVE_INFINITY };
  }
  if (timer.kind === 'retry') {
    const retry = callSite(plan, timer.step, timer.direction)?.call.retry;
    if (retry?.jitter === 'full') return { least: 0, most: retry.maxDelayMs };
  }
  return { least: dueAt - now, most: dueAt - now };
}

function firstOf(setting: SagaSetting, world: World, owners: readonly string[]): readonly string[] {
  const next = nextTime(setting, world);
  return owners.filter((owner) => world.saga.timers[owner]?.dueAt === next).slice(0, 1);
}
