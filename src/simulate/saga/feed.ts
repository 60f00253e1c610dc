import type { Decision } from '../../runtime/saga/decide.js';
import { commandId } from '../../runtime/saga/effects.js';
import type { SagaInput } from '../../runtime/saga/input.js';
import type { JournalEntry } from '../../runtime/saga/journal.js';
import type { RunningTimer } from '../../runtime/saga/state.js';
import { limitOf } from './real-time.js';
import type { SagaSetting } from './setting.js';
import { type World, withFact } from './world.js';

type WithoutTime<Input> = Input extends unknown ? Omit<Input, 'now'> : never;

/** Gives an input to the instance; what it writes and sends is added to that of the move so far. */
export function feed(setting: SagaSetting, world: World, input: WithoutTime<SagaInput>): World {
  const decision = setting.engine.decide(setting.plan, world.saga, { ...input, now: world.now } as SagaInput);
  return decision.entries.length === 0 ? world : feedDecision(setting, world, decision);
}

/** The world after a decision of the instance. */
export function feedDecision(setting: SagaSetting, world: World, decision: Decision): World {
  const { state: saga, entries, messages } = decision;
  const last = { entries: [...world.last.entries, ...entries], messages: [...world.last.messages, ...messages] };
  const timerAges = agesAfter(world, saga.timers);
  const after = { ...world, saga, last, timerAges, limits: limitsAfter(setting, world, entries) };
  return entries.reduce(notice, after);
}

/** The instance as if a timer had run out just now, and nothing else. */
export function withTimerDue(world: World, owner: string): World {
  const { saga, now } = world;
  const running = saga.timers[owner];
  if (running === undefined) return world;
  const timers = { ...saga.timers, [owner]: { ...running, dueAt: now } };
  const due = { ...saga, timers, ...(running.timer.kind === 'deadline' && { deadlineAt: now }) };
  return { ...world, saga: due };
}

/** A timer that was set anew is another timer: the engine makes a new object for it. */
function agesAfter(world: World, timers: Readonly<Record<string, RunningTimer>>): World['timerAges'] {
  const before = world.saga.timers;
  if (before === timers) return world.timerAges;
  const isNew = (owner: string) => timers[owner]?.timer !== before[owner]?.timer;
  const old = world.timerAges
    .map((owners) => owners.filter((owner) => Object.hasOwn(timers, owner) && !isNew(owner)))
    .filter((owners) => owners.length > 0);
  const added = Object.keys(timers).filter(isNew).sort();
  return added.length === 0 ? old : [...old, added];
}

function limitsAfter({ time }: SagaSetting, world: World, entries: readonly JournalEntry[]): World['limits'] {
  if (time === 'free') return world.limits;
  const sent = entries.flatMap((entry) =>
    entry.type === 'command-sent' ? [[commandId(entry.key, entry.attempt), limitOf(entry.at, entry)] as const] : [],
  );
  return sent.length === 0 ? world.limits : { ...world.limits, ...Object.fromEntries(sent) };
}

/** What was sent has a place in the world from then on. */
function notice(world: World, entry: JournalEntry): World {
  if (entry.type === 'command-sent' && entry.direction === 'do' && world.facts[entry.step] === undefined) {
    return withFact(world, entry.step, {});
  }
  return world;
}
