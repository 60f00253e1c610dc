import { systemClock } from '../../clock.js';
import { SagaError } from '../../errors.js';
import { codeOf, wordsOf } from './amqp-errors.js';
import { settled } from './deadline.js';
import type { AmqpChannel, Driver, DriverConnection, DriverOptions } from './driver.js';
import { keepBytes } from './raw-bodies.js';

/** A connection that is made again by itself, as long as it is not closed. */
export interface RabbitmqConnection {
  /** Why the server takes no messages at the moment, in its own words. */
  readonly blocked: string | undefined;
  /** Opens a channel of AMQP, and waits for the connection where it is lost. Whoever opens it closes it. */
  open(): Promise<AmqpChannel>;
  /** Ends it, in a few seconds at most. */
  close(): Promise<void>;
}

export interface ConnectionSetting {
  readonly driver: Driver;
  readonly options: DriverOptions;
  /** `RabbitMQ at host:5672`. */
  readonly place: string;
  /** How long the first connection may take, in milliseconds. */
  readonly timeoutMs: number;
  readonly onProblem: (problem: string) => void;
}

/** How long the server has to end a connection, in milliseconds. */
const CLOSE_WITHIN = 1_000;
/** What a server says for which waiting is of no use. */
const REFUSALS: ReadonlySet<string | undefined> = new Set(['ACCESS_REFUSED', 'NOT_ALLOWED']);

/** Connects. Rejects with `broker-unreachable` where the server cannot be reached in time or refuses. */
export async function connect({
  driver,
  options,
  place,
  timeoutMs,
  onProblem,
}: ConnectionSetting): Promise<RabbitmqConnection> {
  const connection = new driver.Connection(options);
  let isUp = false;
  let blocked: string | undefined;
  // Without a listener from the start, the first failure would end the process.
  connection.on('error', (error: unknown) => {
    blocked = undefined;
    if (isUp) onProblem(`the connection to ${place} is lost (${wordsOf(error)}); it is made again by itself`);
  });
  connection.on('connection.blocked', (reason) => {
    blocked = reason === '' ? 'it is short of memory or disk' : reason;
    onProblem(`${place} takes no messages for the time being: ${blocked}`);
  });
  connection.on('connection.unblocked', () => {
    blocked = undefined;
  });
  try {
    await firstConnection(connection, timeoutMs);
    isUp = true;
  } catch (cause) {
    connection.unsafeDestroy();
    throw new SagaError('broker-unreachable', connectProblem(place, cause), { cause });
  }
  return {
    get blocked() {
      return blocked;
    },
    async open() {
      const channel = await connection.acquire({ emitErrorsFromChannel: true });
      // Whoever has the channel learns of errors by its end; without a listener they would end the process.
      channel.on('error', () => undefined);
      keepBytes(channel);
      return channel;
    },
    async close() {
      await settled(systemClock, CLOSE_WITHIN, connection.close());
      connection.unsafeDestroy();
    },
  };
}

function firstConnection(connection: DriverConnection, timeoutMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let last: unknown = new Error(`nothing answers for ${timeoutMs} ms`);
    const timer = setTimeout(() => finish(() => reject(last)), timeoutMs);
    const onError = (error: unknown): void => {
      last = error;
      if (REFUSALS.has(codeOf(error))) finish(() => reject(error));
    };
    const onConnection = (): void => finish(resolve);
    function finish(then: () => void): void {
      clearTimeout(timer);
      connection.off('error', onError);
      connection.off('connection', onConnection);
      then();
    }
    connection.on('error', onError);
    connection.on('connection', onConnection);
  });
}

function connectProblem(place: string, cause: unknown): string {
  const refused = REFUSALS.has(codeOf(cause));
  const advice = refused
    ? 'check user, password and virtual host, and what the user may do there'
    : 'start it, or correct the address';
  return `${place} cannot be connected to: ${wordsOf(cause)}; ${advice}`;
}
