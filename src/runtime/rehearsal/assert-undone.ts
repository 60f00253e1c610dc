import { nameOfPath } from '../saga/paths.js';

/** Steps in the order of their undoing; lists in it run side by side; `?` may or may not have been reached. */
export type Undone = readonly (string | readonly Undone[])[];

/**
 * Throws unless exactly the expected steps were undone, each run of a step once, in an allowed order. Rounds of a loop
 * are named once, however many there were.
 */
export function assertUndone(expected: Undone, actual: readonly string[]): void {
  const names = leaves(expected);
  const undone = actual.map(nameOfPath);
  const twice = actual.find((path, index) => actual.indexOf(path) !== index);
  if (twice !== undefined) throw new Error(`${twice} was undone twice`);
  const missing = names.find((name) => !name.endsWith('?') && !undone.includes(name));
  if (missing !== undefined) throw new Error(`${missing} was not undone`);
  const surplus = undone.find((name) => !names.includes(name) && !names.includes(`${name}?`));
  if (surplus !== undefined) throw new Error(`${surplus} was undone`);
  for (const [before, after] of orders(expected)) {
    const [first, second] = [undone.indexOf(before), undone.indexOf(after)];
    if (before !== after && first > second && second !== -1) throw new Error(`${after} was undone before ${before}`);
  }
}

function leaves(undone: Undone): readonly string[] {
  return undone.flatMap((entry) => (typeof entry === 'string' ? [entry] : entry.flatMap(leaves)));
}

/** Pairs of steps of which the first is undone before the second. */
function orders(undone: Undone): readonly (readonly [string, string])[] {
  const inside = undone.flatMap((entry) => (typeof entry === 'string' ? [] : entry.flatMap(orders)));
  const across = undone.flatMap((entry, index) =>
    leaves([entry]).flatMap((before) => leaves(undone.slice(index + 1)).map((after) => [before, after] as const)),
  );
  return [...inside, ...across].map(([before, after]) => [plain(before), plain(after)] as const);
}

function plain(name: string): string {
  return name.replace(/\?$/, '');
}
