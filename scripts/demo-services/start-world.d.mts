import type { ChildProcess } from 'node:child_process';
import type { BrokerMessage } from '../../src/runtime/broker/broker.js';
import type { OperatedBroker } from '../../src/runtime/broker/operations.js';
import type { SagaStore } from '../../src/runtime/store.js';
import type { OwnServer } from '../servers/start-server.mjs';
import type { Order, Snapshot } from './reconcile.mjs';

export interface WorldOptions {
  /** Default `memory`: it is in this process, and the services reach it by IPC. */
  readonly broker?: 'memory' | 'nats' | 'kafka' | 'rabbitmq';
  /** Default: what SAGAC_<NAME>_URL says; else a server is started that ends with the world. */
  readonly brokerUrl?: string;
  /** The same with SAGAC_POSTGRES_URL. */
  readonly postgresUrl?: string;
  /** The address by which the services reach a broker or database, where that is another one: of a proxy, say. */
  readonly through?: (url: string) => string;
  /** How many processes of a service run, by its name; the second one is called `payment-2`. Default: one of each. */
  readonly processes?: Readonly<Record<string, number>>;
  /** More variables for the environment of the services. */
  readonly env?: Readonly<Record<string, string>>;
  /** Compiles the services without a look at their types, which needs no declarations in `dist`. */
  readonly transpile?: boolean;
  /** Leaves code, logs and schemas in place. */
  readonly keep?: boolean;
  /** Told of each step. */
  readonly say?: (text: string) => void;
  /** Aborted: the start rejects, and what was started ends. */
  readonly signal?: AbortSignal;
}

/** A service as a process of its own. One that ends unasked is started again after half a second. */
export interface Service {
  readonly name: string;
  /** Of the process that runs; undefined where none does. */
  readonly pid: number | undefined;
  /** Each end that nobody asked for, with the last lines that the process printed. */
  readonly exits: readonly { readonly how: string; readonly lines: readonly string[] }[];
  /** Resolves when it listens. Rejects where its process ends before, unless it `isPatient`: then the next one may fare better. */
  start(options?: { readonly isPatient?: boolean }): Promise<void>;
  /** Ends the process and resolves when it has gone; it stays away until `start` or `restart`. Default SIGKILL. */
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** Sends a signal and goes on: SIGSTOP, SIGCONT. */
  signal(signal: NodeJS.Signals): void;
  /** Kills what is left of it. Resolves when it listens again, which it may not do while its broker or database is away. */
  restart(): Promise<void>;
}

export interface Reconciliation {
  readonly ok: boolean;
  /** A sentence each. */
  readonly problems: readonly string[];
  readonly snapshot: Snapshot;
  readonly deadLetters: readonly { readonly channel: string; readonly message: BrokerMessage }[];
}

/** The services of the shop, while they run. */
export interface World {
  /** What its schemas begin with. */
  readonly name: string;
  /** What its channels and groups begin with; empty in memory. */
  readonly prefix: string;
  /** Where code and logs are. */
  readonly folder: string;
  readonly logs: string;
  /** Of the shop front, on 127.0.0.1. */
  readonly port: number;
  readonly services: ReadonlyMap<string, Service>;
  /** All orders that were placed, in their order. */
  readonly orders: readonly Order[];
  /** `server`: where the world has started one, which may be stopped and started again. */
  readonly broker: {
    readonly url: string;
    readonly operations: OperatedBroker;
    readonly server?: OwnServer;
    readonly serve: (child: ChildProcess) => void;
  };
  readonly postgres: { readonly url: string; readonly server?: OwnServer };
  /** The store of the checkouts. */
  readonly store: SagaStore;
  readonly database: {
    readonly schemas: Readonly<Record<string, string>>;
    readonly checkout: string;
    /** Rows of a query in the schema of a service. */
    rows<Row>(service: string, sql: string): Promise<readonly Row[]>;
    snapshot(): Promise<Snapshot>;
  };
  /** Brings that many more orders to the shop front, again and again while it is away. */
  placeOrders(count: number): Promise<readonly Order[]>;
  until(what: string, isSo: () => boolean | Promise<boolean>, timeoutMs?: number): Promise<void>;
  /** What is not done yet, in words; nothing where all has come to rest. */
  underWay(): Promise<readonly string[]>;
  /** Resolves when nothing is under way any more; rejects with what is left after the time (60 s). */
  settled(timeoutMs?: number): Promise<void>;
  snapshot(): Promise<Snapshot>;
  deadLetters(): Promise<Reconciliation['deadLetters']>;
  /** What does not add up. `isPlanted` says which dead letters have to be there. */
  reconcile(options?: { readonly isPlanted?: (message: BrokerMessage) => boolean }): Promise<Reconciliation>;
  /** Ends the services and whatever was started for them. */
  stop(): Promise<void>;
}

/**
 * Generates, compiles and starts the services of the shop, each as a process of its own with a PostgreSQL schema of its own. Resolves
 * when all of them listen. Rejects with a sentence, and leaves nothing behind.
 */
export function startWorld(options?: WorldOptions): Promise<World>;
