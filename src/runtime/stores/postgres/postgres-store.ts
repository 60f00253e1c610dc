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
import { createClaimer } from './claim.js';
import { type Committer, createCommitter } from './commit-batch.js';
import { correlationKey } from './commit-row.js';
import type { Connections } from './connections.js';
import type { Database } from './database.js';
import { indexKey } from './index-key.js';
import { createLeases, type Leases } from './leases.js';
import { createListener, type Listener } from './listener.js';
import { createMailbox, type Mailbox } from './mailbox.js';
import { readState, type StateRow } from './read-state.js';
import { countText, listText, listValues } from './reports.js';
import type { ServerClock } from './server-clock.js';
import { createStatements, type Statements } from './statements.js';

/** What a store is made of; the schema's name is quoted. */
export interface StoreParts {
  readonly connections: Connections;
  readonly database: Database;
  readonly clock: ServerClock;
  readonly schema: string;
  readonly channel: string;
  readonly writers: number;
}

/** The port of the engine, on tables of PostgreSQL. */
export class PostgresStore implements SagaStore {
  readonly clock: ServerClock;
  readonly #connections: Connections;
  readonly #database: Database;
  readonly #schema: string;
  readonly #statements: Statements;
  readonly #committer: Committer;
  readonly #mailbox: Mailbox;
  readonly #leases: Leases;
  readonly #listener: Listener;
  readonly #claim: (request: ClaimRequest) => Promise<readonly Claim[]>;
  #closing: Promise<void> | undefined;
  #takes = 0;

  constructor({ connections, database, clock, schema, channel, writers }: StoreParts) {
    this.clock = clock;
    this.#connections = connections;
    this.#database = database;
    this.#schema = schema;
    this.#statements = createStatements(schema);
    const commits = { schema, channel, pool: connections.commits, parallel: writers, now: () => clock.now() };
    this.#committer = createCommitter(database, commits);
    this.#mailbox = createMailbox(database, schema, channel);
    this.#leases = createLeases(database, connections, { schema, channel, clock });
    this.#listener = createListener(channel, connections.client);
    this.#claim = createClaimer(database, connections, schema);
  }

  async saveDefinition(hash: string, definition: SagaDefinition): Promise<void> {
    const { saga, version } = definition;
    await this.#database.rows(this.#statements.addDefinition, [hash, saga, version, JSON.stringify(definition)]);
  }

  async definitions(): Promise<ReadonlyMap<string, SagaDefinition>> {
    const rows = await this.#database.rows<{ hash: string; body: string }>(this.#statements.definitions);
    return new Map(rows.map(({ hash, body }) => [hash, JSON.parse(body) as SagaDefinition]));
  }

  async register(_now: number, leaseMs: number): Promise<Owner> {
    return this.#leases.register(leaseMs);
  }

  async renew(owner: Owner, _now: number, leaseMs: number): Promise<boolean> {
    return this.#leases.renew(owner, leaseMs);
  }

  async leaseEnd(owner: Owner): Promise<number | undefined> {
    return this.#leases.firstEnd(owner);
  }

  async resign(owner: Owner): Promise<void> {
    await this.#leases.resign(owner);
  }

  async commit(transition: Transition): Promise<CommitResult> {
    this.#assertOpen();
    return this.#committer.commit(transition);
  }

  async claim(request: ClaimRequest): Promise<readonly Claim[]> {
    return this.#claim(request);
  }

  async nextWakeAt({ owner, definitions }: Omit<ClaimRequest, 'now' | 'limit'>): Promise<number | undefined> {
    const values = [owner, [...definitions]];
    const [row] = await this.#database.rows<{ at: number | null }>(this.#statements.nextWakeAt, values);
    return row?.at ?? undefined;
  }

  async post(mail: Mail): Promise<PostResult> {
    this.#assertOpen();
    return this.#mailbox.post(mail);
  }

  async load(instance: string): Promise<SagaState | undefined> {
    const [row] = await this.#database.rows<StateRow>(this.#statements.load, [instance]);
    return row && readState(row);
  }

  async latestRun(saga: string, correlation: CorrelationValue): Promise<SagaState | undefined> {
    const values = [saga, correlationKey(correlation)];
    const [row] = await this.#database.rows<StateRow>(this.#statements.latestRun, values);
    return row && readState(row);
  }

  async find(saga: string, { correlation, ids }: InstanceNames): Promise<readonly string[]> {
    const key = correlation === undefined ? null : correlationKey(correlation);
    const values = [saga, key, ids.map(indexKey)];
    const rows = await this.#database.rows<{ id: string }>(this.#statements.find, values);
    return rows.map(({ id }) => id);
  }

  async inboxEntry(id: string): Promise<string | undefined> {
    const [row] = await this.#database.rows<{ instance: string }>(this.#statements.inboxEntry, [indexKey(id)]);
    return row?.instance;
  }

  async journal(instance: string): Promise<readonly JournalEntry[]> {
    const rows = await this.#database.rows<{ entries: string }>(this.#statements.journal, [instance]);
    return rows.flatMap(({ entries }) => JSON.parse(entries) as readonly JournalEntry[]);
  }

  async list(filter: InstanceFilter = {}): Promise<readonly SagaState[]> {
    const rows = await this.#database.report<StateRow>(listText(this.#schema), listValues(filter));
    return rows.map(readState);
  }

  async count(): Promise<readonly InstanceCount[]> {
    return this.#database.report<InstanceCount>(countText(this.#schema), []);
  }

  async takeNotices(owner: Owner, limit: number): Promise<readonly Notice[]> {
    const values = [owner, limit, this.#takes++];
    const rows = await this.#database.rows<{ seq: number; body: string }>(this.#statements.takeNotices, values);
    return rows.toSorted((a, b) => a.seq - b.seq).map(({ body }) => JSON.parse(body) as Notice);
  }

  async removeNotices(ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await this.#database.rows(this.#statements.removeNotices, [[...ids]]);
  }

  watch(listener: () => void): () => void {
    return this.#listener.watch(listener);
  }

  close(): Promise<void> {
    this.#closing ??= this.#end();
    return this.#closing;
  }

  /** What was handed in before is finished first. */
  async #end(): Promise<void> {
    await Promise.all([this.#committer.drained(), this.#mailbox.drained()]);
    this.#database.close();
    await this.#listener.close();
    await this.#connections.end();
  }

  #assertOpen(): void {
    if (this.#closing === undefined) return;
    throw new SagaError('store-failed', `the store ${this.#database.place} is closed`);
  }
}
