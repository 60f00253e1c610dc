import type { RabbitmqConnection } from './connection.js';
import type { AmqpChannel } from './driver.js';
import { type AmqpProperties, copyOf } from './envelope.js';
import type { Topology } from './topology.js';

/** Where a message goes. */
export interface Route {
  /** Empty: the nameless exchange, which leads to the queue that `queue` names. */
  readonly exchange: string;
  readonly queue?: string;
  /** Rejects where no queue takes it. Without it, what nobody has subscribed to is gone. */
  readonly mustArrive?: boolean;
}

/** No queue has taken the message. */
export class Unroutable extends Error {
  override readonly name = 'Unroutable';
}

/**
 * The line of AMQP over which messages go to one exchange. Each exchange has its own, because an error ends the whole line: what one
 * exchange refuses does not disturb what goes to others.
 */
export interface Outlet {
  readonly isIdle: boolean;
  /** Resolves when the server has confirmed it. */
  send(route: Route, properties: AmqpProperties, body: Buffer): Promise<void>;
  close(): Promise<void>;
}

export function createOutlet(connection: RabbitmqConnection, topology: Topology, exchange: string): Outlet {
  return new ConfirmingOutlet(connection, topology, exchange);
}

class ConfirmingOutlet implements Outlet {
  readonly #connection: RabbitmqConnection;
  readonly #topology: Topology;
  readonly #exchange: string;
  readonly #pending = new Set<(error: unknown) => void>();
  readonly #returned = new Set<string>();
  #line: Promise<AmqpChannel> | undefined;

  constructor(connection: RabbitmqConnection, topology: Topology, exchange: string) {
    this.#connection = connection;
    this.#topology = topology;
    this.#exchange = exchange;
  }

  get isIdle(): boolean {
    return this.#pending.size === 0;
  }

  async send({ exchange, queue = '', mustArrive = false }: Route, properties: AmqpProperties, body: Buffer) {
    const line = await this.#open();
    await new Promise<void>((resolve, reject) => {
      this.#pending.add(reject);
      const envelope = { ...properties, exchange, routingKey: queue, mandatory: mustArrive, durable: true };
      // The driver forgets a message whose line ends in the very moment in which it is written.
      line
        .basicPublish(envelope, body)
        .then(resolve, reject)
        .finally(() => this.#pending.delete(reject));
    });
    if (mustArrive) await this.#checkArrival(properties);
  }

  async close(): Promise<void> {
    const line = await this.#line?.catch(() => undefined);
    await line?.close();
  }

  #open(): Promise<AmqpChannel> {
    if (this.#line !== undefined) return this.#line;
    const line = this.#openLine();
    this.#line = line;
    line.catch(() => this.#forget(line));
    return line;
  }

  async #openLine(): Promise<AmqpChannel> {
    const line = await this.#connection.open();
    const own = this.#line;
    line.on('close', () => {
      this.#forget(own);
      this.#returned.clear();
      const error = new Error('the line to the server was closed before it had confirmed the message');
      // Whichever the driver has a better error for is rejected before.
      const pending = [...this.#pending];
      setImmediate(() => {
        for (const reject of pending) reject(error);
      });
    });
    line.on('basic.return', (message) => {
      const copy = copyOf(message);
      if (copy !== undefined) this.#returned.add(copy);
    });
    try {
      if (this.#exchange !== '') await this.#topology.exchange(line, this.#exchange);
      await line.confirmSelect();
    } catch (error) {
      void line.close();
      throw error;
    }
    return line;
  }

  #forget(line: Promise<AmqpChannel> | undefined): void {
    if (this.#line === line) this.#line = undefined;
  }

  async #checkArrival(properties: AmqpProperties): Promise<void> {
    // The driver tells of what came back after it has told of the confirmation that follows it.
    await new Promise((resolve) => setImmediate(resolve));
    const copy = copyOf(properties);
    if (copy !== undefined && this.#returned.delete(copy)) throw new Unroutable('no queue takes it');
  }
}
