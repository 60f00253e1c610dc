import { type Broker, type BrokerMessage, type Subscription, Unprocessable } from '../broker/broker.js';
import { type Clock, systemClock } from '../clock.js';
import type { JsonObject } from '../json.js';
import { onceReachable, tellOfWaiting } from '../once-reachable.js';
import type { Direction } from '../saga/state.js';
import { type Answer, callParticipant } from '../worker/call-participant.js';
import type { CommandHandlers } from '../worker/types.js';
import { type AnswerMemory, createAnswerMemory } from './answer-memory.js';
import { dataOf, ERROR_TYPE, HEADERS, headerOf, numberHeaderOf, replyMessage } from './headers.js';

export interface ServeCommandsOptions {
  readonly broker: Broker;
  /** Channel of this service's commands. */
  readonly channel: string;
  /** Name under which the processes of this service share the commands. */
  readonly group: string;
  readonly handlers: CommandHandlers;
  /** Default: a memory in this process. */
  readonly answers?: AnswerMemory;
  /** Why the data of a command is not valid, or undefined where it is; what is not valid goes to the dead letters. */
  readonly validate?: (command: string, data: JsonObject) => string | undefined;
  /** Type on the wire of an outcome. Default: its name. */
  readonly typeOf?: (outcome: string) => string;
  readonly clock?: Clock;
  /** Time of an attempt whose sender names none, in milliseconds. Default 60000. */
  readonly attemptTimeoutMs?: number;
}

interface Server {
  readonly options: Omit<ServeCommandsOptions, 'channel' | 'group'>;
  readonly answers: AnswerMemory;
  readonly clock: Clock;
  /** By key: when everything that was begun for it is done. */
  readonly turns: Map<string, Promise<void>>;
}

/**
 * Carries out the commands of a channel by the same handlers that a worker calls, and answers them. A key that comes
 * again gets its success, and the same attempt its failure, without being carried out again; a command whose undo was
 * here before it is refused and never carried out. Waits for a broker that cannot be reached.
 */
export function serveCommands(options: ServeCommandsOptions): Promise<Subscription> {
  const { broker, channel, group, clock = systemClock } = options;
  const take = createCommandTake(options);
  return onceReachable(() => broker.subscribe(channel, group, take), { clock, onFailure: tellOfWaiting(group) });
}

/** The same for a subscription of the caller's own: takes one command. Rejects with `Unprocessable` where it is no good. */
export function createCommandTake(
  options: Omit<ServeCommandsOptions, 'channel' | 'group'>,
): (message: BrokerMessage) => Promise<void> {
  const { answers = createAnswerMemory(), clock = systemClock } = options;
  const server: Server = { options, answers, clock, turns: new Map() };
  return (message) => serve(server, message);
}

async function serve(server: Server, message: BrokerMessage): Promise<void> {
  const key = headerOf(message, HEADERS.key);
  const replyChannel = headerOf(message, HEADERS.replyTo);
  if (!Object.hasOwn(server.options.handlers, message.type)) {
    throw new Unprocessable(`nobody here carries out \`${message.type}\``);
  }
  const problem = server.options.validate?.(message.type, dataOf(message));
  if (problem !== undefined) throw new Unprocessable(`it is no valid \`${message.type}\`: ${problem}`);
  const undone = message.headers[HEADERS.undoes];
  // From here on the command that is undone must not happen: what is at work is waited for, what comes late is refused.
  if (undone !== undefined) await inTurn(server, undone, () => server.answers.remember(undone, { kind: 'refused' }));
  const answer = await inTurn(server, key, () => answerOnce(server, message, key));
  if (answer !== undefined) await reply(server, message, replyChannel, answer);
}

/** Does one thing at a time for a key. */
function inTurn<T>({ turns }: Server, key: string, work: () => Promise<T>): Promise<T> {
  const done = (turns.get(key) ?? Promise.resolve()).then(work);
  const end = (): void => {
    if (turns.get(key) === turn) turns.delete(key);
  };
  const turn = done.then(end, end);
  turns.set(key, turn);
  return done;
}

/** The answer to a key, the same each time; undefined when the time was up first. */
async function answerOnce(server: Server, message: BrokerMessage, key: string): Promise<Answer | undefined> {
  const known = await server.answers.find(key);
  if (known?.kind === 'refused') return { kind: 'error', error: `its undo came before ${key}, which is refused` };
  if (known !== undefined && speaksFor(known.upTo, message)) {
    return { kind: 'reply', event: known.answer.outcome, data: known.answer.data };
  }
  return carryOut(server, message, key);
}

function carryOut(server: Server, message: BrokerMessage, key: string): Promise<Answer | undefined> {
  const { handlers, attemptTimeoutMs = 60_000 } = server.options;
  const handler = handlers[message.type];
  if (handler === undefined) throw new Unprocessable(`nobody here carries out \`${message.type}\``);
  const timeoutMs = HEADERS.timeout in message.headers ? numberHeaderOf(message, HEADERS.timeout) : attemptTimeoutMs;
  const call = { handler, input: dataOf(message), context: contextOf(message, key), clock: server.clock, timeoutMs };
  return new Promise((resolve, reject) => {
    const keep = (answer: Answer): Promise<void> => remember(server, message, key, answer);
    callParticipant(call, {
      answered: (answer) => void keep(answer).then(() => resolve(answer), reject),
      timedOut: () => resolve(undefined),
      // The sender has given the attempt up, but would like to hear of a success; where that fails, it asks or undoes.
      answeredLate: (answer) =>
        void keep(answer)
          .then(() => replyLate(server, message, answer))
          .catch(() => undefined),
    });
  });
}

/** Whoever sends a command again after a failure means it: only that attempt, and what is left of earlier ones, has it. */
function speaksFor(upTo: number | undefined, message: BrokerMessage): boolean {
  return upTo === undefined || numberHeaderOf(message, HEADERS.attempt) <= upTo;
}

async function remember({ answers }: Server, message: BrokerMessage, key: string, answer: Answer): Promise<void> {
  if (answer.kind !== 'reply') return;
  const { event: outcome, data } = answer;
  const success = message.headers[HEADERS.success]?.split(',');
  const isFinal = success === undefined || success.includes(outcome);
  const upTo = isFinal ? {} : { upTo: numberHeaderOf(message, HEADERS.attempt) };
  await answers.remember(key, { kind: 'answered', answer: { outcome, data }, ...upTo });
}

function contextOf(message: BrokerMessage, key: string) {
  const traceparent = message.headers[HEADERS.traceparent];
  return {
    idempotencyKey: key,
    attempt: numberHeaderOf(message, HEADERS.attempt),
    instanceId: headerOf(message, HEADERS.instance),
    step: headerOf(message, HEADERS.step),
    direction: directionOf(message),
    ...(traceparent !== undefined && { traceparent }),
  };
}

function directionOf(message: BrokerMessage): Direction {
  const direction = headerOf(message, HEADERS.direction);
  if (direction === 'do' || direction === 'undo' || direction === 'check') return direction;
  throw new Unprocessable(`header \`${HEADERS.direction}\` of message \`${message.id}\` is no direction`);
}

async function replyLate(server: Server, message: BrokerMessage, answer: Answer): Promise<void> {
  if (answer.kind === 'reply') await reply(server, message, headerOf(message, HEADERS.replyTo), answer);
}

async function reply(server: Server, message: BrokerMessage, channel: string, answer: Answer): Promise<void> {
  const { broker, typeOf = (outcome: string) => outcome } = server.options;
  if (answer.kind === 'reply') return broker.publish(channel, replyMessage(message, typeOf(answer.event), answer.data));
  return broker.publish(channel, replyMessage(message, ERROR_TYPE, { error: answer.error }));
}
