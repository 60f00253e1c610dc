import { compareText } from '../../diagnostics/index.js';
import { trafficOf } from '../../model/facts/channel-traffic.js';
import { commandsOf, consumersOf, eventsNamed, isExternal, memoised, namesOf, sagasUsing } from '../../model/graph.js';
import { grouped } from '../../model/grouped.js';
import type { Catalog, CommandDef, EventDef, MessageDef, NameRef, SagaDef } from '../../model/index.js';
import { eventChannel, replyChannel, sagaGroup } from '../../runtime/consumer/channels.js';
import { groupsOn, heardBy, outcomesOf, planServices, type ServicePlan } from '../targets/consumers/service-plan.js';
import { channelOfCommand, sagaTaking } from './channel-names.js';

/** A service of ours that reads a channel. */
export interface Reader {
  readonly service: string;
  /** The name under which its processes share what comes. */
  readonly group: string;
  /** Handlers, or the workers that run its sagas: both read on their own. */
  readonly by: 'consumer' | 'saga';
  /** What it takes from there, sorted by id. */
  readonly messages: readonly MessageDef[];
}

/** A channel that generated code reads or writes. */
export interface ChannelUse {
  readonly name: string;
  readonly use: 'messages' | 'commands' | 'replies';
  /** Sorted by group. */
  readonly readers: readonly Reader[];
  /** Services that send there, others' among them, sorted. */
  readonly writers: readonly string[];
}

/**
 * Every channel that is read or written, by name: those of the catalog, and those of default names. Whatever speaks of groups and
 * channels asks here, and the consumers that are generated go by the same plans.
 */
export const channelUses = memoised((catalog): ReadonlyMap<string, ChannelUse> => {
  const uses = createUses();
  for (const plan of planServices(catalog)) addConsumer(uses, catalog, plan);
  for (const saga of catalog.sagas.values()) addSaga(uses, catalog, saga);
  for (const command of catalog.commands.values()) addCommand(uses, catalog, command.id);
  for (const { id } of catalog.channels.values()) {
    for (const { service } of trafficOf(catalog, id).writers) uses.write(id, 'messages', service);
  }
  return uses.all();
});

/** Who reads a channel, sorted by group. */
export function readersOf(catalog: Catalog, channel: string): readonly Reader[] {
  return channelUses(catalog).get(channel)?.readers ?? [];
}

type Use = ChannelUse['use'];

interface Uses {
  read(channel: string, use: Use, by: Omit<Reader, 'messages'>, messages: readonly MessageDef[]): void;
  write(channel: string, use: Use, service: string): void;
  all(): ReadonlyMap<string, ChannelUse>;
}

function createUses(): Uses {
  const drafts = new Map<string, { use: Use; readers: Map<string, Reader>; writers: Set<string> }>();
  function draftOf(channel: string, use: Use) {
    const draft = drafts.get(channel) ?? { use, readers: new Map(), writers: new Set() };
    drafts.set(channel, draft);
    return draft;
  }
  return {
    read(channel, use, by, messages) {
      const { readers } = draftOf(channel, use);
      readers.set(by.group, { ...by, messages: sortedById([...(readers.get(by.group)?.messages ?? []), ...messages]) });
    },
    write: (channel, use, service) => void draftOf(channel, use).writers.add(service),
    all: () =>
      new Map(
        [...drafts].map(([name, { use, readers, writers }]) => [
          name,
          {
            name,
            use,
            readers: [...readers.values()].sort((a, b) => compareText(a.group, b.group)),
            writers: [...writers].sort(compareText),
          },
        ]),
      ),
  };
}

function sortedById(messages: readonly MessageDef[]): readonly MessageDef[] {
  return [...new Set(messages)].sort((a, b) => compareText(a.id, b.id));
}

function addConsumer(uses: Uses, catalog: Catalog, plan: ServicePlan): void {
  const service = plan.service.id;
  const add = (channel: string | undefined, use: Use, message: MessageDef): void => {
    if (channel === undefined) return;
    const group = groupsOn(plan, channel)[0] ?? service;
    uses.read(channel, use, { service, group, by: 'consumer' }, [message]);
  };
  for (const event of heardBy(plan)) add(event.channel?.name, 'messages', event);
  for (const command of plan.commands) add(channelOfCommand(catalog, command), 'commands', command);
  const told = plan.handlers.flatMap(({ emits, fails }) => [...emits, ...fails]);
  if (told.some(({ channel }) => channel === undefined)) uses.write(eventChannel(service), 'messages', service);
}

function addSaga(uses: Uses, catalog: Catalog, saga: SagaDef): void {
  const channels = sagaChannels(catalog, saga);
  if (channels === undefined) return;
  const { service, group, events, start, sent } = channels;
  const reader = { service, group, by: 'saga' } as const;
  for (const [channel, taken] of events) uses.read(channel, 'messages', reader, taken);
  if (start) uses.read(start.channel, 'commands', reader, [start.command]);
  if (sent.length > 0) {
    const answers = sent.flatMap((command) => outcomesOf(catalog, command));
    uses.read(replyChannel(group), 'replies', reader, answers);
    for (const { handler } of sent) if (handler) uses.write(replyChannel(group), 'replies', handler.name);
  }
  const ends = eventsNamed(catalog, channels.ends);
  if (ends.some(({ channel }) => channel === undefined)) uses.write(eventChannel(service), 'messages', service);
}

/** What the workers that run a saga read and write. */
export interface SagaChannels {
  readonly service: string;
  readonly group: string;
  /** Events that it takes, by channel; outcomes of commands are not among them: they come as answers. */
  readonly events: ReadonlyMap<string, readonly EventDef[]>;
  /** The command that starts it. */
  readonly start?: { readonly command: CommandDef; readonly channel: string };
  readonly sent: readonly CommandDef[];
  /** Events with which it ends. */
  readonly ends: readonly NameRef[];
}

/** The channels of a saga; undefined of one that no service of ours runs. */
export function sagaChannels(catalog: Catalog, saga: SagaDef): SagaChannels | undefined {
  const service = saga.service?.name;
  if (service === undefined || isExternal(catalog, service)) return undefined;
  const taken = (takenBySagas(catalog).get(saga) ?? []).filter(({ channel }) => channel !== undefined);
  const command = saga.start && catalog.commands.get(saga.start.name);
  const channel = command && sagaTaking(catalog, command) === saga ? channelOfCommand(catalog, command) : undefined;
  return {
    service,
    group: sagaGroup(service, saga.id),
    events: grouped(taken, (event) => event.channel?.name ?? ''),
    ...(command && channel !== undefined && { start: { command, channel } }),
    sent: [...new Set(commandsOf(saga))].sort(compareText).flatMap((name) => catalog.commands.get(name) ?? []),
    ends: [...saga.complete, ...saga.abort].map(({ event }) => event),
  };
}

/** Events that start, end or turn each saga, or that it waits for. */
const takenBySagas = memoised((catalog) => {
  const taken = new Map<SagaDef, EventDef[]>();
  for (const event of catalog.events.values()) {
    for (const { via } of consumersOf(catalog, event.id)) {
      if (via.kind !== 'saga' || via.as === 'outcome') continue;
      taken.set(via.saga, [...(taken.get(via.saga) ?? []), event]);
    }
  }
  return taken;
});

/** A service that sends a command itself has its answers on a channel of its own. */
function addCommand(uses: Uses, catalog: Catalog, id: string): void {
  const command = catalog.commands.get(id);
  if (command === undefined) return;
  const channel = channelOfCommand(catalog, command);
  const senders = namesOf(command.senders);
  const sagas = sagasUsing(catalog, id).flatMap(({ service }) => service?.name ?? []);
  if (channel !== undefined) for (const sender of [...senders, ...sagas]) uses.write(channel, 'commands', sender);
  for (const service of senders.filter((sender) => !isExternal(catalog, sender))) {
    const reader = { service, group: service, by: 'consumer' } as const;
    uses.read(replyChannel(service), 'replies', reader, outcomesOf(catalog, command));
    if (command.handler) uses.write(replyChannel(service), 'replies', command.handler.name);
  }
}
