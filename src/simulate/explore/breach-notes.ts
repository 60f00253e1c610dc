import type { Breach } from './model.js';

/** What a run that shows a breach takes. */
export interface Toll {
  readonly faults: number;
  readonly depth: number;
}

/** Of each invariant and each thing that it is about, the breach that takes the least. */
export interface BreachNotes<Where> {
  note(breach: Breach, toll: Toll, where: Where): void;
  all(): readonly { readonly breach: Breach; readonly faults: number; readonly where: Where }[];
}

export function createBreachNotes<Where>(): BreachNotes<Where> {
  const found = new Map<string, { readonly breach: Breach; readonly toll: Toll; readonly where: Where }>();
  return {
    note(breach, toll, where) {
      const key = `${breach.invariant}\n${breach.about}`;
      const known = found.get(key);
      if (known === undefined || isLess(toll, known.toll)) found.set(key, { breach, toll, where });
    },
    all: () => [...found.values()].map(({ breach, toll, where }) => ({ breach, faults: toll.faults, where })),
  };
}

/** Whether one run takes less than another: fewer things that go wrong, or as many in fewer steps. */
export function isLess(one: Toll, other: Toll): boolean {
  return one.faults < other.faults || (one.faults === other.faults && one.depth < other.depth);
}
