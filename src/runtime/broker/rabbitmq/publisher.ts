import { setMaxListeners } from 'node:events';
import type { Clock } from '../../clock.js';
import { SagaError } from '../../errors.js';
import { Unprocessable } from '../broker.js';
import { codeOf, isAnswer, topologyError, wordsOf } from './amqp-errors.js';
import type { RabbitmqConnection } from './connection.js';
import { inTime, OutOfTime, settled } from './deadline.js';
import { type AmqpProperties, headerBytes, longName } from './envelope.js';
import { createOutlet, type Outlet, type Route, Unroutable } from './outlet.js';
import { nameProblem } from './settings.js';
import type { Topology } from './topology.js';

/** Gives messages to the server, over connections that come and go. */
export interface Publisher {
  /**
   * Resolves when the server has the message safely. Rejects with `Unprocessable` where it never takes it, and with a sentence where
   * it refuses or does not confirm it in time.
   */
  publish(route: Route, properties: AmqpProperties, body: Buffer): Promise<void>;
  /** Waits a little for what is on its way; what is not confirmed then is rejected. */
  close(): Promise<void>;
}

export interface PublisherSetting {
  readonly connection: RabbitmqConnection;
  readonly topology: Topology;
  readonly place: string;
  readonly clock: Clock;
  readonly timeoutMs: number;
  readonly maxBytes: number;
  readonly maxHeaderBytes: number;
}

const FIRST_PAUSE = 20;
const LONGEST_PAUSE = 1_000;
/** How long messages on their way have when the publisher is closed, in milliseconds. */
const CLOSE_WITHIN = 2_000;
/** How long the server has to end the lines then, in milliseconds. */
const END_WITHIN = 1_000;
/** Lines that are kept open although nothing goes over them. */
const MOST_OUTLETS = 500;

export function createPublisher(setting: PublisherSetting): Publisher {
  return new OutletPublisher(setting);
}

class OutletPublisher implements Publisher {
  readonly #setting: PublisherSetting;
  readonly #outlets = new Map<string, Outlet>();
  readonly #onTheirWay = new Set<Promise<void>>();
  readonly #closing = new AbortController();
  #maxBytes: number;

  constructor(setting: PublisherSetting) {
    this.#setting = setting;
    this.#maxBytes = setting.maxBytes;
    // Each message that waits for another try listens.
    setMaxListeners(0, this.#closing.signal);
  }

  async publish(route: Route, properties: AmqpProperties, body: Buffer): Promise<void> {
    const work = this.#publish(route, properties, body);
    this.#onTheirWay.add(work);
    try {
      await work;
    } finally {
      this.#onTheirWay.delete(work);
    }
  }

  async close(): Promise<void> {
    const { clock } = this.#setting;
    await settled(clock, CLOSE_WITHIN, Promise.allSettled(this.#onTheirWay));
    this.#closing.abort();
    await settled(clock, END_WITHIN, Promise.all([...this.#outlets.values()].map((outlet) => outlet.close())));
  }

  async #publish(route: Route, properties: AmqpProperties, body: Buffer): Promise<void> {
    const { clock, connection, timeoutMs } = this.#setting;
    const until = clock.now() + timeoutMs;
    let problem: unknown;
    for (let pause = FIRST_PAUSE; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
      this.#check(route, properties, body);
      const left = until - clock.now();
      if (left <= 0) throw this.#late(route, problem);
      try {
        // The server reads nothing now: what was written would pile up here, and arrive although it has been given up long since.
        if (connection.blocked !== undefined) throw new Error(connection.blocked);
        await inTime(clock, left, this.#outlet(route.exchange).send(route, properties, body));
        return;
      } catch (error) {
        if (error instanceof OutOfTime) throw this.#late(route, problem);
        const refusal = this.#refusal(route, error);
        if (refusal !== undefined) throw refusal;
        problem = error;
      }
      await clock.sleep(Math.min(pause, until - clock.now()), this.#closing.signal);
    }
  }

  /** Throws what nobody has to ask the server about. */
  #check({ exchange, queue = '' }: Route, properties: AmqpProperties, body: Buffer): void {
    const { maxHeaderBytes, place } = this.#setting;
    if (this.#closing.signal.aborted) throw new SagaError('broker-failed', `the broker for ${place} is closed`);
    const name = exchange === '' ? queue : exchange;
    const problem = nameProblem(name);
    if (problem !== undefined) throw new Unprocessable(`the channel name \`${name}\` ${problem}`);
    if (body.length > this.#maxBytes) {
      throw new Unprocessable(
        `the message has ${body.length} bytes, and ${this.#maxBytes} bytes are the most that is sent to ${place}`,
      );
    }
    const header = longName(properties);
    if (header !== undefined) throw new Unprocessable(`the header \`${header}\` has a name of more than 255 bytes`);
    const bytes = headerBytes(properties);
    if (bytes > maxHeaderBytes) {
      throw new Unprocessable(`the headers have ${bytes} bytes, and ${maxHeaderBytes} bytes are the most`);
    }
  }

  /** What the publisher is told, where trying again is of no use. */
  #refusal({ exchange, queue = '' }: Route, error: unknown): unknown {
    if (error instanceof SagaError) return error;
    const { place } = this.#setting;
    const name = exchange === '' ? queue : exchange;
    if (error instanceof Unroutable) {
      const advice = 'the queue was deleted: subscribe again, or make it by what the target `topics` generates';
      return new SagaError('channel-missing', `no queue takes what is published on \`${name}\`; ${advice}`);
    }
    // The driver does not know which of several messages it was; each is measured again.
    if (this.#learnLimit(error)) return undefined;
    switch (codeOf(error)) {
      case 'NACK':
        return new SagaError(
          'broker-failed',
          `a queue of \`${name}\` does not take the message: it is full, or too few of its nodes are up; look at it on ${place}`,
          { cause: error },
        );
      case 'NOT_FOUND':
        // It was deleted since the line was opened; the next one makes it again, or says that it is missing.
        return undefined;
      default:
        return isAnswer(error) ? topologyError(error, `the exchange \`${name}\``, false) : undefined;
    }
  }

  /** Servers take less than they could, and say so only when they are sent more; then they end the line. */
  #learnLimit(error: unknown): boolean {
    if (codeOf(error) !== 'PRECONDITION_FAILED') return false;
    const limit = /message size \d+ .*?size (\d+)/.exec(wordsOf(error))?.[1];
    if (limit === undefined) return false;
    this.#maxBytes = Math.min(this.#maxBytes, Number(limit));
    return true;
  }

  #late({ exchange, queue = '' }: Route, problem: unknown): SagaError {
    const { place, timeoutMs, connection } = this.#setting;
    const name = exchange === '' ? queue : exchange;
    const reason = connection.blocked ?? (problem === undefined ? undefined : wordsOf(problem));
    const why = reason === undefined ? 'it does not answer' : reason;
    return new SagaError(
      'broker-unreachable',
      `${place} has not confirmed a message for \`${name}\` in ${timeoutMs} ms (${why}); it may have it nevertheless: publish it again when the server can be reached`,
    );
  }

  #outlet(exchange: string): Outlet {
    const { connection, topology } = this.#setting;
    const known = this.#outlets.get(exchange);
    if (known !== undefined) return known;
    if (this.#outlets.size >= MOST_OUTLETS) this.#closeIdle();
    const outlet = createOutlet(connection, topology, exchange);
    this.#outlets.set(exchange, outlet);
    return outlet;
  }

  #closeIdle(): void {
    for (const [exchange, outlet] of this.#outlets) {
      if (!outlet.isIdle) continue;
      this.#outlets.delete(exchange);
      void outlet.close();
    }
  }
}
