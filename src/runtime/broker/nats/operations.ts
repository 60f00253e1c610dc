import type { SeqMsgRequest } from '@nats-io/jetstream';
import type { Clock } from '../../clock.js';
import { SagaError } from '../../errors.js';
import type { BrokerOperations, DeadLetter, Lag } from '../operations.js';
import { fromBrokerHeaders, HEADER_SPELLINGS } from '../wire/header-names.js';
import type { WireFormat } from '../wire/wire-format.js';
import { ask } from './asking.js';
import type { Connection } from './connection.js';
import { headerPairs } from './delivered.js';
import { codeOf, describeFailure, JETSTREAM_CODES } from './failures.js';
import { subjectProblem } from './settings.js';
import type { Topology } from './topology.js';

export interface OperationsSetting {
  readonly connection: Connection;
  readonly topology: Topology;
  readonly wire: WireFormat;
  readonly clock: Clock;
  /** How long the server has to answer a question, in milliseconds. */
  readonly timeoutMs: number;
}

export function createOperations(setting: OperationsSetting): BrokerOperations {
  const { topology } = setting;
  return {
    channels: () => told(setting, 'the channels cannot be listed', () => listChannels(setting)),
    deadLetters: (channel, limit) =>
      told(setting, `the letters of ${channel} cannot be read`, () => readLetters(setting, channel, limit)),
    countDeadLetters: (channel) =>
      told(setting, `the letters of ${channel} cannot be counted`, async () => {
        const stream = await findStream(topology, channel);
        return stream && (stream.state.subjects?.[channel] ?? 0);
      }),
    removeDeadLetter: (channel, position) =>
      told(setting, `the letter ${position} of ${channel} cannot be removed`, () =>
        removeLetter(setting, channel, position),
      ),
    lag: (channel, group, kind = 'topic') =>
      told(setting, `what ${group} has not read of ${channel} cannot be told`, () =>
        readLag(setting, channel, group, kind),
      ),
  };
}

/** What the server refuses becomes a sentence. */
async function told<T>({ connection }: OperationsSetting, what: string, question: () => Promise<T>): Promise<T> {
  try {
    return await question();
  } catch (cause) {
    if (cause instanceof SagaError) throw cause;
    throw new SagaError('broker-failed', `${what}: ${connection.place} says: ${describeFailure(cause)}`, { cause });
  }
}

/** There is none under a name that cannot be one. */
async function findStream(topology: Topology, channel: string) {
  return subjectProblem(channel) === undefined ? topology.find(channel) : undefined;
}

/** Subjects of streams; of those with wildcards, what has been published. */
async function listChannels({ connection, timeoutMs }: OperationsSetting): Promise<readonly string[]> {
  const { streams } = connection.manager;
  const found = new Set<string>();
  const infos = await ask(connection, 'the streams cannot be listed', timeoutMs, async () => {
    const all = [];
    for await (const info of streams.list()) all.push(info.config);
    return all;
  });
  for (const { name, subjects = [] } of infos) {
    if (subjects.some((subject) => subject.startsWith('$'))) continue;
    const hasWildcards = subjects.some((subject) => subjectProblem(subject) !== undefined);
    if (!hasWildcards) for (const subject of subjects) found.add(subject);
    else {
      const { state } = await ask(connection, `the stream ${name} cannot be read`, timeoutMs, () =>
        streams.info(name, { subjects_filter: '>' }),
      );
      for (const subject of Object.keys(state.subjects ?? {})) found.add(subject);
    }
  }
  return [...found].sort();
}

async function readLetters(setting: OperationsSetting, channel: string, limit: number): Promise<readonly DeadLetter[]> {
  const { topology, wire } = setting;
  const stream = await findStream(topology, channel);
  const letters: DeadLetter[] = [];
  let next = 1;
  while (stream !== undefined && letters.length < limit) {
    const stored = await readFrom(setting, stream.config.name, channel, next);
    if (stored === undefined) break;
    next = stored.seq + 1;
    const position = String(stored.seq);
    const headers = fromBrokerHeaders(headerPairs(stored.header), HEADER_SPELLINGS.nats);
    const message = await wire.decode({ body: stored.data, headers }, { channel, position });
    letters.push({ message, position, at: stored.time.getTime() });
  }
  return letters;
}

/** The first message of the channel from this sequence on. */
async function readFrom({ connection, timeoutMs }: OperationsSetting, stream: string, channel: string, seq: number) {
  // The server knows this, the types of the driver do not.
  const query: SeqMsgRequest & { readonly next_by_subj: string } = { seq, next_by_subj: channel };
  const found = await ask(connection, `the stream ${stream} cannot be read`, timeoutMs, () =>
    connection.manager.streams.getMessage(stream, query),
  );
  return found ?? undefined;
}

async function removeLetter(setting: OperationsSetting, channel: string, position: string): Promise<boolean> {
  const { connection, topology, timeoutMs } = setting;
  const sequence = /^[1-9]\d{0,15}$/.test(position) ? Number(position) : undefined;
  const stream = sequence === undefined ? undefined : await findStream(topology, channel);
  if (stream === undefined || sequence === undefined) return false;
  const { name } = stream.config;
  // Its stream may have other channels, too.
  const stored = await readFrom(setting, name, channel, sequence);
  if (stored?.seq !== sequence) return false;
  try {
    return await ask(connection, `the letter ${position} cannot be removed`, timeoutMs, () =>
      connection.manager.streams.deleteMessage(name, sequence, false),
    );
  } catch (error) {
    // Somebody else was quicker.
    const code = codeOf(error);
    if (code === JETSTREAM_CODES.sequenceNotFound || code === JETSTREAM_CODES.messageNotFound) return false;
    throw error;
  }
}

async function readLag(
  setting: OperationsSetting,
  channel: string,
  group: string,
  kind: 'topic' | 'queue',
): Promise<Lag | undefined> {
  const { topology, clock } = setting;
  if (subjectProblem(channel) !== undefined) return undefined;
  const info = await topology.findConsumer(channel, group, kind);
  if (info === undefined) return undefined;
  const messages = info.num_pending + info.num_ack_pending;
  if (messages === 0) return { messages };
  // Whatever is older has been acknowledged.
  const oldest = await readFrom(setting, info.stream_name, channel, info.ack_floor.stream_seq + 1);
  return oldest === undefined
    ? { messages }
    : { messages, oldestAgeMs: Math.max(0, clock.now() - oldest.time.getTime()) };
}
