import { trafficOf } from '../../../model/facts/channel-traffic.js';
import { nameList } from '../../../model/facts/name-list.js';
import type { ChannelDef, MessageDef } from '../../../model/index.js';
import { KEY_WORDS } from '../../lexicon/shape-words.js';
import { splitWords } from '../../lexicon/split-words.js';
import type { Finding, Rule } from '../../rule.js';

const MOST_LABELS = 4;

/** A channel on which things travel that do not belong together. */
export const mixedChannel: Rule = {
  id: 'mixed-channel',
  group: 'delivery',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Disallow events and commands, or messages about several entities, on one channel.',
  why: `An event is for whoever wants it, for as long as it is kept; a command is for one service, once, now. On one channel they share retention, retries, permissions and dead letters, and one of the two is always wrong: a new reader that starts from the beginning carries out last week's commands.

Messages with keys of different entities (\`orderId\` and \`customerId\`) share partitions without sharing an order: a busy entity holds up the other, and each reader pays for messages that it does not want. An event bus of EventBridge, and a channel with \`ordering: none\`, are made for events about everything.`,
  bad: `services:
  garage: { owner: team-garage }
channels:
  garage.messages: { broker: kafka }
events:
  RepairFinished:
    version: 1.0.0
    producer: garage
    channel: garage.messages
    key: repairId
    payload: { repairId: uuid, finishedAt: timestamp }
commands:
  OrderPart:
    version: 1.0.0
    handler: garage
    channel: garage.messages
    key: repairId
    payload: { repairId: uuid, part: string }
`,
  good: `services:
  garage: { owner: team-garage }
channels:
  garage.repair.events: { broker: kafka }
  garage.repair.commands: { broker: kafka }
events:
  RepairFinished:
    version: 1.0.0
    producer: garage
    channel: garage.repair.events
    key: repairId
    payload: { repairId: uuid, finishedAt: timestamp }
commands:
  OrderPart:
    version: 1.0.0
    handler: garage
    channel: garage.repair.commands
    key: repairId
    payload: { repairId: uuid, part: string }
`,
  check({ catalog, report }) {
    for (const channel of catalog.channels.values()) {
      const { messages } = trafficOf(catalog, channel.id);
      const kinds = mixedKinds(channel, messages);
      if (kinds) report(kinds);
      const entities = mixedEntities(channel, messages);
      if (entities) report(entities);
    }
  },
};

function mixedKinds(channel: ChannelDef, messages: readonly MessageDef[]): Finding | undefined {
  const event = messages.find(({ kind }) => kind === 'event');
  const command = messages.find(({ kind }) => kind === 'command');
  if (event === undefined || command === undefined) return undefined;
  return {
    span: channel.nameSpan,
    message: `\`${channel.id}\` carries events such as \`${event.id}\` and commands such as \`${command.id}\`.`,
    help: 'Give commands a channel of their own, with their own retention and retries.',
    labels: [
      { span: event.channel?.span ?? event.nameSpan, text: `the event \`${event.id}\`` },
      { span: command.channel?.span ?? command.nameSpan, text: `the command \`${command.id}\`` },
    ],
    element: channel,
  };
}

function mixedEntities(channel: ChannelDef, messages: readonly MessageDef[]): Finding | undefined {
  if (channel.ordering === 'none' || channel.broker === 'eventbridge') return undefined;
  const byEntity = new Map<string, MessageDef>();
  for (const message of messages) {
    if (message.key === undefined || message.oldMajor !== undefined) continue;
    const entity = entityOf(message.key.name);
    if (entity !== '' && !byEntity.has(entity)) byEntity.set(entity, message);
  }
  if (byEntity.size < 2) return undefined;
  const firsts = [...byEntity.values()];
  const keys = firsts.map(({ key }) => key?.name ?? '');
  return {
    span: channel.nameSpan,
    message: `\`${channel.id}\` carries messages about ${keys.length} entities: their keys are ${nameList(keys, MOST_LABELS)}.`,
    help: 'Give each entity its own channel, or all messages the key of the one entity whose order matters.',
    labels: firsts
      .slice(0, MOST_LABELS)
      .map(({ id, key, nameSpan }) => ({ span: key?.span ?? nameSpan, text: `the key of \`${id}\`` })),
    element: channel,
  };
}

/** `order.id`, `orderId` and `order_number` are about the same thing, and a bare `id` may be about any. */
function entityOf(key: string): string {
  const words = key.split('.').flatMap(splitWords);
  return (KEY_WORDS.has(words.at(-1) ?? '') ? words.slice(0, -1) : words).join(' ');
}
