import { isCancellable, waitingFor } from '../../runtime/saga/hear.js';
import { eventsAwaitedBy, type SagaPlan } from '../../runtime/saga/plan.js';
import { definitionAt } from '../../runtime/saga/sites.js';
import { stepOf } from '../../runtime/saga/state.js';
import { MOST_TIMES } from './arrive.js';
import type { EventMove } from './moves.js';
import type { SagaSetting } from './setting.js';
import type { World } from './world.js';

/** Events of the outside that may come now. Those that are waited for come in their turn; the others go wrong. */
export function eventMoves(setting: SagaSetting, world: World): readonly EventMove[] {
  return [...setting.plan.listensTo].flatMap((event) => {
    const how = howItComes(setting, world, event);
    return how === undefined ? [] : movesOf(setting, event, how);
  });
}

/** Undefined where it would only repeat itself. */
function howItComes({ plan }: SagaSetting, world: World, event: string): EventMove['how'] | undefined {
  const { saga, sent } = world;
  const times = sent[event] ?? 0;
  const waiting = saga.status === 'running' ? waitingFor(plan, saga, event) : [];
  const { cancelOn, hears } = plan.definition;
  if (cancelOn.includes(event) && isCancellable(plan, saga)) return times < MOST_TIMES ? 'cancel' : undefined;
  // Whoever has said it does not know that it was dropped.
  if (wasDropped(world, event)) return times < MOST_TIMES ? 'again' : undefined;
  if (waiting.length > 0) return waiting.every((path) => isFailure(plan, path, event)) ? 'refusal' : 'awaited';
  if (times >= MOST_TIMES) return undefined;
  if (times > 0) return 'again';
  if (cancelOn.includes(event)) return 'too-late';
  if (hears.includes(event)) return 'heard';
  const waiters = [...plan.steps.values()].filter((step) => eventsAwaitedBy(step).includes(event));
  return waiters.some(({ name }) => stepOf(saga, name) === undefined) ? 'early' : undefined;
}

/** Whether an event has come and the saga has taken no note of it. */
export function wasDropped({ saga, sent }: World, event: string): boolean {
  const isKept = saga.early.some((kept) => kept.event === event);
  return (sent[event] ?? 0) > 0 && !isKept && !Object.hasOwn(saga.messages, event);
}

function isFailure(plan: SagaPlan, path: string, event: string): boolean {
  const step = definitionAt(plan, path);
  return step?.kind === 'await' && step.failure.includes(event);
}

function movesOf({ samples }: SagaSetting, event: string, how: EventMove['how']): readonly EventMove[] {
  const faults = how === 'awaited' ? 0 : 1;
  return samples.events(event).map((data, index) => {
    return { kind: 'event', id: `event ${event} ${how}${index === 0 ? '' : ` ${index}`}`, faults, event, data, how };
  });
}
