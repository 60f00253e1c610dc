import { SagaError } from '../../errors.js';
import { type BrokerMessage, Unprocessable } from '../broker.js';
import { encodeInTime } from '../encode-in-time.js';
import { HEADER_SPELLINGS, toBrokerHeaders } from '../wire/header-names.js';
import type { WireFormat, WireMessage } from '../wire/wire-format.js';
import { closedError, inTime, LOST, pause, unreachable, untilLost } from './asking.js';
import type { Connection } from './connection.js';
import { codeOf, describeFailure, isPassing, isUnanswered, JETSTREAM_CODES } from './failures.js';
import { subjectProblem } from './settings.js';
import type { Topology } from './topology.js';

export interface Publisher {
  publish(channel: string, message: BrokerMessage): Promise<void>;
  /** Resolves when nothing is on its way any more. */
  rest(): Promise<void>;
}

export interface PublisherSetting {
  readonly connection: Connection;
  readonly topology: Topology;
  readonly wire: WireFormat;
  /** How long the server has to take a message, in milliseconds. */
  readonly timeoutMs: number;
}

/** Between attempts to publish, in milliseconds: a stream may be about to be made, or JetStream to be ready. */
const PAUSE = 100;

export function createPublisher(setting: PublisherSetting): Publisher {
  const underWay = new Set<Promise<void>>();
  return {
    publish(channel, message) {
      const work = publish(setting, channel, message);
      const settled = work.then(
        () => undefined,
        () => undefined,
      );
      underWay.add(settled);
      void settled.then(() => underWay.delete(settled));
      return work;
    },
    rest: async () => void (await Promise.all(underWay)),
  };
}

async function publish(setting: PublisherSetting, channel: string, message: BrokerMessage): Promise<void> {
  const { connection, topology, timeoutMs, wire } = setting;
  const deadline = performance.now() + timeoutMs;
  const problem = subjectProblem(channel);
  if (problem !== undefined) throw new Unprocessable(`the channel \`${channel}\` ${problem}: rename it`);
  const what = `the message ${message.id} for ${channel} was not taken`;
  let failure: unknown;
  const late = () => unreachable(connection, what, failure);
  const encoding = encodeInTime(wire, message, channel, timeoutMs);
  const written = encoding instanceof Promise ? await encoding : encoding;
  // The same in every attempt of this call and in no other: a lost answer makes no second message, but whoever publishes the
  // message again, as a replay of dead letters does, has it delivered again.
  const attempt = { msgID: connection.driver.transport.nuid.next(), ...prepare(setting, written) };
  for (;;) {
    const restMs = deadline - performance.now();
    if (connection.closed.aborted) throw closedError(what);
    if (restMs <= 0) throw late();
    if (!(await connection.up(restMs))) continue;
    try {
      const streamName =
        topology.knownStream(channel) ??
        (await inTime(topology.stream(channel), Math.max(0, deadline - performance.now()), late));
      if (await send(setting, channel, attempt, { streamName, timeoutMs: Math.max(1, deadline - performance.now()) }))
        return;
    } catch (error) {
      failure = error;
      judge(setting, channel, attempt, what, error);
    }
    await pause(Math.min(PAUSE, Math.max(0, deadline - performance.now())), connection.closed);
  }
}

interface Attempt {
  readonly msgID: string;
  readonly body: Uint8Array;
  readonly headers: ReturnType<typeof import('@nats-io/transport-node').headers>;
}

function prepare({ connection }: PublisherSetting, { body, headers }: WireMessage): Omit<Attempt, 'msgID'> {
  const own = connection.driver.transport.headers();
  for (const [name, value] of Object.entries(toBrokerHeaders(headers, HEADER_SPELLINGS.nats))) own.append(name, value);
  return { body, headers: own };
}

/** Says whether the server has it; false where the connection went before it said so. */
async function send(
  { connection }: PublisherSetting,
  channel: string,
  { msgID, body, headers }: Attempt,
  { streamName, timeoutMs: timeout }: { readonly streamName: string; readonly timeoutMs: number },
): Promise<boolean> {
  const sent = connection.jetstream.publish(channel, body, { msgID, headers, timeout, expect: { streamName } });
  return (await untilLost(connection, sent)) !== LOST;
}

/** Throws what will not be better another time. */
function judge(
  { connection, topology }: PublisherSetting,
  channel: string,
  attempt: Attempt,
  what: string,
  error: unknown,
) {
  if (error instanceof SagaError) throw error;
  const bytes = attempt.body.length + attempt.headers.toString().length;
  // The driver has no name for this, and refuses nothing else by an argument that was wrong.
  if (error instanceof Error && error.name === 'InvalidArgumentError' && error.message.includes('max_payload')) {
    const limit = connection.nats.info?.max_payload;
    throw new Unprocessable(
      `${what}: it has ${bytes} bytes with its headers, and the server takes ${limit} (max_payload)`,
    );
  }
  if (codeOf(error) === JETSTREAM_CODES.messageTooLarge) {
    const stream = topology.knownStream(channel);
    throw new Unprocessable(`${what}: it has ${bytes} bytes, more than the stream ${stream} takes (max_msg_size)`);
  }
  if (
    isUnanswered(error) ||
    codeOf(error) === JETSTREAM_CODES.otherStream ||
    codeOf(error) === JETSTREAM_CODES.streamNotFound
  ) {
    // Perhaps the stream is not there any more, or another one.
    topology.forget(channel);
    return;
  }
  if (isPassing(error)) return;
  throw new SagaError('broker-failed', `${what}: ${connection.place} says: ${describeFailure(error)}`, {
    cause: error,
  });
}
