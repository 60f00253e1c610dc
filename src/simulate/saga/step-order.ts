import type { StepDefinition } from '../../runtime/saga/definition.js';
import { nameOfPath } from '../../runtime/saga/paths.js';
import type { SagaPlan } from '../../runtime/saga/plan.js';
import type { SagaState } from '../../runtime/saga/state.js';

/** Paths at which something was reached that comes after a path, one behind the other and not side by side. */
export function pathsBehind(plan: SagaPlan, state: SagaState, path: string): readonly string[] {
  return Object.keys(state.steps).filter((other) => isBehind(plan, other, path));
}

function isBehind(plan: SagaPlan, path: string, other: string): boolean {
  const [mine, theirs] = [path.split('/'), other.split('/')];
  for (const [index, segment] of mine.entries()) {
    const against = theirs[index];
    if (against === undefined) return false;
    if (nameOfPath(segment) !== nameOfPath(against)) return comesAfter(plan, nameOfPath(segment), nameOfPath(against));
    const [number, otherNumber] = [numberOf(mine, index), numberOf(theirs, index)];
    if (number === otherNumber) continue;
    const step = plan.steps.get(nameOfPath(segment));
    return number > otherNumber && !(step?.kind === 'forEach' && step.parallel);
  }
  return false;
}

/** Of a round or try; what handles the failure of a try comes between it and the next one. */
function numberOf(segments: readonly string[], index: number): number {
  const dot = segments[index]?.lastIndexOf('.') ?? -1;
  const number = dot === -1 ? 1 : Number(segments[index]?.slice(dot + 1));
  return index < segments.length - 1 ? number + 0.5 : number;
}

/** Where a step stands in its scope: its place in a sequence, the branch of a group there, its place in that, and so on. */
type Position = readonly number[];

const positions = new WeakMap<SagaPlan, ReadonlyMap<string, Position>>();

function positionsIn(plan: SagaPlan): ReadonlyMap<string, Position> {
  const known = positions.get(plan);
  if (known !== undefined) return known;
  const made = new Map(positionsOf(plan.definition.steps, []));
  positions.set(plan, made);
  return made;
}

function positionsOf(steps: readonly StepDefinition[], before: Position): readonly (readonly [string, Position])[] {
  return steps.flatMap((step, index) => [
    [step.name, [...before, index]] as const,
    ...inside(step, [...before, index]),
  ]);
}

function inside(step: StepDefinition, position: Position): readonly (readonly [string, Position])[] {
  switch (step.kind) {
    case 'parallel':
      return step.branches.flatMap((branch, index) => positionsOf(branch, [...position, index]));
    case 'forEach':
      return positionsOf(step.steps, []);
    case 'do':
    case 'await':
      return step.onFailure.flatMap((handler) => positionsOf(handler.steps, []));
    case 'undo':
    case 'wait':
      return [];
  }
}

/** Two places first differ in a sequence, where they are in order, or in a group, where they stand side by side. */
function comesAfter(plan: SagaPlan, name: string, other: string): boolean {
  const [mine = [], theirs = []] = [positionsIn(plan).get(name), positionsIn(plan).get(other)];
  const at = mine.findIndex((part, index) => part !== theirs[index]);
  return at !== -1 && at % 2 === 0 && (mine[at] ?? 0) > (theirs[at] ?? Number.POSITIVE_INFINITY);
}
