import { hashJson } from '../json.js';
import type { Direction } from '../saga/state.js';

/** How one attempt goes. */
export type Conduct =
  | 'answer'
  /** Nothing has happened. */
  | 'throw'
  | 'hang'
  | 'nonsense'
  /** It has happened all the same. */
  | 'happen-then-throw'
  | 'happen-then-hang'
  /** The answer comes after the time is up. */
  | 'happen-then-dawdle'
  /** It happens only after the time is up. */
  | 'dawdle';

/** So long that calls are out whenever a worker is killed or paused. */
const LONGEST_LATENCY = 80;

/** How an attempt goes, by thousandths; the rest are answered. */
const CONDUCTS: readonly (readonly [Conduct, number])[] = [
  ['throw', 40],
  ['happen-then-throw', 30],
  ['hang', 12],
  ['happen-then-hang', 12],
  ['happen-then-dawdle', 12],
  ['dawdle', 12],
  ['nonsense', 10],
];

const REFUSED: Readonly<Record<Direction, number>> = { do: 35, undo: 20, check: 0 };
/** Keys of which no attempt is ever answered. */
const HOPELESS: readonly (readonly [Conduct, number])[] = [
  ['throw', 5],
  ['happen-then-throw', 6],
];

/** Whether a participant refuses a key: the same in all attempts and all processes. */
export function isRefused(seed: number, key: string, direction: Direction): boolean {
  return luckOf([seed, key, 'refused']) < REFUSED[direction];
}

/** How an attempt goes: the same whoever makes it. */
export function conductOf(seed: number, key: string, attempt: number): Conduct {
  return draw(HOPELESS, luckOf([seed, key, 'hopeless'])) ?? draw(CONDUCTS, luckOf([seed, key, attempt])) ?? 'answer';
}

/** How many milliseconds an attempt takes. */
export function latencyOf(seed: number, key: string, attempt: number): number {
  return luckOf([seed, key, attempt, 'latency']) % LONGEST_LATENCY;
}

function draw(table: readonly (readonly [Conduct, number])[], luck: number): Conduct | undefined {
  let limit = 0;
  return table.find(([, share]) => {
    limit += share;
    return luck < limit;
  })?.[0];
}

function luckOf(of: readonly unknown[]): number {
  return Number.parseInt(hashJson(of).slice(0, 8), 16) % 1_000;
}
