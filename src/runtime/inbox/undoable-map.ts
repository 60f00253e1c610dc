/** As much of a map as can be taken back: each change leaves behind how to undo it. */
export interface UndoableMap<V> extends Iterable<readonly [string, V]> {
  get(key: string): V | undefined;
  has(key: string): boolean;
  set(key: string, value: V): void;
  delete(key: string): void;
  values(): Iterable<V>;
}

/** Changes a map at once, and adds to `undo` what takes each change back; to be called in reverse order. */
export function undoableMap<V>(map: Map<string, V>, undo: (() => void)[]): UndoableMap<V> {
  function keep(key: string): void {
    const old = map.get(key);
    const wasThere = map.has(key);
    undo.push(() => {
      if (wasThere) map.set(key, old as V);
      else map.delete(key);
    });
  }
  return {
    get: (key) => map.get(key),
    has: (key) => map.has(key),
    set(key, value) {
      keep(key);
      map.set(key, value);
    },
    delete(key) {
      keep(key);
      map.delete(key);
    },
    values: () => map.values(),
    [Symbol.iterator]: () => map[Symbol.iterator](),
  };
}
