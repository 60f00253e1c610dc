import type { ForEachStepDefinition, Json } from './definition.js';
import { type Draft, record, viewFrom } from './draft.js';
import { type MappingContext, readSource } from './mapping.js';
import { innerScope } from './paths.js';
import { tryOrBlock } from './send.js';
import { type SagaState, stepOf } from './state.js';

/** More rounds would make an instance too large to be kept. */
const MOST_ROUNDS = 1_000;

/** Works out the rounds of a loop when it is reached; false where that cannot be done. */
export function enterLoop(draft: Draft, step: ForEachStepDefinition, path: string): boolean {
  if (stepOf(draft.state, path)?.loop !== undefined) return true;
  const items = tryOrBlock(draft, { step: path, direction: 'do' }, () => itemsOf(step, viewFrom(draft, path)));
  if (items === undefined) return false;
  record(draft, { type: 'loop-started', step: path, items });
  return true;
}

/** No round begins any more; those that have begun go on. */
export function cutLoop(draft: Draft, path: string, event: string): void {
  record(draft, { type: 'loop-cut', step: path, event, rounds: roundsBegun(draft.state, path) });
}

/** Whether an event can still cut it: a round is left that has not begun. */
export function hasRoundsToCome(state: SagaState, path: string): boolean {
  return roundsBegun(state, path) < (stepOf(state, path)?.loop?.rounds ?? 0);
}

function roundsBegun(state: SagaState, path: string): number {
  const rounds = stepOf(state, path)?.loop?.rounds ?? 0;
  const paths = Object.keys(state.steps);
  for (let number = rounds; number >= 1; number -= 1) {
    const scope = innerScope(path, number);
    if (paths.some((inner) => inner.startsWith(scope))) return number;
  }
  return 0;
}

function itemsOf({ items }: ForEachStepDefinition, view: MappingContext): readonly Json[] {
  const value = readSource(items, view);
  const list = Array.isArray(value) ? (value as readonly Json[]) : countTo(value);
  if (list.length <= MOST_ROUNDS) return list;
  throw new Error(`${list.length} rounds are more than the ${MOST_ROUNDS} that one instance can keep`);
}

function countTo(value: Json | undefined): readonly Json[] {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) {
    throw new Error(`${JSON.stringify(value) ?? 'an absent value'} is neither a list nor a number of rounds`);
  }
  if (value > MOST_ROUNDS)
    throw new Error(`${value} rounds are more than the ${MOST_ROUNDS} that one instance can keep`);
  return Array.from({ length: value }, (_, index) => index + 1);
}
