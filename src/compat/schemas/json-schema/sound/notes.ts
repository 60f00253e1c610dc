/** The keys and the indexes of a value that some check has looked at, for the `unevaluated` keywords. */
export type Notes = Set<string | number>;

/** Nothing looked at yet. */
export function noNotes(): Notes {
  return new Set();
}

/** Notes a key of an object or an index of an array. */
export function noteMember(notes: Notes, member: string | number): void {
  notes.add(member);
}

/** Notes all indexes of an array. */
export function noteAll(notes: Notes, items: readonly unknown[]): void {
  for (let index = 0; index < items.length; index++) notes.add(index);
}
