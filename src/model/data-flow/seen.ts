import type { ValueType } from '../values/value-type.js';

/** A branch of a parallel step: groups of two branches of one parallel have no order between them. */
export interface Lane {
  readonly parallel: string;
  readonly branch: number;
}

/** Messages of which one has come. */
export interface SeenGroup {
  readonly messages: readonly string[];
  /** On every path that leads here; otherwise only on some. */
  readonly certain: boolean;
  readonly lanes: readonly Lane[];
}

/** What is known at one point of a saga. */
export interface Seen {
  /** Oldest first. */
  readonly groups: readonly SeenGroup[];
  /** Ids made at the start, and loop variables. */
  readonly variables: ReadonlyMap<string, ValueType>;
  /** Optional values that a guard has found, as `Message.field`. */
  readonly present?: ReadonlySet<string>;
  /** Values that a guard has found not to be null, likewise. */
  readonly notNull?: ReadonlySet<string>;
}

/** `seen` with one more group at the end; nothing is added for no messages. */
export function withGroup(seen: Seen, messages: readonly string[], certain: boolean): Seen {
  if (messages.length === 0) return seen;
  return { ...seen, groups: [...seen.groups, { messages, certain, lanes: [] }] };
}

/** `seen` with more groups at the end. */
export function withGroups(seen: Seen, groups: readonly SeenGroup[]): Seen {
  return groups.length === 0 ? seen : { ...seen, groups: [...seen.groups, ...groups] };
}

/** `seen` with groups that came on some path only. */
export function withPossible(seen: Seen, groups: readonly SeenGroup[]): Seen {
  return { ...seen, groups: [...seen.groups, ...groups.map((group) => ({ ...group, certain: false }))] };
}

/** `seen` where `message` has come for sure, as a guard has just found out. */
export function withCertain(seen: Seen, message: string): Seen {
  const index = seen.groups.findLastIndex((group) => group.messages.includes(message));
  const group = seen.groups[index];
  if (group === undefined) return seen;
  return { ...seen, groups: seen.groups.with(index, { ...group, messages: [message], certain: true }) };
}

/** `seen` where optional values are there for sure, as a guard has just found out. */
export function withPresent(seen: Seen, paths: readonly string[]): Seen {
  return paths.length === 0 ? seen : { ...seen, present: new Set([...(seen.present ?? []), ...paths]) };
}

/** Whether a guard has found a value, perhaps on the way to something inside it. */
export function isPresent(seen: Seen, root: string, path: readonly string[]): boolean {
  return seen.present?.has([root, ...path].join('.')) ?? false;
}

/** `seen` where values are not null, as a guard has just found out. */
export function withNotNull(seen: Seen, paths: readonly string[]): Seen {
  return paths.length === 0 ? seen : { ...seen, notNull: new Set([...(seen.notNull ?? []), ...paths]) };
}

/** What a value may be where a guard may have found it not to be null. */
export function asFound(seen: Seen, root: string, path: readonly string[], value: ValueType): ValueType {
  if (!value.nullable || !seen.notNull?.has([root, ...path].join('.'))) return value;
  return { ...value, type: value.type.kind === 'nullable' ? value.type.inner : value.type, nullable: false };
}

/** `seen` inside a loop that hands `type` to each round under a name. */
export function withVariable(seen: Seen, name: string, type: ValueType): Seen {
  return { ...seen, variables: new Map([...seen.variables, [name, type]]) };
}

/** Whether two groups stand in different branches of one parallel step. */
export function isUnordered(a: SeenGroup, b: SeenGroup): boolean {
  return a.lanes.some((lane) =>
    b.lanes.some((other) => other.parallel === lane.parallel && other.branch !== lane.branch),
  );
}

/** Whether a message has come on every path, on some, or on none. */
export function certaintyOf(seen: Seen, message: string): 'certain' | 'possible' | 'never' {
  const groups = seen.groups.filter((group) => group.messages.includes(message));
  if (groups.length === 0) return 'never';
  return groups.some((group) => group.certain && group.messages.length === 1) ? 'certain' : 'possible';
}
