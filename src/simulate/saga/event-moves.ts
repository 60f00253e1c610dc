import { isCancellable } from '../../runtime/saga/hear.js';
import { eventsAwaitedBy } from '../../runtime/saga/plan.js';
import { definitionAt } from '../../runtime/saga/sites.js';
import { callOf, stepOf } from '../../runtime/saga/state.js';
import { MOST_TIMES } from './arrive.js';
import type { EventMove } from './moves.js';
import type { SagaSetting } from './setting.js';
import type { World } from './world.js';

/** Events of the outside that may come now. Those that are waited for come in their turn; the others go wrong. */
export function eventMoves(setting: SagaSetting, world: World): readonly EventMove[] {
  const { plan } = setting;
  const awaited = new Map<string, EventMove['how']>();
  for (const path of Object.keys(world.saga.steps)) {
    const step = definitionAt(plan, path);
    if (step === undefined || callOf(world.saga, path, 'do')?.status !== 'waiting') continue;
    for (const event of eventsAwaitedBy(step)) {
      awaited.set(event, step.kind === 'await' && step.failure.includes(event) ? 'refusal' : 'awaited');
    }
  }
  const unasked = [...plan.listensTo].filter((event) => !awaited.has(event) && mayCome(setting, world, event));
  const all = [...awaited, ...unasked.map((event) => [event, howUnasked(setting, world, event)] as const)];
  return all.flatMap(([event, how]) => movesOf(setting, event, how));
}

function movesOf({ samples }: SagaSetting, event: string, how: EventMove['how']): readonly EventMove[] {
  const faults = how === 'awaited' ? 0 : 1;
  return samples.events(event).map((data, index) => {
    return { kind: 'event', id: `event ${event} ${how}${index === 0 ? '' : ` ${index}`}`, faults, event, data, how };
  });
}

/** An event that nobody waits for now: it comes before its step, once more, is heard, or cancels. */
function mayCome({ plan }: SagaSetting, world: World, event: string): boolean {
  const times = world.sent[event] ?? 0;
  if (times >= MOST_TIMES) return false;
  const { cancelOn, hears } = plan.definition;
  if (cancelOn.includes(event)) return times === 0 || isCancellable(plan, world.saga);
  if (hears.includes(event)) return times === 0;
  const waiters = [...plan.steps.values()].filter((step) => eventsAwaitedBy(step).includes(event));
  const isToCome = waiters.some(({ name }) => stepOf(world.saga, name) === undefined);
  return isToCome || times > 0;
}

function howUnasked({ plan }: SagaSetting, world: World, event: string): EventMove['how'] {
  if (plan.definition.cancelOn.includes(event)) return 'cancel';
  if (plan.definition.hears.includes(event)) return 'heard';
  return (world.sent[event] ?? 0) > 0 ? 'again' : 'early';
}
