import { entryOf } from '../../language/node.js';
import { flattenSteps, type StepContainer, type StepPlace } from '../../model/graph.js';
import { push } from '../../model/grouped.js';
import type { SagaDef, Step } from '../../model/index.js';

/** A step of the old definition and what it is in the new one. */
export interface StepPair {
  readonly old: StepPlace;
  readonly new: StepPlace;
}

/** The steps of two states of a saga, and which is which. */
export interface PairedSteps {
  readonly oldPlaces: readonly StepPlace[];
  readonly newPlaces: readonly StepPlace[];
  readonly byOld: ReadonlyMap<Step, StepPair>;
  readonly byNew: ReadonlyMap<Step, StepPair>;
}

interface Pairing {
  readonly byOld: Map<Step, StepPair>;
  readonly byNew: Map<Step, StepPair>;
}

/**
 * Finds each step of the new saga in the old one: by its name or by `renamedFrom`; groups and loops without a name of their
 * own by what is in them, pauses by how long they are, and what is left by its place.
 */
export function pairSteps(old: SagaDef, next: SagaDef): PairedSteps {
  const oldPlaces = flattenSteps(old.steps);
  const newPlaces = flattenSteps(next.steps);
  const pairing: Pairing = { byOld: new Map(), byNew: new Map() };
  pairByName(oldPlaces, newPlaces, pairing);
  pairByContent(oldPlaces, newPlaces, pairing);
  pairBy(({ step }) => (step.kind === 'wait' ? step.for.text : undefined), oldPlaces, newPlaces, pairing);
  pairBy(({ step }) => step.name, oldPlaces, newPlaces, pairing);
  return { oldPlaces, newPlaces, ...pairing };
}

/** The innermost thing that a step stands in. */
export function containerOf({ inside }: StepPlace): StepContainer | undefined {
  return inside.at(-1);
}

/** Whether a step has a name that a person gave it, or that follows from its command or event. */
function isNamed({ kind, node }: Step): boolean {
  return kind === 'do' || kind === 'await' || kind === 'undo' || entryOf(node, 'name') !== undefined;
}

function formerName(step: Step): string | undefined {
  return step.kind === 'do' || step.kind === 'await' ? step.renamedFrom : undefined;
}

function pair({ byOld, byNew }: Pairing, old: StepPlace, next: StepPlace): void {
  if (old.step.kind !== next.step.kind || byOld.has(old.step) || byNew.has(next.step)) return;
  const found = { old, new: next };
  byOld.set(old.step, found);
  byNew.set(next.step, found);
}

function pairByName(oldPlaces: readonly StepPlace[], newPlaces: readonly StepPlace[], pairing: Pairing): void {
  const known = new Map(oldPlaces.filter(({ step }) => isNamed(step)).map((place) => [place.step.name, place]));
  // A name that is there on both sides is that step, whatever another says that it was called before.
  for (const place of newPlaces) {
    const same = isNamed(place.step) ? known.get(place.step.name) : undefined;
    if (same !== undefined) pair(pairing, same, place);
  }
  for (const place of newPlaces) {
    const former = formerName(place.step);
    const before = former === undefined ? undefined : known.get(former);
    if (before !== undefined) pair(pairing, before, place);
  }
}

/** From the inside out, so that groups in groups are known by the groups in them. */
function pairByContent(oldPlaces: readonly StepPlace[], newPlaces: readonly StepPlace[], pairing: Pairing): void {
  const places = new Map(oldPlaces.map((place) => [place.step, place]));
  for (const inner of newPlaces.toReversed()) {
    const group = containerOf(inner);
    const before = pairing.byNew.get(inner.step)?.old;
    const oldGroup = before && containerOf(before);
    if (group === undefined || oldGroup === undefined || isNamed(group.of) || isNamed(oldGroup.of)) continue;
    const oldPlace = places.get(oldGroup.of);
    const newPlace = { step: group.of, inside: inner.inside.slice(0, -1) };
    if (oldPlace !== undefined) pair(pairing, oldPlace, newPlace);
  }
}

function pairBy(
  keyOf: (place: StepPlace) => string | undefined,
  oldPlaces: readonly StepPlace[],
  newPlaces: readonly StepPlace[],
  pairing: Pairing,
): void {
  const free = new Map<string, StepPlace[]>();
  for (const place of oldPlaces) {
    const key = keyOf(place);
    if (key === undefined || isNamed(place.step) || pairing.byOld.has(place.step)) continue;
    push(free, key, place);
  }
  for (const place of newPlaces) {
    const key = keyOf(place);
    if (key === undefined || isNamed(place.step) || pairing.byNew.has(place.step)) continue;
    const found = free.get(key)?.shift();
    if (found !== undefined) pair(pairing, found, place);
  }
}
