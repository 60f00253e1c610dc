import { systemClock } from '../../clock.js';
import { SagaError } from '../../errors.js';
import { watchOutages } from '../outage-watch.js';
import { tlsProblem } from '../tls-problem.js';
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
/** How long it has to say whether it would have another one, in milliseconds. */
const ASK_WITHIN = 5_000;
/** What a server says for which waiting is of no use. */
const REFUSALS: ReadonlySet<string | undefined> = new Set(['ACCESS_REFUSED', 'NOT_ALLOWED']);

/**
 * Connects. Rejects with `broker-unreachable` where the server cannot be reached in time, and with `broker-failed` where it refuses the
 * login or no connection by TLS comes about.
 */
export async function connect({
  driver,
  options,
  place,
  timeoutMs,
  onProblem,
}: ConnectionSetting): Promise<RabbitmqConnection> {
  const connection = begin(driver, options, place);
  const watch = watchOutages({
    why: () => whyRefused(driver, options, place),
    tell: onProblem,
    afterMs: timeoutMs,
  });
  let isUp = false;
  let blocked: string | undefined;
  // Without a listener from the start, the first failure would end the process.
  connection.on('error', (error: unknown) => {
    blocked = undefined;
    if (!isUp) return;
    onProblem(`the connection to ${place} is lost (${wordsOf(error)}); it is made again by itself`);
    watch.lost();
  });
  connection.on('connection', () => watch.over());
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
    throw connectProblem(place, cause, options.tls !== undefined);
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
      watch.over();
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
      if (isRefusal(error)) finish(() => reject(error));
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

/** Node reads certificates and keys at once, and throws where it cannot. */
function begin(driver: Driver, options: DriverOptions, place: string): DriverConnection {
  try {
    return new driver.Connection(options);
  } catch (cause) {
    throw connectProblem(place, cause, true);
  }
}

/** Why the server would not have a connection like this now; undefined where it would, or cannot be reached. */
async function whyRefused(driver: Driver, options: DriverOptions, place: string): Promise<string | undefined> {
  const other = begin(driver, options, place);
  other.on('error', () => undefined);
  try {
    await firstConnection(other, ASK_WITHIN);
    return undefined;
  } catch (cause) {
    return isRefusal(cause) ? connectProblem(place, cause, options.tls !== undefined).message : undefined;
  } finally {
    other.unsafeDestroy();
  }
}

function isRefusal(error: unknown): boolean {
  return REFUSALS.has(codeOf(error)) || tlsProblem(error) !== undefined;
}

function connectProblem(place: string, cause: unknown, isTls: boolean): SagaError {
  const what = `${place} cannot be connected to: ${wordsOf(cause)}`;
  // What is wrong with TLS says already what to do.
  const advice = tlsProblem(cause) === undefined ? `; ${adviceOn(codeOf(cause), isTls)}` : '';
  return new SagaError(isRefusal(cause) ? 'broker-failed' : 'broker-unreachable', `${what}${advice}`, { cause });
}

function adviceOn(code: string | undefined, isTls: boolean): string {
  if (REFUSALS.has(code)) return 'check user, password and virtual host, and what the user may do there';
  // So a port for TLS ends what does not begin with it.
  const isHungUp = code === 'CONN_CLOSE' || code === 'ECONNRESET';
  if (isHungUp && !isTls) return 'correct the address, with `amqps://` where it asks for TLS';
  return 'start it, or correct the address';
}
