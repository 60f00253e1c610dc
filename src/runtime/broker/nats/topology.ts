import type { ConsumerConfig, ConsumerInfo, StreamConfig, StreamInfo } from '@nats-io/jetstream';
import { SagaError } from '../../errors.js';
import type { NetworkBrokerOptions } from '../network-broker-options.js';
import { ask } from './asking.js';
import type { Connection } from './connection.js';
import { codeOf, describeFailure, JETSTREAM_CODES } from './failures.js';
import { type ConsumerOf, consumerName, consumerSettings, streamName, streamSettings } from './settings.js';

/** A durable consumer, as it is at the server. */
export interface DurableConsumer {
  readonly stream: string;
  readonly name: string;
  /** How long a message may be away without a sign of life, in milliseconds. */
  readonly ackWaitMs: number;
}

/** The streams and consumers behind channels and groups. What is missing is made, or told of with `channel-missing`. */
export interface Topology {
  /** The name of the channel's stream. */
  stream(channel: string): Promise<string>;
  /** The same, from memory where it is known. */
  knownStream(channel: string): string | undefined;
  /** The stream of the channel, where there is one. */
  find(channel: string): Promise<StreamInfo | undefined>;
  consumer(channel: string, of: ConsumerOf, leaseMs: number): Promise<DurableConsumer>;
  /** What the server knows about a group, where it knows it. */
  findConsumer(channel: string, group: string, kind: ConsumerOf['kind']): Promise<ConsumerInfo | undefined>;
  /** Looks again at the next opportunity: the server says that it is not as remembered. */
  forget(channel: string): void;
}

export interface TopologySetting {
  readonly connection: Connection;
  readonly create: NonNullable<NetworkBrokerOptions['create']>;
  /** How long the server has to answer, in milliseconds. */
  readonly timeoutMs: number;
  readonly onProblem: (problem: string) => void;
}

/** How many streams of the same name with other subjects are passed over. */
const NAMES_TRIED = 20;

export function createTopology(setting: TopologySetting): Topology {
  const known = new Map<string, string>();
  const asked = new Map<string, Promise<string>>();

  async function look(channel: string): Promise<string> {
    const name = (await findName(setting, channel)) ?? (await createStream(setting, channel));
    known.set(channel, name);
    return name;
  }

  function stream(channel: string): Promise<string> {
    const name = known.get(channel);
    if (name !== undefined) return Promise.resolve(name);
    // All who want to publish at the same time ask once.
    const question = asked.get(channel) ?? look(channel).finally(() => asked.delete(channel));
    asked.set(channel, question);
    return question;
  }

  return {
    stream,
    knownStream: (channel) => known.get(channel),
    find: (channel) => findStream(setting, channel),
    async consumer(channel, of, leaseMs) {
      known.delete(channel);
      return ensureConsumer(setting, channel, await stream(channel), of, leaseMs);
    },
    async findConsumer(channel, group, kind) {
      const name = await findName(setting, channel);
      return name === undefined ? undefined : consumerInfo(setting, name, consumerName(group, kind));
    },
    forget: (channel) => known.delete(channel),
  };
}

/** The stream that takes what is published on the channel, whatever its name is. */
async function findName({ connection, timeoutMs }: TopologySetting, channel: string): Promise<string | undefined> {
  const { manager } = connection;
  try {
    return await ask(connection, `the stream of ${channel} cannot be looked up`, timeoutMs, () =>
      manager.streams.find(channel),
    );
  } catch (error) {
    if (codeOf(error) === JETSTREAM_CODES.streamNotFound) return undefined;
    throw error;
  }
}

async function findStream(setting: TopologySetting, channel: string): Promise<StreamInfo | undefined> {
  const { connection, timeoutMs } = setting;
  const name = await findName(setting, channel);
  if (name === undefined) return undefined;
  try {
    return await ask(connection, `the stream of ${channel} cannot be read`, timeoutMs, () =>
      connection.manager.streams.info(name, { subjects_filter: channel }),
    );
  } catch (error) {
    if (codeOf(error) === JETSTREAM_CODES.streamNotFound) return undefined;
    throw error;
  }
}

async function createStream(setting: TopologySetting, channel: string): Promise<string> {
  const { connection, create, timeoutMs } = setting;
  if (create === false) {
    const hint = `make it, as the script of the target \`topics\` does (stream ${streamName(channel)} with the subject ${channel})`;
    throw new SagaError('channel-missing', `${connection.place} has no stream for the channel ${channel}: ${hint}`);
  }
  let name = streamName(channel);
  for (let tried = 0; tried < NAMES_TRIED; tried += 1) {
    const config: Partial<StreamConfig> = { ...streamSettings(channel, name, create), subjects: [channel] };
    try {
      await ask(connection, `the stream of ${channel} cannot be made`, timeoutMs, () =>
        connection.manager.streams.add({ ...config, name }),
      );
      return name;
    } catch (error) {
      const code = codeOf(error);
      if (code !== JETSTREAM_CODES.streamNameTaken && code !== JETSTREAM_CODES.subjectTaken)
        throw failed(setting, channel, error);
      // Somebody else may have made it meanwhile, perhaps with other settings.
      const found = await findName(setting, channel);
      if (found !== undefined) return found;
      if (code === JETSTREAM_CODES.subjectTaken) throw failed(setting, channel, error);
      name += '_';
    }
  }
  throw failed(setting, channel, new Error(`the names up to ${name} are those of other streams`));
}

function failed({ connection: { place } }: TopologySetting, channel: string, error: unknown): Error {
  if (error instanceof SagaError) return error;
  const advice = 'make it by hand, or give this user the right to';
  return new SagaError(
    'broker-failed',
    `${place} does not make the stream of ${channel}: ${describeFailure(error)}; ${advice}`,
    {
      cause: error,
    },
  );
}

async function consumerInfo(
  { connection, timeoutMs }: TopologySetting,
  stream: string,
  name: string,
): Promise<ConsumerInfo | undefined> {
  try {
    return await ask(connection, `the consumer ${name} of ${stream} cannot be read`, timeoutMs, () =>
      connection.manager.consumers.info(stream, name),
    );
  } catch (error) {
    const code = codeOf(error);
    if (code === JETSTREAM_CODES.consumerNotFound || code === JETSTREAM_CODES.streamNotFound) return undefined;
    throw error;
  }
}

async function ensureConsumer(
  setting: TopologySetting,
  channel: string,
  stream: string,
  of: ConsumerOf,
  leaseMs: number,
): Promise<DurableConsumer> {
  const { connection, create, timeoutMs } = setting;
  const name = consumerName(of.group, of.kind);
  const info = (await consumerInfo(setting, stream, name)) ?? (await make());
  check(setting, channel, of, info);
  return { stream, name, ackWaitMs: (info.config.ack_wait ?? 30_000_000_000) / 1_000_000 };

  async function make(): Promise<ConsumerInfo> {
    if (create === false) {
      const hint = 'make it, as the script of the target `topics` does';
      throw new SagaError(
        'channel-missing',
        `the stream ${stream} of ${connection.place} has no consumer ${name}: ${hint}`,
      );
    }
    const subjects = (await findStream(setting, channel))?.config.subjects;
    const isShared = subjects?.length !== 1 || subjects[0] !== channel;
    const config: Partial<ConsumerConfig> = {
      ...consumerSettings(of, leaseMs),
      ...(isShared && { filter_subject: channel }),
    };
    return ask(connection, `the consumer ${name} of ${stream} cannot be made`, timeoutMs, () =>
      connection.manager.consumers.add(stream, config),
    );
  }
}

/** What a consumer that others have made has to be like. */
function check({ connection, onProblem }: TopologySetting, channel: string, of: ConsumerOf, info: ConsumerInfo): void {
  const { config, name, stream_name: stream } = info;
  const { description, deliver_subject, ack_policy, max_deliver = -1 } = config;
  const which = `the consumer ${name} of the stream ${stream} at ${connection.place}`;
  const problem =
    deliver_subject !== undefined
      ? 'pushes its messages, and this broker pulls them'
      : ack_policy !== 'explicit'
        ? `has the acknowledgement policy ${ack_policy}, and explicit is needed`
        : of.kind === 'topic' && description !== undefined && isOtherGroup(description, of.group)
          ? `belongs to the group ${description}, whose name differs only in dots`
          : undefined;
  if (problem !== undefined) {
    throw new SagaError(
      'broker-failed',
      `${which} ${problem}: make another one for the group ${of.group}, or rename one of them`,
    );
  }
  if (max_deliver > 0) {
    onProblem(`${which} drops messages of ${channel} after ${max_deliver} deliveries: set max_deliver to -1`);
  }
}

/** A description by people says nothing of groups. */
function isOtherGroup(description: string, group: string): boolean {
  return description !== group && consumerName(description) === consumerName(group);
}
