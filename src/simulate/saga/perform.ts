import { withCall } from '../../runtime/saga/change-state.js';
import type { CommandMessage } from '../../runtime/saga/effects.js';
import type { AttemptLostInput } from '../../runtime/saga/input.js';
import { callSite, definitionAt } from '../../runtime/saga/sites.js';
import { arrive, hearEvent, reply } from './arrive.js';
import { begin } from './begin.js';
import { feed, withTimerDue } from './feed.js';
import type { AnswerMove, CrashMove, LoseMove, SagaMove, TimerMove } from './moves.js';
import { carryOut, deliveryOf } from './participant.js';
import { withLimitsAnew } from './real-time.js';
import type { SagaSetting } from './setting.js';
import { settleStragglers } from './settle-stragglers.js';
import { type LateReply, type World, withStraggler } from './world.js';

/** The world after a move. */
export function perform(setting: SagaSetting, before: World, move: SagaMove): World {
  const moved = carryOn(setting, { ...before, last: { entries: [], messages: [] } }, move);
  // A worker looks at the clock after everything that it does.
  if (setting.time === 'real') return feed(setting, moved, { type: 'tick' });
  const settled = settleStragglers(setting, moved);
  return settled === moved ? moved : { ...settled, last: moved.last };
}

function carryOn(setting: SagaSetting, world: World, move: SagaMove): World {
  switch (move.kind) {
    case 'begin':
      return begin(setting, world, move);
    case 'answer':
      return answer(setting, world, move);
    case 'lose':
      return lose(setting, world, move);
    case 'throw':
      return setting.time === 'real'
        ? feed(setting, world, lossOf(move.message, REFUSAL))
        : giveNoAnswer(setting, world, move.message, true);
    case 'crash':
      return crash(setting, world, move);
    case 'arrive':
      return arrive(setting, world, move.straggler);
    case 'timer':
      return runOut(setting, world, move);
    case 'event':
      return hearEvent(setting, world, move.event, move.data);
  }
}

function answer(setting: SagaSetting, world: World, move: AnswerMove): World {
  const { message, event, data, leaves, twice, always } = move;
  const { step: path, direction, key } = message;
  const done = carryOut(setting, world, deliveryOf(setting, path, direction), { event, data, leaves });
  const { world: asked, attempt } = always
    ? atLastAttempt(setting, done, message)
    : { world: done, attempt: message.attempt };
  const answered: LateReply = { kind: 'reply', path, direction, attempt, event, data };
  const told = reply(setting, asked, answered, key);
  return twice ? withStraggler(told, answered) : told;
}

function lose(setting: SagaSetting, world: World, { message, fate, forGood }: LoseMove): World {
  const { step: path, direction, attempt, command, input } = message;
  if (fate.kind === 'underway') {
    const late = withStraggler(world, { kind: 'command', path, direction, attempt, command, input });
    return giveNoAnswer(setting, late, message, forGood);
  }
  const { event, data, leaves, soon } = fate;
  const done = carryOut(setting, world, deliveryOf(setting, path, direction), { event, data, leaves });
  const late: LateReply = { kind: 'reply', path, direction, attempt, event, data };
  if (soon) return arrive(setting, giveNoAnswer(setting, done, message, forGood), late);
  return giveNoAnswer(setting, withStraggler(done, late), message, forGood);
}

/** One attempt is lost, or all that are left. To the saga it is the same whatever has become of the command. */
function giveNoAnswer(setting: SagaSetting, world: World, message: CommandMessage, forGood: boolean): World {
  const known = losses.get(message)?.[forGood ? 'forGood' : 'once'];
  const lost = known ?? loseAttempts(setting, { ...world, facts: {} }, message, forGood);
  losses.set(message, { ...losses.get(message), [forGood ? 'forGood' : 'once']: lost });
  const { saga, timerAges, now, limits, last } = lost;
  return { ...world, saga, timerAges, now, limits, last, facts: { ...lost.facts, ...world.facts } };
}

/** By message, which belongs to one state alone. */
const losses = new WeakMap<CommandMessage, { readonly once?: World; readonly forGood?: World }>();

function loseAttempts(setting: SagaSetting, world: World, message: CommandMessage, forGood: boolean): World {
  if (!forGood) return loseAttempt(setting, world, message);
  const { world: asked, attempt } = atLastAttempt(setting, world, message);
  return loseAttempt(setting, asked, { key: message.key, attempt });
}

/** As if every attempt but the last, or all the time that there is for attempts, were used up. */
function atLastAttempt(
  { plan }: SagaSetting,
  world: World,
  { step, direction, attempt }: CommandMessage,
): { readonly world: World; readonly attempt: number } {
  const { attempts, withinMs = 0 } = callSite(plan, step, direction)?.call.retry ?? { attempts: attempt };
  const last = attempts === 'unlimited' ? attempt : Math.max(attempt, attempts);
  const used = attempts === 'unlimited' ? { firstSentAt: world.now - withinMs - 1 } : { attempt: last };
  return { world: { ...world, saga: withCall(world.saga, { step, direction }, used) }, attempt: last };
}

function loseAttempt(
  setting: SagaSetting,
  world: World,
  { key, attempt }: Pick<CommandMessage, 'key' | 'attempt'>,
): World {
  const limit = world.limits[`${key}#${attempt}`];
  const now = limit === undefined ? world.now : Math.max(world.now, limit);
  return feed(setting, { ...world, now }, lossOf({ key, attempt }, { kind: 'timeout' }));
}

/** A participant that refuses for good throws. */
const REFUSAL: AttemptLostInput['reason'] = { kind: 'error', error: 'Error: refused' };

function lossOf(
  { key, attempt }: Pick<CommandMessage, 'key' | 'attempt'>,
  reason: AttemptLostInput['reason'],
): Omit<AttemptLostInput, 'now'> {
  return { type: 'attempt-lost', key, attempt, reason };
}

/** What is in the state survives; the command comes again with the same key. */
function crash(setting: SagaSetting, world: World, { message, event, data }: CrashMove): World {
  const done = carryOut(setting, world, deliveryOf(setting, message.step, message.direction), { event, data });
  return setting.time === 'real' ? withLimitsAnew(setting, done) : done;
}

function runOut(setting: SagaSetting, world: World, { owner, timer, step }: TimerMove): World {
  if (setting.time === 'real') {
    const now = Math.max(world.now, world.saga.timers[owner]?.dueAt ?? 0);
    return feed(setting, { ...world, now }, { type: 'tick' });
  }
  const after = feed(setting, withTimerDue(world, owner), { type: 'tick' });
  if (timer !== 'await' || step === undefined) return after;
  // What was waited for in vain may come all the same.
  const definition = definitionAt(setting.plan, step);
  const event = definition?.kind === 'await' ? definition.events[0] : undefined;
  return event === undefined ? after : withStraggler(after, { kind: 'event', event });
}
