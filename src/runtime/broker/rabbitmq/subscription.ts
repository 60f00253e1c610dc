import { setMaxListeners } from 'node:events';
import type { Clock } from '../../clock.js';
import type { BrokerMessage, Subscription } from '../broker.js';
import type { Lanes } from '../lanes.js';
import type { WireFormat } from '../wire/wire-format.js';
import { wordsOf } from './amqp-errors.js';
import type { RabbitmqConnection } from './connection.js';
import { settled } from './deadline.js';
import type { AmqpChannel } from './driver.js';
import { type Brought, fromAmqp, positionOf } from './envelope.js';
import { createGiveBack, type GiveBack } from './give-back.js';
import { createHand, deliveriesOf, type Hand, restLeft, type Taken } from './hand.js';
import type { RestingPlaces } from './resting-places.js';

/** A subscription, and what it has in hand. */
export interface WatchedSubscription extends Subscription {
  readonly queue: string;
  /** Messages that are here and not acknowledged. */
  readonly held: number;
  /** When the oldest of them was published, in milliseconds since 1970. */
  readonly oldest: number | undefined;
}

export interface SubscriptionSetting {
  readonly connection: RabbitmqConnection;
  readonly place: string;
  readonly clock: Clock;
  readonly wire: WireFormat;
  readonly channel: string;
  readonly queue: string;
  readonly ordering: 'key' | 'none';
  readonly lanes: Lanes;
  /** Messages that the server gives before it hears of one of them. */
  readonly prefetch: number;
  readonly redeliveryMs: number;
  /** Where messages rest that are given back; missing where order counts. */
  readonly restingPlaces?: RestingPlaces;
  /** The attempt with which a message begins, by how often the server has delivered it. */
  readonly begin: (position: string, byServer: number) => number;
  /** Makes what the subscription needs at the server, where it has gone. */
  readonly restore: () => Promise<unknown>;
  readonly onProblem: (problem: string) => void;
}

const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 5_000;
/** How long the server has to end a line, in milliseconds. */
const END_WITHIN = 1_500;

/** Begins to take from a queue, and begins again when it is interrupted. Rejects where it cannot begin. */
export async function startSubscription(setting: SubscriptionSetting): Promise<WatchedSubscription> {
  const subscription = new QueueSubscription(setting);
  await subscription.start();
  return subscription;
}

class QueueSubscription implements WatchedSubscription {
  readonly #setting: SubscriptionSetting;
  readonly #closing = new AbortController();
  readonly #incoming: Taken[] = [];
  readonly #hand: Hand = createHand();
  readonly #giveBack: GiveBack | undefined;
  #line: AmqpChannel | undefined;
  #consumerTag = '';
  #isReading = false;
  #closed: Promise<void> | undefined;

  constructor(setting: SubscriptionSetting) {
    this.#setting = setting;
    const { restingPlaces, clock } = setting;
    // Each message that waits listens.
    setMaxListeners(0, this.#closing.signal);
    this.#giveBack = restingPlaces && createGiveBack(this.#hand, restingPlaces, clock, this.#closing.signal);
  }

  get queue(): string {
    return this.#setting.queue;
  }

  get held(): number {
    return this.#hand.size;
  }

  get oldest(): number | undefined {
    return this.#hand.oldest;
  }

  async start(): Promise<void> {
    const { connection, queue, prefetch } = this.#setting;
    const line = await connection.open();
    let reason: unknown;
    line.on('error', (error: unknown) => {
      reason = error;
    });
    try {
      await line.basicQos({ prefetchCount: prefetch });
      this.#line = line;
      const consumer = await line.basicConsume({ queue }, (brought: Brought) => this.#take({ line, brought }));
      this.#consumerTag = consumer.consumerTag;
      if (!line.active) throw new Error('the line to the server was closed at once');
    } catch (error) {
      void line.close();
      throw error;
    }
    line.on('basic.cancel', (_tag, error: unknown) => {
      reason = error;
      void line.close();
    });
    line.on('close', () => this.#interrupt(line, reason));
    if (this.#closing.signal.aborted) await line.close();
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    const { lanes, ordering, clock } = this.#setting;
    this.#closing.abort();
    // Where order counts, the next process must not begin before the handlers here have ended; else others may begin at once.
    if (ordering === 'none' && this.#line?.active) {
      await settled(clock, END_WITHIN, this.#line.basicCancel(this.#consumerTag));
    }
    await lanes.close();
    if (this.#giveBack !== undefined) await settled(clock, END_WITHIN, this.#giveBack.rest());
    // Whatever is not acknowledged goes back to its queue, in its order, when the line ends.
    const line = this.#line;
    if (line !== undefined) {
      this.#hand.flush(line);
      await settled(clock, END_WITHIN, line.close());
    }
    this.#hand.empty();
  }

  #interrupt(line: AmqpChannel, reason: unknown): void {
    this.#incoming.length = 0;
    this.#hand.empty();
    this.#setting.lanes.forget();
    if (this.#line === line) this.#line = undefined;
    if (this.#closing.signal.aborted) return;
    if (reason !== undefined) {
      const { onProblem, place, queue } = this.#setting;
      onProblem(
        `${place} has ended the subscription to the queue \`${queue}\` (${wordsOf(reason)}); it is made again by itself, and what was not acknowledged comes again`,
      );
    }
    void this.#begin();
  }

  async #begin(): Promise<void> {
    const { clock, restore, onProblem, place, queue } = this.#setting;
    let told = '';
    for (let pause = FIRST_PAUSE; !this.#closing.signal.aborted; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
      try {
        await restore();
        await this.start();
        return;
      } catch (error) {
        const problem = `${place} does not let the queue \`${queue}\` be read for the time being: ${wordsOf(error)}`;
        if (problem !== told && !this.#closing.signal.aborted) onProblem(problem);
        told = problem;
      }
      await clock.sleep(pause, this.#closing.signal);
    }
  }

  #take(taken: Taken): void {
    if (taken.line !== this.#line || this.#closing.signal.aborted) return;
    this.#hand.add(taken);
    const waitMs = this.#giveBack === undefined ? 0 : restLeft(taken);
    if (waitMs > 0) this.#giveBack?.wait(taken, deliveriesOf(taken) - 1, waitMs, () => this.#lineUp(taken));
    else this.#lineUp(taken);
  }

  #lineUp(taken: Taken): void {
    this.#incoming.push(taken);
    if (!this.#isReading) void this.#read();
  }

  /** One after the other, for what is read first has to be handled first. */
  async #read(): Promise<void> {
    this.#isReading = true;
    for (let taken = this.#incoming.shift(); taken !== undefined; taken = this.#incoming.shift()) {
      const position = positionOf(taken.brought);
      const message = await this.#decode(taken, position);
      if (message !== undefined && this.#hand.has(taken)) this.#push(taken, message, position, deliveriesOf(taken));
    }
    this.#isReading = false;
  }

  /** The message, or nothing where the server has taken it back meanwhile. */
  async #decode(taken: Taken, position: string): Promise<BrokerMessage | undefined> {
    const { wire, channel, clock, redeliveryMs, onProblem, queue } = this.#setting;
    let told = false;
    while (this.#hand.has(taken) && !this.#closing.signal.aborted) {
      try {
        return await wire.decode(fromAmqp(taken.brought), { channel, position });
      } catch (error) {
        if (!told)
          onProblem(`a message of the queue \`${queue}\` cannot be read for the time being: ${wordsOf(error)}`);
        told = true;
        await clock.sleep(redeliveryMs, this.#closing.signal);
      }
    }
    return undefined;
  }

  #push(taken: Taken, message: BrokerMessage, position: string, attempt: number): void {
    const { lanes, begin } = this.#setting;
    const giveBack = this.#giveBack;
    lanes.push({
      message,
      position,
      attempt: begin(position, attempt),
      ack: () => this.#hand.acknowledge(taken),
      ...(giveBack !== undefined && {
        giveBack: (ms: number) =>
          giveBack.wait(taken, attempt, ms, () => this.#push(taken, message, position, attempt + 1)),
      }),
    });
  }
}
