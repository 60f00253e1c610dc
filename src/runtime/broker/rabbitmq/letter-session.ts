import { setTimeout as sleep } from 'node:timers/promises';
import { SagaError } from '../../errors.js';
import { codeOf } from './amqp-errors.js';
import type { RabbitmqConnection } from './connection.js';
import type { AmqpChannel } from './driver.js';
import { type Brought, lastingPosition } from './envelope.js';
import { lockLetters } from './letter-lock.js';

/** A dead letter that is in hand. */
export interface Letter {
  readonly position: string;
  readonly deliveryTag: number;
  /** Whether it has been in hand before, of whomever. */
  readonly redelivered: boolean;
  /** Missing where it was only passed on the way to another one. */
  readonly brought?: Brought;
}

/** The letters of a queue in the hands of one operator, oldest first. Those that are not taken go back when it is closed. */
export interface LetterSession {
  readonly letters: readonly Letter[];
  readonly isOpen: boolean;
  /** Letters that are still in the queue. */
  ready(): Promise<number>;
  /** Reads on until it is enough, or there are no more. Keeps what the first `kept` letters say. */
  read(isEnough: () => boolean, kept: number): Promise<void>;
  /** Takes a letter that has been read away for good; false where none has this position. */
  take(position: string): Promise<boolean>;
  /** Gives back what is left, in its order. Never rejects. */
  close(): Promise<void>;
}

/** The server takes no larger number. */
const MOST_AT_ONCE = 60_000;
const FIRST_AT_ONCE = 100;
/** More would come back out of order. */
const MOST_READERS = 30;
/** How long a letter may take to come that the server says it has, in milliseconds. */
const QUIET_MS = 3_000;
const READ_WITHIN_MS = 30_000;
const RETURNED_WITHIN_MS = 3_000;

/** Opens a session, alone among all processes; undefined where there is no such queue. */
export async function openLetterSession(
  connection: RabbitmqConnection,
  queue: string,
): Promise<LetterSession | undefined> {
  const unlock = await lockLetters(connection, queue);
  try {
    const line = await connection.open();
    const session = new QueueLetterSession(connection, line, queue, unlock);
    await session.ready();
    return session;
  } catch (error) {
    await unlock();
    if (codeOf(error) === 'NOT_FOUND') return undefined;
    throw error;
  }
}

class QueueLetterSession implements LetterSession {
  readonly #connection: RabbitmqConnection;
  readonly #line: AmqpChannel;
  readonly #queue: string;
  readonly #unlock: () => Promise<void>;
  readonly #letters: Letter[] = [];
  #readers = 0;

  constructor(connection: RabbitmqConnection, line: AmqpChannel, queue: string, unlock: () => Promise<void>) {
    this.#connection = connection;
    this.#line = line;
    this.#queue = queue;
    this.#unlock = unlock;
  }

  get letters(): readonly Letter[] {
    return this.#letters;
  }

  get isOpen(): boolean {
    return this.#line.active;
  }

  async ready(): Promise<number> {
    const { messageCount } = await this.#line.queueDeclare({ queue: this.#queue, passive: true });
    return messageCount;
  }

  async read(isEnough: () => boolean, kept: number): Promise<void> {
    const until = performance.now() + READ_WITHIN_MS;
    let atOnce = Math.min(Math.max(kept - this.#letters.length, 1), MOST_AT_ONCE);
    // What was in hand before comes back behind all else that was: all of it has to be read, or it would be out of order.
    while (!isEnough() || this.#letters.at(-1)?.redelivered) {
      const ready = await this.ready();
      if (ready === 0) return;
      if (performance.now() > until || this.#readers >= MOST_READERS) {
        throw new SagaError(
          'broker-failed',
          `there are too many dead letters in \`${this.#queue}\` to look through: ${this.#letters.length} of them took too long; deal with the oldest first`,
        );
      }
      await this.#readSome(Math.min(atOnce, ready), kept);
      atOnce = Math.min(Math.max(4 * atOnce, FIRST_AT_ONCE), MOST_AT_ONCE);
    }
  }

  async take(position: string): Promise<boolean> {
    const index = this.#letters.findIndex((letter) => letter.position === position);
    const letter = this.#letters[index];
    if (letter === undefined) return false;
    this.#line.basicAck({ deliveryTag: letter.deliveryTag });
    this.#letters.splice(index, 1);
    // An answer to what was asked after it says that the server has it.
    await this.ready();
    return true;
  }

  async close(): Promise<void> {
    try {
      const expected = this.#letters.length + (this.#line.active ? await this.ready() : 0);
      await this.#line.close();
      // The server gives them back a little later; until then others would find too few.
      if (this.#letters.length > 0) await this.#waitUntilThere(expected);
    } catch {
      // The connection is lost, and with it all that was in hand and the lock.
    }
    await this.#unlock();
  }

  async #readSome(count: number, kept: number): Promise<void> {
    this.#readers += 1;
    const line = this.#line;
    // The server gives them back in the order of these names.
    const consumerTag = `letters-${String(this.#readers).padStart(2, '0')}`;
    await line.basicQos({ prefetchCount: count });
    const bell = createQuietBell(line);
    let missing = count;
    await line.basicConsume({ queue: this.#queue, consumerTag }, (brought: Brought) => {
      missing -= 1;
      const { deliveryTag, redelivered } = brought;
      const letter = { position: lastingPosition(brought), deliveryTag, redelivered };
      this.#letters.push(this.#letters.length < kept ? { ...letter, brought } : letter);
      bell.ring(missing <= 0);
    });
    await bell.done;
    await line.basicCancel({ consumerTag });
  }

  async #waitUntilThere(expected: number): Promise<void> {
    const until = performance.now() + RETURNED_WITHIN_MS;
    const line = await this.#connection.open();
    try {
      while (performance.now() < until) {
        const { messageCount } = await line.queueDeclare({ queue: this.#queue, passive: true });
        if (messageCount >= expected) return;
        await sleep(5);
      }
    } finally {
      void line.close();
    }
  }
}

/** Done when it is told so, when nothing has rung for a while, or when the line ends. */
function createQuietBell(line: AmqpChannel): { readonly done: Promise<void>; ring(isDone: boolean): void } {
  let finish = (): void => undefined;
  const done = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const timer = setTimeout(() => end(), QUIET_MS);
  const end = (): void => {
    clearTimeout(timer);
    line.off('close', end);
    finish();
  };
  line.on('close', end);
  return {
    done,
    ring(isDone) {
      if (isDone) return end();
      timer.refresh();
    },
  };
}
