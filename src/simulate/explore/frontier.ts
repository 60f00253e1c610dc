/** A state that waits to be looked at. */
export interface Waiting<State> {
  readonly node: number;
  readonly state: State;
}

/** States in the order in which they are to be looked at: the fewest faults first, then the fewest steps. */
export interface Frontier<State> {
  push(faults: number, depth: number, waiting: Waiting<State>): void;
  /** The next one, with what it takes to get there. */
  pop(): (Waiting<State> & { readonly faults: number; readonly depth: number }) | undefined;
}

/** Makes an empty frontier. What is pushed may not come before what was popped last. */
export function createFrontier<State>(): Frontier<State> {
  /** By faults, by depth. */
  const layers: Waiting<State>[][][] = [];
  let faults = 0;
  let depth = 0;
  let index = 0;

  function push(ofFaults: number, ofDepth: number, waiting: Waiting<State>): void {
    layers[ofFaults] ??= [];
    const layer = layers[ofFaults] as Waiting<State>[][];
    layer[ofDepth] ??= [];
    layer[ofDepth]?.push(waiting);
  }

  function pop(): ReturnType<Frontier<State>['pop']> {
    for (; faults < layers.length; faults += 1) {
      const layer = layers[faults] ?? [];
      for (; depth < layer.length; depth += 1) {
        const waiting = layer[depth]?.[index];
        if (waiting !== undefined) {
          index += 1;
          return { ...waiting, faults, depth };
        }
        // What has been looked at is not needed any more: the memory is for what is still to come.
        delete layer[depth];
        index = 0;
      }
      depth = 0;
    }
    return undefined;
  }

  return { push, pop };
}
