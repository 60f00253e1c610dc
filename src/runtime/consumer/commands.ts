import type { BrokerMessage } from '../broker/broker.js';
import { systemClock } from '../clock.js';
import type { Inbox } from '../inbox/inbox.js';
import type { JsonObject } from '../json.js';
import type { AnswerMemory, RememberedAnswer } from '../remote/answer-memory.js';
import { createCommandTake } from '../remote/serve-commands.js';
import { violationOf } from '../saga/conforms.js';
import type { CommandAnswer, CommandContext, CommandHandler } from '../worker/types.js';
import { commandChannel } from './channels.js';
import type { CommandSetting, ConsumerDefinition } from './definition.js';
import { withDefaults } from './fill-defaults.js';
import type { ConsumerOptions } from './types.js';

/** What a participant knows about a command that it carries out in a transaction of its service's inbox. */
export interface InboxCommandContext<Tx> extends CommandContext {
  /** The transaction in which the answer is remembered: the effect that is written in it happens once for each key. */
  readonly tx: Tx;
}

/** Carries a command out. What it throws rolls the transaction back, and its sender sends it again. */
export type InboxCommandHandler<Tx> = (input: JsonObject, context: InboxCommandContext<Tx>) => Promise<CommandAnswer>;

export type InboxCommandHandlers<Tx> = Readonly<Record<string, InboxCommandHandler<Tx>>>;

type ServeOptions<Tx> = Pick<
  ConsumerOptions<Tx>,
  'definition' | 'broker' | 'inbox' | 'commands' | 'validate' | 'clock' | 'attemptTimeoutMs'
>;

/** Takes the commands of a channel. */
export interface CommandTake {
  /** Whether a message is one of them. */
  takes(message: BrokerMessage): boolean;
  /** Carries one out, in one transaction with its remembered answer, and answers it. Rejects with `Unprocessable` where it is no good. */
  take(message: BrokerMessage): Promise<void>;
}

/** What takes the commands of a definition, by channel. */
export function commandTakes<Tx>(options: ServeOptions<Tx>): ReadonlyMap<string, CommandTake> {
  const { definition, broker, inbox, clock = systemClock, attemptTimeoutMs } = options;
  const takes = [...commandsByChannel(definition)].map(([channel, ids]): [string, CommandTake] => {
    const byType = new Map(ids.map((id) => [definition.commands[id]?.type ?? id, id]));
    const handlers = [...byType].map(([type, id]) => [type, inInbox(options, id)] as const);
    const types = new Map(ids.flatMap((id) => Object.entries(definition.commands[id]?.outcomeTypes ?? {})));
    const take = createCommandTake({
      broker,
      typeOf: (outcome) => types.get(outcome) ?? outcome,
      handlers: Object.fromEntries(handlers),
      answers: inboxAnswers(inbox, clock),
      clock,
      validate: (type, data) => problemOf(options, byType.get(type) ?? type, data),
      ...(attemptTimeoutMs !== undefined && { attemptTimeoutMs }),
    });
    return [channel, { takes: ({ type }) => byType.has(type), take }];
  });
  return new Map(takes);
}

function commandsByChannel({ service, commands }: ConsumerDefinition): ReadonlyMap<string, readonly string[]> {
  const channels = new Map<string, string[]>();
  for (const [id, { channel = commandChannel(service) }] of Object.entries(commands)) {
    channels.set(channel, [...(channels.get(channel) ?? []), id]);
  }
  return channels;
}

function problemOf<Tx>({ definition, validate }: ServeOptions<Tx>, id: string, sent: JsonObject): string | undefined {
  const data = withDefaults(definition, id, sent);
  return violationOf(definition, id, data) ?? validate?.(id, data);
}

function inInbox<Tx>(
  { definition, inbox, commands, clock = systemClock }: ServeOptions<Tx>,
  id: string,
): CommandHandler {
  return (input, context) =>
    inbox.transaction(async (session) => {
      const key = context.idempotencyKey;
      const known = await session.claimAnswer(key, clock.now());
      if (known?.kind === 'refused') throw new Error(`its undo came before ${key}, which is refused`);
      if (known && (known.upTo === undefined || context.attempt <= known.upTo)) return known.answer;
      const handler = commands?.[id];
      if (handler === undefined) throw new Error(`there is no function for \`${id}\``);
      const { signal, ...rest } = context;
      const answer = await handler(withDefaults(definition, id, input), { ...rest, signal, tx: session.tx });
      const remembered = toRemember(definition, id, answer, context.attempt);
      await session.rememberAnswer(key, remembered, clock.now());
      return answer;
    });
}

/** A failure speaks for the attempts until this one. Throws where the answer is none of the command's. */
function toRemember(
  definition: ConsumerDefinition,
  id: string,
  answer: CommandAnswer,
  attempt: number,
): RememberedAnswer {
  const { success, failure }: Pick<CommandSetting, 'success' | 'failure'> = definition.commands[id] ?? {
    success: [],
    failure: [],
  };
  const { outcome, data } = answer;
  if (![...success, ...failure].includes(outcome)) throw new Error(`\`${outcome}\` is no outcome of \`${id}\``);
  const problem = violationOf(definition, outcome, data);
  if (problem !== undefined) throw new Error(`a wrong \`${outcome}\`: ${problem}`);
  return { kind: 'answered', answer: { outcome, data }, ...(!success.includes(outcome) && { upTo: attempt }) };
}

/** Answers in the inbox, for whoever only looks or refuses. */
function inboxAnswers<Tx>(inbox: Inbox<Tx>, clock: { now(): number }): AnswerMemory {
  return {
    find: (key) => inbox.transaction((session) => session.answer(key)),
    remember: (key, answer) => inbox.transaction((session) => session.rememberAnswer(key, answer, clock.now())),
  };
}
