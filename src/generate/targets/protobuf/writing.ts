import type { Diagnostic } from '../../../diagnostics/index.js';
import type { Catalog } from '../../../model/index.js';
import type { Lock, LockEnum, LockMessage } from './lock.js';
import { enumValueName, type NameScope } from './names.js';

/** What all files of a run are written with. */
export interface Writing {
  readonly catalog: Catalog;
  readonly package: string;
  /** Numbers as they were. */
  readonly earlier: Lock;
  /** Numbers as they are now; what is gone from the catalog stays. */
  readonly messages: Map<string, LockMessage>;
  readonly enums: Map<string, LockEnum>;
  /** Name in Protobuf of each definition, by its key. */
  readonly names: ReadonlyMap<string, string>;
  /** Names of the values of the enums that stand in the package itself. */
  readonly values: NameScope;
  readonly diagnostics: Diagnostic[];
}

/** A definition that is written: its key in the lock, and others under which the lock may have it. */
export interface Place {
  readonly key: string;
  readonly formerKeys: readonly string[];
  readonly name: string;
  /** Names that are nearer than those of the package, from the definition around. */
  readonly near: ReadonlySet<string>;
  /** Files that the definition needs. */
  readonly imports: Set<string>;
}

/** The first of a place's keys that the lock has. */
export function earlierAt<T>(entries: ReadonlyMap<string, T>, { key, formerKeys }: Place): T | undefined {
  for (const known of [key, ...formerKeys]) {
    const entry = entries.get(known);
    if (entry !== undefined) return entry;
  }
  return undefined;
}

/** Notes the names of the values of enums that were there before, so that a new one takes none of them. */
export function takeValueNames(
  scope: NameScope,
  enums: Iterable<{ readonly name: string; readonly entry: LockEnum }>,
): void {
  for (const { name, entry } of enums) {
    for (const value of entry.values) scope.take(value.name ?? enumValueName(name, value.value), name);
    for (const gone of entry.reserved) if (gone.name !== undefined) scope.take(gone.name, name);
  }
}
