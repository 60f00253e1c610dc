import { setMaxListeners } from 'node:events';
import type { JetStreamClient, JetStreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { SagaError } from '../../errors.js';
import { type OutageWatch, watchOutages } from '../outage-watch.js';
import { tlsProblem } from '../tls-problem.js';
import { asksForTls, connectOptions, type NatsAddress, placesOf } from './connect-options.js';
import type { Driver } from './driver.js';
import { describeFailure } from './failures.js';
import { closingSockets } from './own-sockets.js';

/** The connection of a broker, which is made again by itself when it is lost. */
export interface Connection {
  readonly nats: NatsConnection;
  readonly jetstream: JetStreamClient;
  readonly manager: JetStreamManager;
  readonly driver: Driver;
  /** The server as people know it: `NATS at host:4222`. */
  readonly place: string;
  readonly isUp: boolean;
  /** Aborted as soon as the broker is being closed for good. */
  readonly closed: AbortSignal;
  /** Resolves as soon as there is a connection, or after so many milliseconds, or when the signal is aborted; says whether there is one. */
  up(ms: number, signal?: AbortSignal): Promise<boolean>;
  /** Calls back at each loss, and at the end, until the function that it returns is called. */
  onLost(listener: () => void): () => void;
  /** Calls back whenever there is a connection again, until the function that it returns is called. */
  onRestored(listener: () => void): () => void;
  /** Ends the connection, in a few seconds at most. */
  close(): Promise<void>;
}

export interface ConnectionSetting {
  readonly address: NatsAddress;
  readonly clientId: string;
  /** How long the server has to answer a question, in milliseconds. */
  readonly timeoutMs: number;
  readonly onProblem: (problem: string) => void;
}

/** What the driver says of a text that is no credentials file. */
const NO_CREDENTIALS = /unable to parse credentials/;
/** What the driver says where a server has no TLS. */
const NO_TLS = /does not support 'tls'/;
/** How long the driver has to end a connection, in milliseconds. */
const CLOSE_WITHIN = 2_000;

/** Connects. Rejects with a `SagaError` where the server cannot be reached or refuses. */
export async function connect(driver: Driver, setting: ConnectionSetting): Promise<Connection> {
  const { address, clientId, timeoutMs, onProblem } = setting;
  const place = `NATS at ${placesOf(address).join(', ')}`;
  const outage: Outage = { since: undefined };
  const awayMs = () => (outage.since === undefined ? 0 : performance.now() - outage.since);
  const open = () => driver.transport.connect(connectOptions(address, driver, { name: clientId, timeoutMs, awayMs }));
  let nats: NatsConnection;
  try {
    nats = await closingSockets(async () => open());
  } catch (cause) {
    if (cause instanceof SagaError) throw cause;
    throw connectProblem(place, cause, address);
  }
  const why = async () => {
    try {
      await (await closingSockets(async () => open())).close();
      return undefined;
    } catch (cause) {
      return isRefusal(cause) ? connectProblem(place, cause, address).message : undefined;
    }
  };
  const watch = watchOutages({ why, tell: onProblem, afterMs: timeoutMs });
  const manager = await driver.jetstream.jetstreamManager(nats, { checkAPI: false, timeout: timeoutMs });
  return new WatchedConnection({ nats, manager, driver, place, outage, watch, onProblem });
}

/** Waiting does not help against it. */
function isRefusal(cause: unknown): boolean {
  const { name, message } = cause instanceof Error ? cause : { name: '', message: '' };
  const isRefused = name === 'AuthorizationError' || NO_TLS.test(message) || NO_CREDENTIALS.test(message);
  return isRefused || tlsProblem(cause) !== undefined;
}

function connectProblem(place: string, cause: unknown, address: NatsAddress): SagaError {
  const what = `${place} cannot be connected to: ${describeFailure(cause)}`;
  // What is wrong with TLS says already what to do.
  const advice = tlsProblem(cause) === undefined ? `; ${adviceOn(cause, address)}` : '';
  return new SagaError(isRefusal(cause) ? 'broker-failed' : 'broker-unreachable', `${what}${advice}`, { cause });
}

function adviceOn(cause: unknown, address: NatsAddress): string {
  const { name, message } = cause instanceof Error ? cause : { name: '', message: '' };
  if (NO_CREDENTIALS.test(message)) return 'give what the `.creds` file holds, not its path';
  if (name === 'AuthorizationError') return 'check user, password, token or credentials';
  if (NO_TLS.test(message)) return 'use `nats://` without `tls`, or have TLS switched on there';
  // The driver does not hear why a server ends a connection before it has said anything.
  if (name === 'TimeoutError' && asksForTls(address)) {
    return 'start it, correct the address, or give a certificate that it knows as `tls: { cert, key }`, if it asks for one';
  }
  return 'start it, or correct the address';
}

interface Outage {
  since: number | undefined;
}

interface Parts {
  readonly nats: NatsConnection;
  readonly manager: JetStreamManager;
  readonly driver: Driver;
  readonly place: string;
  readonly outage: Outage;
  readonly watch: OutageWatch;
  readonly onProblem: (problem: string) => void;
}

class WatchedConnection implements Connection {
  readonly nats: NatsConnection;
  readonly jetstream: JetStreamClient;
  readonly manager: JetStreamManager;
  readonly driver: Driver;
  readonly place: string;
  readonly #outage: Outage;
  readonly #watchForReasons: OutageWatch;
  readonly #onProblem: (problem: string) => void;
  readonly #closing = new AbortController();
  readonly #lost = new Set<() => void>();
  readonly #restored = new Set<() => void>();

  constructor({ nats, manager, driver, place, outage, watch, onProblem }: Parts) {
    this.nats = nats;
    this.manager = manager;
    this.jetstream = manager.jetstream();
    this.driver = driver;
    this.place = place;
    this.#outage = outage;
    this.#watchForReasons = watch;
    this.#onProblem = onProblem;
    // As many listen as there are subscriptions and questions.
    setMaxListeners(0, this.closed);
    void this.#watch();
    void nats.closed().then((error) => this.#end(error));
  }

  get isUp(): boolean {
    return this.#outage.since === undefined && !this.closed.aborted;
  }

  get closed(): AbortSignal {
    return this.#closing.signal;
  }

  up(ms: number, signal?: AbortSignal): Promise<boolean> {
    if (this.isUp || this.closed.aborted || signal?.aborted || ms <= 0) return Promise.resolve(this.isUp);
    return new Promise((resolve) => {
      const timer = setTimeout(finish, ms);
      const off = this.onRestored(finish);
      const { closed } = this;
      for (const end of [closed, signal]) end?.addEventListener('abort', finish, { once: true });
      const isUp = () => this.isUp;
      function finish(): void {
        clearTimeout(timer);
        off();
        for (const end of [closed, signal]) end?.removeEventListener('abort', finish);
        resolve(isUp());
      }
    });
  }

  onLost(listener: () => void): () => void {
    this.#lost.add(listener);
    return () => this.#lost.delete(listener);
  }

  onRestored(listener: () => void): () => void {
    this.#restored.add(listener);
    return () => this.#restored.delete(listener);
  }

  async close(): Promise<void> {
    if (this.closed.aborted) return;
    this.#stop();
    await within(this.nats.close(), CLOSE_WITHIN);
  }

  /** The driver never gives up by itself but where it cannot even say who it is. */
  #end(error: unknown): void {
    if (this.closed.aborted) return;
    this.#onProblem(
      `the connection to ${this.place} has ended for good: ${describeFailure(error)}; start this process anew`,
    );
    this.#stop();
  }

  #stop(): void {
    this.#watchForReasons.over();
    this.#closing.abort();
    for (const tell of [...this.#lost]) tell();
  }

  async #watch(): Promise<void> {
    for await (const status of this.nats.status()) {
      if (this.closed.aborted) return;
      if (status.type === 'disconnect') this.#lose();
      else if (status.type === 'reconnect') this.#restore();
      else if (status.type === 'error') this.#onProblem(`${this.place}: ${describeFailure(status.error)}`);
    }
  }

  #lose(): void {
    // A connection that is lost again while it is being made is the same outage.
    if (this.#outage.since !== undefined) return;
    this.#outage.since = performance.now();
    this.#onProblem(`the connection to ${this.place} is lost; it is made again as soon as the server can be reached`);
    this.#watchForReasons.lost();
    for (const tell of [...this.#lost]) tell();
  }

  #restore(): void {
    if (this.#outage.since === undefined) return;
    this.#watchForReasons.over();
    const seconds = ((performance.now() - this.#outage.since) / 1_000).toFixed(1);
    this.#outage.since = undefined;
    this.#onProblem(`there is a connection to ${this.place} again, after ${seconds} s`);
    for (const tell of [...this.#restored]) tell();
  }
}

/** Waits for the work to settle, but not longer than so many milliseconds. Never rejects. */
export function within(work: Promise<unknown>, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    const finish = (): void => {
      clearTimeout(timer);
      resolve();
    };
    work.then(finish, finish);
  });
}
