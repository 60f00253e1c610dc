import type { JsonObject } from '../../runtime/json.js';
import { idempotencyKey } from '../../runtime/saga/names.js';
import { callOf, isPending } from '../../runtime/saga/state.js';
import { feed } from './feed.js';
import { answering, carryOut, deliveryOf } from './participant.js';
import type { SagaSetting } from './setting.js';
import { type LateCommand, type LateReply, type Straggler, type World, withFact, withoutStraggler } from './world.js';

/** How often an event is sent that nobody waits for: whoever sends it twice could send it for ever. */
export const MOST_TIMES = 2;

/** A straggler arrives: it is no longer on its way, and whoever gets it does with it what is left to do. */
export function arrive(setting: SagaSetting, before: World, straggler: Straggler): World {
  const world = withoutStraggler(before, straggler);
  if (straggler.kind === 'event') {
    const [data = {}] = setting.samples.events(straggler.event);
    return hearEvent(setting, world, straggler.event, data);
  }
  const key = idempotencyKey(world.saga.instance, straggler.path, straggler.direction);
  if (straggler.kind === 'reply') return reply(setting, world, straggler, key);
  const answered = answerTo(setting, world, straggler);
  if (answered === undefined) return world;
  const done = carryOut(setting, world, deliveryOf(setting, straggler.path, straggler.direction), answered);
  return reply(setting, done, answered, key);
}

/** What a command that arrives only now is answered with; nothing where it is refused. */
export function answerTo(setting: SagaSetting, world: World, command: LateCommand): LateReply | undefined {
  const { path, direction, attempt, input } = command;
  const delivery = deliveryOf(setting, path, direction);
  const able = answering(world, delivery);
  if (able.kind === 'refuses') return undefined;
  if (able.kind === 'bound') return { kind: 'reply', path, direction, attempt, event: able.event, data: able.data };
  const event = (able.kind === 'truth' ? able.events[0] : delivery.call.success[0]) ?? '';
  const [data = {}] = setting.samples.answers(event, input);
  return { kind: 'reply', path, direction, attempt, event, data };
}

/** The saga learns of an answer; a final failure, or a check that found nothing, tells it that nothing happened. */
export function reply(
  setting: SagaSetting,
  world: World,
  answered: Extract<Straggler, { kind: 'reply' }>,
  key: string,
): World {
  const { path, direction, attempt, event, data } = answered;
  const wasPending = isPending(callOf(world.saga, path, 'do'));
  const told = feed(setting, world, { type: 'reply', key, attempt, event, data });
  const { call } = deliveryOf(setting, path, direction);
  const failure = call.failure.find((candidate) => candidate.event === event);
  const isRefusal = failure !== undefined && !failure.retryable && !failure.effectUnknown && direction !== 'undo';
  return wasPending && isRefusal && !isPending(callOf(told.saga, path, 'do'))
    ? withFact(told, path, { knownRefused: true })
    : told;
}

/** An event of the outside comes. */
export function hearEvent(setting: SagaSetting, world: World, event: string, data: JsonObject): World {
  const heard = feed(setting, world, { type: 'event', event, data });
  const times = Math.min(MOST_TIMES, (heard.sent[event] ?? 0) + 1);
  return { ...heard, sent: { ...heard.sent, [event]: times } };
}
