import { grouped } from '../../model/grouped.js';

/** Things whose names a reader or a machine takes for one, in the order in which they were given. */
export function groupsOfSame<T>(items: Iterable<T>, keyOf: (item: T) => string): readonly (readonly T[])[] {
  return [...grouped(items, keyOf).values()].filter((group) => group.length > 1);
}

/** A name as code and file systems compare it: `Order_Placed` and `orderPlaced` are `orderplaced`; `Name@1` is `namev1`. */
export function foldedName(name: string): string {
  return name
    .replace('@', 'v')
    .replace(/[^A-Za-z0-9]/g, '')
    .toLowerCase();
}
