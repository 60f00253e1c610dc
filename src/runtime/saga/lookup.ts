import type { JsonObject } from '../json.js';
import type { Json } from './definition.js';
import { nameOfPath, ownerOfScope, scopeOfPath, scopesAround, stepPath } from './paths.js';
import { answersOf, type SagaPlan } from './plan.js';
import { type SagaState, stepOf } from './state.js';

/** Where a guard or a mapping is asked: it sees the messages and variables of its scope and of those around it. */
export interface Viewpoint {
  readonly plan: SagaPlan;
  readonly state: SagaState;
  /** Path of the step; empty for the saga itself. */
  readonly path: string;
  /** An undo sees the answer of its own step, and of no other by the same event. */
  readonly undoing: boolean;
}

/** The latest message of this name that is seen from here. */
export function messageSeen(view: Viewpoint, name: string): JsonObject | undefined {
  const { plan, state, path, undoing } = view;
  const step = undoing ? plan.steps.get(nameOfPath(path)) : undefined;
  if (step !== undefined && answersOf(step).includes(name)) return ownAnswer(view, name);
  for (const scope of scopesAround(scopeOfPath(path))) {
    const key = `${scope}${name}`;
    if (Object.hasOwn(state.messages, key)) return state.messages[key];
    const owner = ownerOfScope(scope);
    if (owner !== undefined && plan.apart.get(nameOfPath(owner.path))?.has(name)) return undefined;
  }
  return undefined;
}

/** An undo must not take the answer of another round or of another step for that of its own, which may never have come. */
function ownAnswer({ plan, state, path }: Viewpoint, name: string): JsonObject | undefined {
  const own = stepOf(state, path)?.answer;
  if (own !== undefined) return own.event === name ? own.data : undefined;
  const key = stepPath(scopeOfPath(path), name);
  return !plan.keepers.has(nameOfPath(path)) && Object.hasOwn(state.messages, key) ? state.messages[key] : undefined;
}

/** Every message that is seen from here, by name. */
export function messagesSeen(view: Viewpoint): Readonly<Record<string, JsonObject>> {
  const own = view.undoing ? stepOf(view.state, view.path)?.answer : undefined;
  const all = Object.keys(view.state.messages).filter((name) => !name.includes('/'));
  const names = own === undefined ? all : [...all, own.event];
  return Object.fromEntries(
    names.flatMap((name) => {
      const message = messageSeen(view, name);
      return message === undefined ? [] : [[name, message]];
    }),
  );
}

/** Ids of the instance and variables of the loops around, by name. */
export function variablesSeen({ plan, state, path }: Viewpoint): Readonly<Record<string, Json>> {
  const scopes = scopesAround(scopeOfPath(path)).toReversed();
  const ofLoops = scopes.flatMap((scope): readonly (readonly [string, Json])[] => {
    const owner = ownerOfScope(scope);
    const loop = owner && plan.steps.get(nameOfPath(owner.path));
    if (owner === undefined || loop?.kind !== 'forEach' || loop.as === undefined) return [];
    const item = stepOf(state, owner.path)?.loop?.items[owner.number - 1];
    return item === undefined ? [] : [[loop.as, item]];
  });
  return { ...state.ids, ...Object.fromEntries(ofLoops) };
}
