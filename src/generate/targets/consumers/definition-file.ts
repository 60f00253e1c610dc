import { messageShapes } from '../../../compile/message-shape.js';
import { compareText } from '../../../diagnostics/index.js';
import { guardToCel } from '../../../model/data-flow/guard.js';
import { namesOf } from '../../../model/graph.js';
import { type Catalog, type ChannelDef, type CommandDef, type EventDef, messageById } from '../../../model/index.js';
import type {
  ChannelSetting,
  CommandSetting,
  ConsumerDefinition,
  EventSetting,
  HandlerDefinition,
} from '../../../runtime/consumer/definition.js';
import { channelOfCommand, wireTypes } from '../../shared/channel-names.js';
import { uriPart } from '../../text.js';
import { timeOf } from './asks.js';
import { eventsOf, groupsOn, heardBy, outcomesOf, type PlannedHandler, type ServicePlan } from './service-plan.js';

/** A service of the catalog as the runtime goes by it. */
export function consumerDefinition(catalog: Catalog, plan: ServicePlan): ConsumerDefinition {
  const { service, handlers, commands } = plan;
  const heard = heardBy(plan).flatMap(({ channel }) => channel?.name ?? []);
  // Of commands only where the catalog says something of their channel.
  const carried = commands.flatMap((command) => channelOfCommand(catalog, command) ?? []);
  const declared = carried.filter((name) => catalog.channels.has(name));
  const channels = [...new Set([...heard, ...declared])].sort(compareText);
  const answers = commands.flatMap((command) => outcomesOf(catalog, command));
  const shaped = [...eventsOf(plan), ...commands, ...answers].filter(({ payload }) => payload.raw === undefined);
  return {
    service: service.id,
    source: `/${uriPart(service.id)}`,
    envelope: catalog.settings.envelope,
    ...(service.inboxWindow && { windowMs: service.inboxWindow.ms }),
    channels: Object.fromEntries(channels.map((name) => [name, channelSetting(catalog, plan, name)])),
    events: Object.fromEntries(eventsOf(plan).map((event) => [event.id, eventSetting(event)])),
    handlers: handlers.map(handlerDefinition),
    commands: Object.fromEntries(commands.map((command) => [command.id, commandSetting(catalog, command)])),
    messages: messageShapes(
      catalog,
      shaped.map(({ id }) => id),
      { defaults: true },
    ),
  };
}

function channelSetting(catalog: Catalog, plan: ServicePlan, name: string): ChannelSetting {
  const channel: ChannelDef | undefined = catalog.channels.get(name);
  const { ordering = 'key', retryDelays = catalog.settings.channelDefaults.retryDelays, deadLetter } = channel ?? {};
  const [group] = groupsOn(plan, name);
  const isHeard = heardBy(plan).some((event) => event.channel?.name === name);
  return {
    ...(group !== undefined && { group }),
    ordering,
    ...(channel?.shape === 'queue' && { kind: 'queue' as const }),
    // Commands are tried again by whoever sends them.
    retryDelaysMs: isHeard ? retryDelays.map(({ ms }) => ms) : [],
    ...(deadLetter !== undefined && { deadLetter: deadLetter === 'none' ? false : deadLetter.channel }),
  };
}

function eventSetting(event: EventDef): EventSetting {
  const { wire, name, version, oldMajor, channel, key, payload } = event;
  const hasKey = key !== undefined && payload.fields.some((field) => field.name === key.name);
  return {
    type: wire ?? name,
    ...(version !== undefined && { version }),
    ...(oldMajor !== undefined && { oldMajor }),
    ...(channel && { channel: channel.name }),
    ...(hasKey && { key: key.name }),
  };
}

function commandSetting(catalog: Catalog, command: CommandDef): CommandSetting {
  const { wire, name, channel, success } = command;
  const successes = namesOf(success);
  const answers = outcomesOf(catalog, command);
  const outcomes = answers.map(({ id }) => id);
  const outcomeTypes = wireTypes(answers);
  return {
    type: wire ?? name,
    ...(channel && { channel: channel.name }),
    success: outcomes.filter((id) => successes.includes(id)),
    failure: outcomes.filter((id) => !successes.includes(id)),
    ...(Object.keys(outcomeTypes).length > 0 && { outcomeTypes }),
  };
}

function handlerDefinition({ name, on, needs, asks, emits, fails, flow, reaction }: PlannedHandler): HandlerDefinition {
  const ids = (events: readonly EventDef[]) => events.map(({ id }) => id);
  const at = reaction && timeOf(reaction);
  return {
    name,
    on: ids(on),
    ...(flow?.correlation && { correlation: flow.correlation.name }),
    needs: ids(needs),
    ...(reaction?.onMissing && { onMissing: reaction.onMissing }),
    asks: ids(asks),
    ...(reaction?.when && { when: guardToCel(reaction.when.text) }),
    ...(reaction?.after && { afterMs: reaction.after.ms }),
    ...(at && { at }),
    ...(reaction?.restart === true && { restart: true as const }),
    idempotentBy: namesOf(reaction?.idempotentBy ?? []),
    emits: ids(emits),
    fails: ids(fails),
  };
}

/** Ids of all messages that the files of a service speak of, sorted. */
export function messagesOf(catalog: Catalog, plan: ServicePlan): readonly string[] {
  const commands = plan.commands.flatMap((command) => [
    command.id,
    ...outcomesOf(catalog, command).map(({ id }) => id),
  ]);
  const all = [...eventsOf(plan).map(({ id }) => id), ...commands];
  return [...new Set(all)].filter((id) => messageById(catalog, id) !== undefined).sort(compareText);
}
