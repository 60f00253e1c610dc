import type { JsonObject } from '../../runtime/json.js';
import type { CallDefinition, FailureDefinition } from '../../runtime/saga/definition.js';
import { nameOfPath } from '../../runtime/saga/paths.js';
import { callSite } from '../../runtime/saga/sites.js';
import type { Direction } from '../../runtime/saga/state.js';
import type { SagaSetting } from './setting.js';
import { type Answer, factOf, type World, withFact } from './world.js';

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
  /** It has answered before, and says the same again. */
  | { readonly kind: 'bound'; readonly event: string; readonly data: JsonObject }
  /** The truth leaves only these answers. */
  | { readonly kind: 'truth'; readonly events: readonly string[] }
  /** It must not do it any more, or does not know, and has no event to say so. */
  | { readonly kind: 'refuses' };

/**
 * A participant as docs/saga-runtime.md asks for: a key has one effect and one answer, a do that was overtaken is refused,
 * an undo of what never happened is harmless, failures of an undo and retryable ones are forgotten.
 */
export function answering(world: World, { path, direction, call }: Delivery): Answering {
  const { answer, undoAnswer, effects, closed } = factOf(world, path);
  switch (direction) {
    case 'do':
      if (closed && effects === 0) return { kind: 'refuses' };
      return answer === undefined ? { kind: 'free' } : { kind: 'bound', ...answer };
    case 'undo':
      return undoAnswer === undefined ? { kind: 'free' } : { kind: 'bound', ...undoAnswer };
    case 'check': {
      const events = effects > 0 ? call.success : call.failure.map(({ event }) => event);
      return events.length === 0 ? { kind: 'refuses' } : { kind: 'truth', events };
    }
  }
}

/** How a participant answers. `leaves`: a failure that left something behind. */
export interface GivenAnswer extends Answer {
  readonly leaves?: true | undefined;
}

/** The world after a command was carried out and answered so. */
export function carryOut(setting: SagaSetting, world: World, delivery: Delivery, given: GivenAnswer): World {
  const { path, direction, call } = delivery;
  const { event, data } = given;
  const fact = factOf(world, path);
  const failure = call.failure.find((candidate) => candidate.event === event);
  switch (direction) {
    case 'do':
      return withFact(world, path, {
        effects: fact.effects + effectsOf(setting, world, delivery, failure, given),
        ...(failure?.retryable !== true && { answer: { event, data } }),
      });
    case 'undo':
      return failure ? world : undo(setting, world, delivery, { event, data });
    case 'check':
      return withFact(world, path, { found: event, ...(failure && fact.effects === 0 && { closed: true }) });
  }
}

function effectsOf(
  { repeating }: SagaSetting,
  world: World,
  { path, call }: Delivery,
  failure: FailureDefinition | undefined,
  { leaves }: GivenAnswer,
): number {
  if (call.readOnly || (failure !== undefined && !leaves)) return 0;
  // What a failure has left behind is what the same key would do once more.
  return factOf(world, path).effects === 0 || repeating.has(call.command) ? 1 : 0;
}

/** What it takes back is what the step has done; it may come first, and then closes the key. */
function undo({ repeating, crossed }: SagaSetting, world: World, { path, call }: Delivery, answer: Answer): World {
  const fact = factOf(world, path);
  if (crossed.has(nameOfPath(path))) return withFact(world, path, { undoAnswer: answer });
  const again = fact.undoAnswer !== undefined;
  const takes = again ? repeating.has(call.command) : fact.effects > fact.undone;
  return withFact(world, path, { undone: fact.undone + (takes ? 1 : 0), undoAnswer: answer, closed: true });
}
