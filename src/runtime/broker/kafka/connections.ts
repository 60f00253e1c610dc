import { isIP } from 'node:net';
import type { Connection } from '@platformatic/kafka';
import type { Driver } from './driver.js';
import { KafkaFailure, NoAnswer } from './failures.js';
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

interface Place extends KafkaAddress {
  /** The host that the certificate is for, which a tunnel does not change. */
  readonly certified: string;
}

/** A connection, and what is known of it. */
interface Line {
  readonly connection: Connection;
  readonly name: string;
  /** How many questions it has to answer. */
  asked: number;
  /** Its login ends soon: nothing more is asked on it. */
  isEnding: boolean;
  /** What its socket broke of. */
  problem?: Error;
}

const CONNECT_MS = 3_000;
/** A peer that has vanished without a word is noticed also where nothing is asked. */
const KEEP_ALIVE_MS = 10_000;
/** Time limits are held here, where a silent connection can be given up. */
const NEVER_MS = 2 ** 31 - 1;

/** The connections of this process, one for each lane and broker, made when they are needed. */
export class Connections {
  readonly #driver: Driver;
  readonly #settings: ConnectionSettings;
  readonly #open = new Map<string, Promise<Line>>();
  readonly #all = new Set<Line>();
  #closed = false;

  constructor(driver: Driver, settings: ConnectionSettings) {
    this.#driver = driver;
    this.#settings = settings;
  }

  /** Rejects with `NoAnswer` after the time, and then gives up the connection: what else is asked on it would wait in vain, too. */
  async ask<Answer>(lane: Lane, address: KafkaAddress, limitMs: number, ask: Ask<Answer>): Promise<Answer> {
    const { host, port } = this.#settings.reachAt?.(address) ?? address;
    const began = performance.now();
    const line = await this.#line(`${lane} ${host}:${port}`, { host, port, certified: address.host });
    const restMs = Math.max(limitMs - (performance.now() - began), 1);
    const answer = askOn(line, ask);
    // Whoever has given up does not hear how it ended.
    answer.catch(() => undefined);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        drop(line);
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
    for (const line of this.#all) if (line.isEnding && line.name.startsWith(`${lane} `)) drop(line);
  }

  close(): void {
    this.#closed = true;
    for (const line of this.#all) drop(line);
  }

  #line(name: string, place: Place): Promise<Line> {
    if (this.#closed) return Promise.reject(new NoAnswer('the broker was closed here'));
    const known = this.#open.get(name);
    if (known !== undefined) return known;
    const opening = this.#connect(name, place, () => forget());
    this.#open.set(name, opening);
    const forget = (): void => {
      if (this.#open.get(name) === opening) this.#open.delete(name);
    };
    opening.then(({ connection }) => {
      if (connection.isConnected()) connection.once('close', forget);
      else forget();
    }, forget);
    return opening;
  }

  async #connect(name: string, { host, port, certified }: Place, forget: () => void): Promise<Line> {
    const { clientId, tls, sasl } = this.#settings;
    const connection = new this.#driver.Connection(clientId, {
      connectTimeout: CONNECT_MS,
      requestTimeout: NEVER_MS,
      maxInflights: 1_000,
      // Addresses in numbers are no names of servers.
      ...(tls !== undefined && { tls: { ...(isIP(certified) === 0 && { servername: certified }), ...tls } }),
      ...(sasl !== undefined && { sasl }),
    });
    // It may emit several errors, and whoever waits for an answer learns of the first in another way.
    connection.on('error', () => undefined);
    const line: Line = { connection, name, asked: 0, isEnding: false };
    this.#all.add(line);
    connection.once('close', () => {
      this.#all.delete(line);
      // A connection that was cut would keep the process alive until its login had to be renewed.
      void connection.close();
    });
    // Kafka hangs up on whoever asks something else while a login is renewed, and the driver does so: another connection takes over.
    connection.reauthenticate = () => {
      line.isEnding = true;
      forget();
      if (line.asked === 0) drop(line);
    };
    try {
      const connected = connection.connect(host, port);
      connection.socket.on('error', (error) => {
        line.problem = error;
      });
      connection.socket.setKeepAlive(true, KEEP_ALIVE_MS);
      await connected;
      if (this.#closed) throw new NoAnswer('the broker was closed here');
      return line;
    } catch (error) {
      drop(line);
      this.#all.delete(line);
      throw error;
    }
  }
}

async function askOn<Answer>(line: Line, ask: Ask<Answer>): Promise<Answer> {
  line.asked += 1;
  try {
    return await ask(line.connection);
  } catch (error) {
    // The driver says only that it was closed.
    if (line.problem === undefined || error instanceof KafkaFailure) throw error;
    throw new NoAnswer('the connection broke', { cause: line.problem });
  } finally {
    line.asked -= 1;
    if (line.isEnding && line.asked === 0) drop(line);
  }
}

/** At once: nothing is left to be said on it, and an orderly end would wait for a network that may be gone. */
function drop({ connection }: Line): void {
  connection.socket?.destroy();
}
