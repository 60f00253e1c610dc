import { areBeside } from '../../model/flatten-steps.js';
import { pivotOf, type StepContainer, type StepPlace } from '../../model/graph.js';
import { push } from '../../model/grouped.js';
import type { SagaDef, Step } from '../../model/index.js';
import { containerOf } from './pair-steps.js';
import type { StepSpot } from './saga-facts.js';

/** The lists of steps of a saga: its own, and each branch, round and handler. */
export interface StepLists {
  /** Steps in order, by key of their list; the saga's own has an empty key. */
  readonly lists: ReadonlyMap<string, readonly StepPlace[]>;
  readonly spotOf: (place: StepPlace) => StepSpot;
}

/** Sorts the places of a saga by the list that they stand in. */
export function stepLists(saga: SagaDef, places: readonly StepPlace[]): StepLists {
  const lists = new Map<string, StepPlace[]>();
  const at = new Map<Step, { readonly list: readonly StepPlace[]; readonly index: number }>();
  for (const place of places) {
    const key = listKey(containerOf(place));
    push(lists, key, place);
    const list = lists.get(key) ?? [];
    at.set(place.step, { list, index: list.length - 1 });
  }
  const pivot = pivotOf(saga);
  const order = new Map(places.map(({ step }, index) => [step, index]));
  function pivotSpot(place: StepPlace): StepSpot['pivot'] {
    if (pivot === undefined) return 'none';
    if (pivot.step === place.step) return 'itself';
    const isEarlier = (order.get(place.step) ?? 0) < (order.get(pivot.step) ?? 0);
    return isEarlier || areBeside(place, pivot) ? 'before' : 'behind';
  }
  function spotOf(place: StepPlace): StepSpot {
    const { list = [], index = 0 } = at.get(place.step) ?? {};
    const [after, before] = [list[index - 1], list[index + 1]];
    const inside = insideOf(containerOf(place));
    return {
      ...(after && { after: after.step.name }),
      ...(before && { before: before.step.name }),
      ...(inside && { inside }),
      pivot: pivotSpot(place),
    };
  }
  return { lists, spotOf };
}

/** The list that a container stands for, unlike any other of the saga. */
export function listKey(container: StepContainer | undefined): string {
  if (container === undefined) return '';
  return `${container.of.name}/${partOf(container)}`;
}

function partOf(container: StepContainer): string {
  switch (container.kind) {
    case 'branch':
      return String(container.branch);
    case 'round':
      return 'round';
    case 'handler':
      return container.handler.on.name;
  }
}

function insideOf(container: StepContainer | undefined): StepSpot['inside'] {
  switch (container?.kind) {
    case undefined:
      return undefined;
    case 'branch':
      return { kind: 'parallel', of: container.of.name };
    case 'round':
      return { kind: 'forEach', of: container.of.name };
    case 'handler':
      return { kind: 'onFailure', of: container.of.name, on: container.handler.on.name };
  }
}
