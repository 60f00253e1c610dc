import type { Connection } from '@platformatic/kafka';
import type { Driver } from './driver.js';
import { NoAnswer } from './failures.js';
import type { KafkaAddress } from './options.js';

export interface ConnectionSettings {
  readonly clientId: string;
  readonly tls?: NonNullable<ConstructorParameters<Driver['Connection']>[1]>['tls'];
  readonly sasl?: NonNullable<ConstructorParameters<Driver['Connection']>[1]>['sasl'];
  readonly reachAt?: (advertised: KafkaAddress) => KafkaAddress;
}

/** Asks something over a connection. */
export type Ask<Answer> = (connection: Connection) => Promise<Answer>;

/** Kafka answers the requests of a connection one after the other, so what may take long needs a lane of its own. */
export type Lane = string;

const CONNECT_MS = 3_000;
/** A peer that has vanished without a word is noticed also where nothing is asked. */
const KEEP_ALIVE_MS = 10_000;
/** Time limits are held here, where a silent connection can be given up. */
const NEVER_MS = 2 ** 31 - 1;

/** The connections of this process, one for each lane and broker, made when they are needed. */
export class Connections {
  readonly #driver: Driver;
  readonly #settings: ConnectionSettings;
  readonly #open = new Map<string, Promise<Connection>>();
  readonly #all = new Set<Connection>();
  #closed = false;

  constructor(driver: Driver, settings: ConnectionSettings) {
    this.#driver = driver;
    this.#settings = settings;
  }

  /** Rejects with `NoAnswer` after the time, and then gives up the connection: what else is asked on it would wait in vain, too. */
  async ask<Answer>(lane: Lane, address: KafkaAddress, limitMs: number, ask: Ask<Answer>): Promise<Answer> {
    const { host, port } = this.#settings.reachAt?.(address) ?? address;
    const began = performance.now();
    const connection = await this.#connection(`${lane} ${host}:${port}`, host, port);
    const restMs = Math.max(limitMs - (performance.now() - began), 1);
    const answer = ask(connection);
    // Whoever has given up does not hear how it ended.
    answer.catch(() => undefined);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        drop(connection);
        reject(new NoAnswer(`${host}:${port} has not answered within ${limitMs} ms`));
      }, restMs);
    });
    try {
      return await Promise.race([answer, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Gives up the connections of a lane; what is asked on them rejects. */
  closeLane(lane: Lane): void {
    for (const [name, opening] of this.#open) {
      if (name.startsWith(`${lane} `)) void opening.then(drop, () => undefined);
    }
  }

  close(): void {
    this.#closed = true;
    for (const connection of this.#all) drop(connection);
  }

  #connection(name: string, host: string, port: number): Promise<Connection> {
    if (this.#closed) return Promise.reject(new NoAnswer('the broker was closed here'));
    const known = this.#open.get(name);
    if (known !== undefined) return known;
    const opening = this.#connect(host, port);
    this.#open.set(name, opening);
    const forget = (): void => {
      if (this.#open.get(name) === opening) this.#open.delete(name);
    };
    opening.then((connection) => (connection.isConnected() ? connection.once('close', forget) : forget()), forget);
    return opening;
  }

  async #connect(host: string, port: number): Promise<Connection> {
    const { clientId, tls, sasl } = this.#settings;
    const connection = new this.#driver.Connection(clientId, {
      connectTimeout: CONNECT_MS,
      requestTimeout: NEVER_MS,
      maxInflights: 1_000,
      ...(tls !== undefined && { tls: { servername: host, ...tls } }),
      ...(sasl !== undefined && { sasl }),
    });
    // It may emit several errors, and whoever waits for an answer learns of the first in another way.
    connection.on('error', () => undefined);
    this.#all.add(connection);
    connection.once('close', () => this.#all.delete(connection));
    try {
      const connected = connection.connect(host, port);
      connection.socket.on('error', () => undefined);
      connection.socket.setKeepAlive(true, KEEP_ALIVE_MS);
      await connected;
      if (this.#closed) throw new NoAnswer('the broker was closed here');
      return connection;
    } catch (error) {
      drop(connection);
      this.#all.delete(connection);
      throw error;
    }
  }
}

/** At once: nothing is left to be said on it, and an orderly end would wait for a network that may be gone. */
function drop(connection: Connection): void {
  connection.socket?.destroy();
}
