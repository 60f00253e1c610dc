import type { Outcome } from '../diagnostics/index.js';
import type { Document } from './document.js';
import type { Node } from './node.js';

/** What was made of a file, and of which text of it. */
export interface Shelved<T> {
  readonly text: string;
  readonly made: T;
}

/** What was made of files by path and text: a file whose text is the same in the next state is the very same value there. */
export interface Shelf<T> {
  find(file: string, text: string): Shelved<T> | undefined;
  put(file: string, made: Shelved<T>): void;
  turn(): void;
}

/** The files of several states of one catalog, so that those of equal text are parsed and checked once. */
export interface Shelves {
  readonly documents: Shelf<Outcome<Document | undefined>>;
  readonly schemas: Shelf<Outcome<Node | undefined>>;
  /** Begins the next state. */
  turn(): void;
}

/** Empty shelves. What is put on them before the first `turn` stays, because all states are compared with that one. */
export function createShelves(): Shelves {
  const documents = createShelf<Outcome<Document | undefined>>();
  const schemas = createShelf<Outcome<Node | undefined>>();
  return {
    documents,
    schemas,
    turn() {
      documents.turn();
      schemas.turn();
    },
  };
}

/** Keeps the first state, the last one and the one that is being read: a long row of states fits in memory. */
function createShelf<T>(): Shelf<T> {
  const first = new Map<string, Shelved<T>>();
  let last = new Map<string, Shelved<T>>();
  let current = first;
  return {
    find(file, text) {
      const known = first.get(file);
      if (known?.text === text) return known;
      const before = last.get(file);
      if (before?.text !== text) return undefined;
      current.set(file, before);
      return before;
    },
    put: (file, made) => {
      current.set(file, made);
    },
    turn() {
      if (current !== first) last = current;
      current = new Map();
    },
  };
}
