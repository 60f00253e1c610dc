import { SagaError } from '../../errors.js';
import { hashJson } from '../../json.js';
import type { SagaDefinition } from '../../saga/definition.js';
import type { OutgoingMessage } from '../../saga/effects.js';
import type { JournalEntry } from '../../saga/journal.js';
import type { CorrelationValue } from '../../saga/names.js';
import type { SagaState } from '../../saga/state.js';
import type { CommitResult, InstanceFilter, SagaStore, StoredTimer, Transition } from '../../store.js';

interface OutboxRow {
  readonly definition: string;
  readonly message: OutgoingMessage;
}

/** What a memory store keeps; two stores over the same data are like one database opened twice. */
export interface MemoryData {
  readonly definitions: Map<string, SagaDefinition>;
  readonly states: Map<string, SagaState>;
  readonly journals: Map<string, JournalEntry[]>;
  readonly outbox: Map<string, OutboxRow>;
  /** By instance, then by owner. */
  readonly timers: Map<string, Map<string, StoredTimer>>;
  readonly inbox: Map<string, string>;
}

/** Empty data for a memory store. */
export function createMemoryData(): MemoryData {
  return {
    definitions: new Map(),
    states: new Map(),
    journals: new Map(),
    outbox: new Map(),
    timers: new Map(),
    inbox: new Map(),
  };
}

/** A store that lives and dies with the process: for tests and trials. */
export function createMemoryStore(data: MemoryData = createMemoryData()): SagaStore {
  return new MemoryStore(data);
}

class MemoryStore implements SagaStore {
  readonly #data: MemoryData;
  /** Outbox rows that this store has handed out. */
  readonly #taken = new Set<string>();
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

  async commit(transition: Transition): Promise<CommitResult> {
    const data = this.#open();
    const { instance, consumed } = transition;
    if (consumed.inbox !== undefined && data.inbox.has(consumed.inbox)) return 'duplicate';
    if ((data.states.get(instance)?.version ?? 0) !== transition.expectedVersion) return 'conflict';
    // A copy, so that nobody can change what is written.
    apply(data, structuredClone(transition));
    return 'committed';
  }

  async load(instance: string): Promise<SagaState | undefined> {
    return this.#open().states.get(instance);
  }

  async latestRun(saga: string, correlation: CorrelationValue): Promise<SagaState | undefined> {
    const runs = [...this.#open().states.values()].filter(
      (state) => state.saga === saga && state.correlation === correlation,
    );
    return runs.toSorted((a, b) => b.run - a.run)[0];
  }

  async inboxEntry(id: string): Promise<string | undefined> {
    return this.#open().inbox.get(id);
  }

  async journal(instance: string): Promise<readonly JournalEntry[]> {
    return [...(this.#open().journals.get(instance) ?? [])];
  }

  async list(filter: InstanceFilter = {}): Promise<readonly SagaState[]> {
    const found = [...this.#open().states.values()].filter(
      (state) =>
        (filter.saga ?? state.saga) === state.saga &&
        (filter.status ?? state.status) === state.status &&
        (filter.definition ?? state.definition) === state.definition,
    );
    return found.slice(0, filter.limit ?? found.length);
  }

  async takeMessages(definitions: readonly string[], limit: number): Promise<readonly OutgoingMessage[]> {
    const rows = [...this.#open().outbox.values()].filter(
      ({ definition, message }) => definitions.includes(definition) && !this.#taken.has(message.id),
    );
    const messages = rows.slice(0, limit).map(({ message }) => message);
    for (const { id } of messages) this.#taken.add(id);
    return messages;
  }

  async removeMessages(ids: readonly string[]): Promise<void> {
    const { outbox } = this.#open();
    for (const id of ids) outbox.delete(id);
  }

  async dueTimers(definitions: readonly string[], now: number, limit: number): Promise<readonly StoredTimer[]> {
    return this.#timers(definitions)
      .filter(({ dueAt }) => dueAt <= now)
      .slice(0, limit);
  }

  async nextTimerAt(definitions: readonly string[]): Promise<number | undefined> {
    return this.#timers(definitions)[0]?.dueAt;
  }

  async close(): Promise<void> {
    this.#closed = true;
  }

  #open(): MemoryData {
    if (this.#closed) throw new SagaError('store-failed', 'the store is closed');
    return this.#data;
  }

  #timers(definitions: readonly string[]): readonly StoredTimer[] {
    const { states, timers } = this.#open();
    return [...timers]
      .filter(([instance]) => definitions.includes(states.get(instance)?.definition ?? ''))
      .flatMap(([, own]) => [...own.values()])
      .toSorted((a, b) => a.dueAt - b.dueAt);
  }
}

function apply(data: MemoryData, transition: Transition): void {
  const { instance, state, consumed } = transition;
  data.states.set(instance, state);
  data.journals.set(instance, [...(data.journals.get(instance) ?? []), ...transition.entries]);
  if (consumed.inbox !== undefined) data.inbox.set(consumed.inbox, instance);
  if (consumed.message !== undefined) data.outbox.delete(consumed.message);
  for (const message of transition.messages) data.outbox.set(message.id, { definition: state.definition, message });
  data.timers.set(instance, timersAfter(data.timers.get(instance), transition));
}

function timersAfter(before: ReadonlyMap<string, StoredTimer> | undefined, transition: Transition) {
  const { instance, consumed } = transition;
  const timers = new Map(before);
  const fired = consumed.timer;
  if (fired !== undefined && hashJson(timers.get(fired.owner) ?? null) === hashJson(fired)) timers.delete(fired.owner);
  for (const change of transition.timers) {
    if (change.type === 'cancel-all') timers.clear();
    else if (change.type === 'cancel') timers.delete(change.owner);
    else timers.set(change.owner, { instance, owner: change.owner, timer: change.timer, dueAt: change.dueAt });
  }
  return timers;
}
