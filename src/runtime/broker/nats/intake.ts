import { LOST, pause, untilLost } from './asking.js';
import { type Connection, within } from './connection.js';
import type { Delivered } from './delivered.js';
import { describeFailure } from './failures.js';
import type { Hand } from './hand.js';
import type { OrderKeeper } from './order-keeper.js';
import { createPuller, type PullEnd, type Puller } from './pull.js';
import type { DurableConsumer } from './topology.js';

/** Fetches messages into the hand of a subscription, and hands them on when they may be begun. */
export interface Intake {
  /** Fetches nothing more; resolves when what was under way is over. */
  stop(): Promise<void>;
}

export interface IntakeSetting {
  readonly connection: Connection;
  readonly consumer: DurableConsumer;
  readonly hand: Hand;
  /** How many messages may be in hand. */
  readonly limit: number;
  /** How long the server is to wait for messages, in milliseconds. */
  readonly expiresMs: number;
  /** Where order counts. */
  readonly order?: OrderKeeper;
  /** Takes a message that may be begun. */
  readonly begin: (message: Delivered) => void;
  /** Makes the consumer again where it has gone. */
  readonly restore: () => Promise<void>;
  readonly onProblem: (problem: string) => void;
}

/** Pauses after a failure, in milliseconds. */
const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 5_000;
/** How long the server is to wait for what is missing, and how often it is asked what that is, in milliseconds. */
const DOUBT_PULL = 500;
/** How long order may be in doubt before people are told, in milliseconds. */
const LONG_DOUBT = 60_000;
const CLEAR_WITHIN = 1_000;
/** How long to wait for a connection at a time, in milliseconds. */
const LONG = 60_000;

export function startIntake(setting: IntakeSetting): Intake {
  const { connection, consumer, hand, order, begin } = setting;
  const stopping = new AbortController();
  const puller = createPuller({
    connection,
    stream: consumer.stream,
    consumer: consumer.name,
    onMessage(message) {
      const isNew = hand.take(message);
      if (order === undefined) {
        if (isNew) begin(message);
        return;
      }
      if (isNew) order.arrive(message);
      else order.noteAgain(message.delivery);
      beginReleased(setting);
    },
  });
  const off = connection.onLost(() => order?.doubt());
  const running = run(setting, puller, stopping.signal);
  return {
    async stop() {
      stopping.abort();
      await puller.stop();
      off();
      await running;
      await clearRequests(setting);
    },
  };
}

/**
 * A request that nobody listens to any more is forgotten when the server looks at the consumer, and not before: the first message
 * that is given back would be kept ready for it, and come again much later (2.9).
 */
async function clearRequests({ connection, consumer }: IntakeSetting): Promise<void> {
  if (!connection.isUp) return;
  const answer = untilLost(connection, connection.manager.consumers.info(consumer.stream, consumer.name));
  await within(answer, CLEAR_WITHIN);
}

function beginReleased({ order, hand, begin }: IntakeSetting): void {
  for (const sequence of order?.release() ?? []) {
    const message = hand.get(sequence);
    if (message !== undefined) begin(message);
  }
}

async function run(setting: IntakeSetting, puller: Puller, signal: AbortSignal): Promise<void> {
  const { connection, consumer, order, onProblem, restore } = setting;
  let pauseMs = FIRST_PAUSE;
  while (!signal.aborted && !connection.closed.aborted) {
    if (!(await connection.up(LONG, signal))) continue;
    try {
      const isSettled = order === undefined || order.isCertain;
      const end = isSettled ? await fetch(setting, puller, signal) : await clarify(setting, puller, signal);
      if (end.kind === 'refused') throw new Error(end.reason);
      // Messages may have been on their way to us.
      if (end.kind === 'lost') order?.doubt();
      else pauseMs = FIRST_PAUSE;
    } catch (error) {
      order?.doubt();
      if (signal.aborted || !connection.isUp) continue;
      const what = `the consumer ${consumer.name} of the stream ${consumer.stream} cannot be read`;
      onProblem(`${what}: ${connection.place}: ${describeFailure(error)}; it is tried again`);
      await pause(pauseMs, signal, connection.closed);
      pauseMs = Math.min(LONGEST_PAUSE, pauseMs * 2);
      await restore().catch((problem: unknown) => onProblem(describeFailure(problem)));
    }
  }
}

/** Asks for as many messages as there is room for, and waits until it is worth asking. */
async function fetch({ hand, limit, expiresMs }: IntakeSetting, puller: Puller, signal: AbortSignal): Promise<PullEnd> {
  await hand.room(Math.max(1, Math.ceil(limit * 0.75)), signal);
  return puller.pull(Math.max(1, limit - hand.size), expiresMs);
}

/**
 * Order is in doubt: asks what is missing and waits for that. The server hands out what comes again before what is new. So once some
 * of it comes, the rest is asked for; before, and where the hand is full of what is new, one message at a time.
 */
async function clarify(setting: IntakeSetting, puller: Puller, signal: AbortSignal): Promise<PullEnd> {
  const { connection, consumer, hand, limit, order } = setting;
  const over: PullEnd = { kind: 'over', received: 0 };
  const tell = createTeller(setting);
  let before = Number.POSITIVE_INFINITY;
  while (order !== undefined && !signal.aborted) {
    const info = await untilLost(connection, connection.manager.consumers.info(consumer.stream, consumer.name));
    if (info === LOST) return { kind: 'lost' };
    const state = { deliveries: info.delivered.consumer_seq, pending: info.num_ack_pending };
    const missing = order.settle(state, (deliveries) => hand.countFirst(deliveries));
    beginReleased(setting);
    if (missing === 0) return over;
    const room = missing < before ? missing : limit - hand.size;
    before = missing;
    if (room <= 0) await pause(DOUBT_PULL, signal);
    const end = await puller.pull(Math.max(1, Math.min(missing, room)), DOUBT_PULL);
    if (end.kind !== 'over') return end;
    tell(missing);
  }
  return over;
}

/** Tells people where order has been in doubt for long. */
function createTeller({ consumer, onProblem }: IntakeSetting): (missing: number) => void {
  const beganAt = performance.now();
  let tellAt = beganAt + LONG_DOUBT;
  return (missing) => {
    if (performance.now() < tellAt) return;
    tellAt += LONG_DOUBT;
    const seconds = Math.round((performance.now() - beganAt) / 1_000);
    const who = `${missing} message(s) of the stream ${consumer.stream} are in the hands of another process of ${consumer.name}`;
    onProblem(`${who}, for ${seconds} s by now: newer ones wait for them, so that order is kept`);
  };
}
