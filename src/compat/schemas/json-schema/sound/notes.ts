/** The keys and the indexes of a value that some check has looked at, for the `unevaluated` keywords. */
export type Notes = Set<string | number>;

/** Notes all indexes of an array. */
export function noteAll(notes: Notes, items: readonly unknown[]): void {
  for (let index = 0; index < items.length; index++) notes.add(index);
}
