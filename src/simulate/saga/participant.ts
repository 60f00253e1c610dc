import type { CallDefinition, FailureDefinition } from '../../runtime/saga/definition.js';
import { nameOfPath } from '../../runtime/saga/paths.js';
import { callSite } from '../../runtime/saga/sites.js';
import type { Direction } from '../../runtime/saga/state.js';
import type { SagaSetting } from './setting.js';
import { factOf, type World, withFact } from './world.js';

/** A command as its participant gets it. */
export interface Delivery {
  readonly path: string;
  readonly direction: Direction;
  readonly call: CallDefinition;
}

/** The delivery of what a step sends in one direction. */
export function deliveryOf({ plan }: SagaSetting, path: string, direction: Direction): Delivery {
  const call = callSite(plan, path, direction)?.call;
  if (call === undefined) throw new Error(`nothing is sent at ${path}`);
  return { path, direction, call };
}

/** What a participant can do with a command that comes now. */
export type Answering =
  /** It is free to do one of several things. */
  | { readonly kind: 'free' }
  /** It has answered before, or the truth leaves one answer only. */
  | { readonly kind: 'bound'; readonly event: string }
  /** It must not do it any more, and has no event to say so. */
  | { readonly kind: 'refuses' };

/**
 * A participant as docs/saga-runtime.md asks for: a key has one effect and one answer, a do that was overtaken is refused,
 * an undo of what never happened is harmless, failures of an undo and retryable ones are forgotten.
 */
export function answering(world: World, { path, direction, call }: Delivery): Answering {
  const fact = factOf(world, path);
  switch (direction) {
    case 'do':
      if (fact.closed && fact.effects === 0) return { kind: 'refuses' };
      return fact.answer === undefined ? { kind: 'free' } : { kind: 'bound', event: fact.answer };
    case 'undo':
      return fact.undoAnswer === undefined ? { kind: 'free' } : { kind: 'bound', event: fact.undoAnswer };
    case 'check': {
      const event = fact.effects > 0 ? call.success[0] : (call.failure[0]?.event ?? call.success[0]);
      return event === undefined ? { kind: 'refuses' } : { kind: 'bound', event };
    }
  }
}

/** The world after a command was carried out and answered so. `leaves`: a failure that left something behind. */
export function carryOut(setting: SagaSetting, world: World, delivery: Delivery, event: string, leaves = false): World {
  const { path, direction, call } = delivery;
  const fact = factOf(world, path);
  const failure = call.failure.find((candidate) => candidate.event === event);
  switch (direction) {
    case 'do':
      return withFact(world, path, {
        effects: fact.effects + effectsOf(setting, world, delivery, failure, leaves),
        ...(failure?.retryable !== true && { answer: event }),
      });
    case 'undo':
      return failure ? world : undo(setting, world, delivery, event);
    case 'check':
      return failure && fact.effects === 0 ? withFact(world, path, { closed: true }) : world;
  }
}

function effectsOf(
  { repeating }: SagaSetting,
  world: World,
  { path, call }: Delivery,
  failure: FailureDefinition | undefined,
  leaves: boolean,
): number {
  if (call.readOnly || (failure !== undefined && !leaves)) return 0;
  // What a failure has left behind is what the same key would do once more.
  return factOf(world, path).effects === 0 || repeating.has(call.command) ? 1 : 0;
}

/** What it takes back is what the step has done; it may come first, and then closes the key. */
function undo({ repeating, crossed }: SagaSetting, world: World, { path, call }: Delivery, event: string): World {
  const fact = factOf(world, path);
  if (crossed.has(nameOfPath(path))) return withFact(world, path, { undoAnswer: event });
  const again = fact.undoAnswer !== undefined;
  const takes = again ? repeating.has(call.command) : fact.effects > fact.undone;
  return withFact(world, path, { undone: fact.undone + (takes ? 1 : 0), undoAnswer: event, closed: true });
}
