import { hash } from 'node:crypto';
import { isLess, type Toll } from './breach-notes.js';

/** How a state is reached best. */
export interface Way extends Toll {
  /** Number of the state before; -1 for a start. */
  readonly parent: number;
  /** Index among the choices of the state before, or among the starts. */
  readonly choice: number;
}

/** Every state that was met, by its number. */
export interface StateTable {
  /** The state's number where it is new, or reached with less than was known, and so has to be looked at. */
  enter(key: string, way: Way): number | undefined;
  /** From now on it counts as looked at; false where it did already. */
  close(number: number): boolean;
  wayTo(number: number): Way;
  readonly size: number;
  /** Numbers of the choices that lead to a state, from a start on. */
  choicesTo(number: number): { readonly start: number; readonly choices: readonly number[] };
}

/** Makes an empty table. Of keys only hashes are kept. */
export function createStateTable(): StateTable {
  const numbers = new Map<string, number>();
  const ways: Way[] = [];
  const closed: boolean[] = [];

  function enter(key: string, way: Way): number | undefined {
    const hashed = hashOf(key);
    const known = numbers.get(hashed);
    if (known === undefined) {
      numbers.set(hashed, ways.length);
      return ways.push(way) - 1;
    }
    if (closed[known] || !isLess(way, wayTo(known))) return undefined;
    ways[known] = way;
    return known;
  }

  function close(number: number): boolean {
    if (closed[number]) return false;
    closed[number] = true;
    return true;
  }

  function wayTo(number: number): Way {
    return ways[number] as Way;
  }

  function choicesTo(number: number): ReturnType<StateTable['choicesTo']> {
    const choices: number[] = [];
    let way = wayTo(number);
    for (; way.parent >= 0; way = wayTo(way.parent)) choices.push(way.choice);
    return { start: way.choice, choices: choices.reverse() };
  }

  return {
    enter,
    close,
    wayTo,
    choicesTo,
    get size() {
      return ways.length;
    },
  };
}

/** 160 bits: that two of a million states are taken for one is less likely than one in 10^36. */
function hashOf(key: string): string {
  return hash('sha1', key, 'binary');
}
