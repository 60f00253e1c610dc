import { SagaError } from '../../errors.js';
import type { SagaDefinition } from '../../saga/definition.js';
import type { Notice } from '../../saga/effects.js';
import type { JournalEntry } from '../../saga/journal.js';
import type { CorrelationValue } from '../../saga/names.js';
import type { SagaState } from '../../saga/state.js';
import type {
  Claim,
  ClaimRequest,
  CommitResult,
  InstanceCount,
  InstanceFilter,
  InstanceNames,
  Mail,
  Owner,
  PostResult,
  SagaStore,
  Transition,
} from '../../store.js';
import { applyTransition } from './apply.js';
import { claimInstances, nextWakeAt } from './claim.js';
import { createMemoryData, type MemoryData, nameKey, noteExpectation } from './data.js';
import { countStates, findByNames, listStates } from './find.js';
import { endLease, endLeases, firstLeaseEnd } from './leases.js';

export { createMemoryData, type MemoryData } from './data.js';

/** A store that lives and dies with the process: for tests and trials. */
export function createMemoryStore(data: MemoryData = createMemoryData()): SagaStore {
  return new MemoryStore(data);
}

class MemoryStore implements SagaStore {
  readonly #data: MemoryData;
  #closed = false;

  constructor(data: MemoryData) {
    this.#data = data;
  }

  async saveDefinition(hash: string, definition: SagaDefinition): Promise<void> {
    const { definitions } = this.#open();
    if (!definitions.has(hash)) definitions.set(hash, structuredClone(definition));
  }

  async definitions(): Promise<ReadonlyMap<string, SagaDefinition>> {
    return new Map(this.#open().definitions);
  }

  async register(now: number, leaseMs: number): Promise<Owner> {
    const data = this.#open();
    data.lastOwner++;
    data.leases.set(data.lastOwner, now + leaseMs);
    if (endLeases(data, now)) this.#callOthers();
    return data.lastOwner;
  }

  async renew(owner: Owner, now: number, leaseMs: number): Promise<boolean> {
    const data = this.#open();
    if (endLeases(data, now)) this.#callOthers();
    if (!data.leases.has(owner)) return false;
    data.leases.set(owner, now + leaseMs);
    return true;
  }

  async leaseEnd(owner: Owner): Promise<number | undefined> {
    return firstLeaseEnd(this.#open(), owner);
  }

  async resign(owner: Owner): Promise<void> {
    endLease(this.#open(), owner);
    this.#callOthers();
  }

  async commit(transition: Transition): Promise<CommitResult> {
    const result = applyTransition(this.#open(), transition);
    if (result === 'committed' && transition.nextOwner === undefined && transition.wakeAt === 0) this.#callOthers();
    return result;
  }

  async claim(request: ClaimRequest): Promise<readonly Claim[]> {
    return claimInstances(this.#open(), request);
  }

  async nextWakeAt(request: Omit<ClaimRequest, 'now' | 'limit'>): Promise<number | undefined> {
    return nextWakeAt(this.#open(), request);
  }

  async post(mail: Mail): Promise<PostResult> {
    const data = this.#open();
    const instance = data.instances.get(mail.instance);
    if (instance === undefined) return 'unknown-instance';
    if (data.mailIds.has(mail.id)) return 'duplicate';
    data.mailIds.add(mail.id);
    instance.mail = [...instance.mail, structuredClone(mail)];
    noteExpectation(data, instance);
    this.#callOthers();
    return 'posted';
  }

  async load(instance: string): Promise<SagaState | undefined> {
    return this.#open().instances.get(instance)?.state;
  }

  async latestRun(saga: string, correlation: CorrelationValue): Promise<SagaState | undefined> {
    const { instances, runs } = this.#open();
    return instances.get(runs.get(nameKey(saga, correlation)) ?? '')?.state;
  }

  async find(saga: string, names: InstanceNames): Promise<readonly string[]> {
    return findByNames(this.#open(), saga, names);
  }

  async inboxEntry(id: string): Promise<string | undefined> {
    return this.#open().inbox.get(id);
  }

  async journal(instance: string): Promise<readonly JournalEntry[]> {
    return [...(this.#open().instances.get(instance)?.journal ?? [])];
  }

  async list(filter: InstanceFilter = {}): Promise<readonly SagaState[]> {
    return listStates(this.#open(), filter);
  }

  async count(): Promise<readonly InstanceCount[]> {
    return countStates(this.#open());
  }

  async takeNotices(owner: Owner, limit: number): Promise<readonly Notice[]> {
    const { notices, leases } = this.#open();
    if (!leases.has(owner)) return [];
    const free = [...notices.values()].filter((row) => row.owner === undefined).slice(0, limit);
    for (const row of free) row.owner = owner;
    return free.map(({ notice }) => notice);
  }

  async removeNotices(ids: readonly string[]): Promise<void> {
    const { notices } = this.#open();
    for (const id of ids) notices.delete(id);
  }

  watch(listener: () => void): () => void {
    const { watchers } = this.#open();
    const watcher = { store: this, listener };
    watchers.add(watcher);
    return () => {
      watchers.delete(watcher);
    };
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const watcher of this.#data.watchers) if (watcher.store === this) this.#data.watchers.delete(watcher);
  }

  #open(): MemoryData {
    if (this.#closed) throw new SagaError('store-failed', 'the store is closed');
    return this.#data;
  }

  /** Later, as a database would: never in the middle of what the caller does. */
  #callOthers(): void {
    for (const { store, listener } of this.#data.watchers) if (store !== this) queueMicrotask(listener);
  }
}
