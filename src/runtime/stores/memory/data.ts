import type { SagaDefinition } from '../../saga/definition.js';
import type { Notice } from '../../saga/effects.js';
import type { JournalEntry } from '../../saga/journal.js';
import type { CorrelationValue } from '../../saga/names.js';
import type { SagaState } from '../../saga/state.js';
import type { Mail, Owner } from '../../store.js';

/** An instance with all that belongs to it. */
export interface MemoryInstance {
  state: SagaState;
  readonly journal: JournalEntry[];
  owner: Owner | undefined;
  wakeAt: number | undefined;
  mail: readonly Mail[];
}

/** What a memory store keeps; two stores over the same data are like one database opened twice. */
export interface MemoryData {
  readonly definitions: Map<string, SagaDefinition>;
  readonly instances: Map<string, MemoryInstance>;
  /** Those that have a time to wake or mail; the others need not be looked at for work. */
  readonly expectant: Set<MemoryInstance>;
  /** Latest run by saga and correlation, see `nameKey`. */
  readonly runs: Map<string, SagaState['instance']>;
  /** Instances by saga and the value of an id. */
  readonly ids: Map<string, readonly string[]>;
  readonly inbox: Map<string, string>;
  /** Ids of all mail that ever came. */
  readonly mailIds: Set<string>;
  readonly notices: Map<string, { readonly notice: Notice; owner: Owner | undefined }>;
  /** When the lease of an owner ends, in milliseconds since 1970. */
  readonly leases: Map<Owner, number>;
  readonly watchers: Set<{ readonly store: unknown; readonly listener: () => void }>;
  lastOwner: Owner;
}

/** Empty data for a memory store. */
export function createMemoryData(): MemoryData {
  return {
    definitions: new Map(),
    instances: new Map(),
    expectant: new Set(),
    runs: new Map(),
    ids: new Map(),
    inbox: new Map(),
    mailIds: new Set(),
    notices: new Map(),
    leases: new Map(),
    watchers: new Set(),
    lastOwner: 0,
  };
}

/** Key of `MemoryData.runs` and, with an id for a value, of `MemoryData.ids`; a text and a number differ. */
export function nameKey(saga: string, value: CorrelationValue): string {
  return JSON.stringify([saga, value]);
}

/** Puts an instance among the expectant ones, or takes it out. */
export function noteExpectation(data: MemoryData, instance: MemoryInstance): void {
  if (instance.wakeAt !== undefined || instance.mail.length > 0) data.expectant.add(instance);
  else data.expectant.delete(instance);
}
