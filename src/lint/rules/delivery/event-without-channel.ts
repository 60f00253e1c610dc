import { insertEntriesAfter } from '../../../edit/index.js';
import { trafficOf } from '../../../model/facts/channel-traffic.js';
import { consumersOf, isReply, memoised, producersOf } from '../../../model/graph.js';
import { addTo } from '../../../model/grouped.js';
import type { Catalog, EventDef } from '../../../model/index.js';
import { startCommandOf } from '../../../model/saga-starts.js';
import type { Finding, Rule } from '../../rule.js';

/** An event that has no way to those who wait for it. */
export const eventWithoutChannel: Rule = {
  id: 'event-without-channel',
  group: 'delivery',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Require a channel for every event that is no reply.',
  why: `The answer to a command goes back to whoever sent it and needs no channel. Every other event reaches nobody without one: nothing can be generated for it, nothing says how long it is kept or in which order it comes, and each team picks a topic of its own.

Replies are outcomes of commands, and the events with which a saga ends that a command has started. An \`internal\` event that only its own service publishes and reads stays inside the process. The fix names the channel that all other events of the same service have.`,
  fixable: 'unsafe',
  bad: `services:
  kitchen: { owner: team-kitchen }
  courier: { owner: team-riders, inbox: { window: 8d } }
channels:
  kitchen.meal.events: { broker: nats, key: mealId }
events:
  MealStarted:
    version: 1.0.0
    producer: kitchen
    consumers: [courier]
    channel: kitchen.meal.events
    payload: { mealId: uuid, startedAt: timestamp }
  MealPlated:
    version: 1.0.0
    producer: kitchen
    consumers: [courier]
    payload: { mealId: uuid, platedAt: timestamp }
    examples: [{ mealId: 2c5ea4c0-4067-4fe9-8bad-9b1deb4d3b7d, platedAt: 2026-02-03T10:00:00Z }]
`,
  good: `services:
  kitchen: { owner: team-kitchen }
  courier: { owner: team-riders, inbox: { window: 8d } }
channels:
  kitchen.meal.events: { broker: nats, key: mealId }
events:
  MealStarted:
    version: 1.0.0
    producer: kitchen
    consumers: [courier]
    channel: kitchen.meal.events
    payload: { mealId: uuid, startedAt: timestamp }
  MealPlated:
    version: 1.0.0
    producer: kitchen
    consumers: [courier]
    channel: kitchen.meal.events
    payload: { mealId: uuid, platedAt: timestamp }
    examples: [{ mealId: 2c5ea4c0-4067-4fe9-8bad-9b1deb4d3b7d, platedAt: 2026-02-03T10:00:00Z }]
`,
  check({ catalog, report }) {
    const answers = answersOfSagas(catalog);
    const channels = channelsByProducer(catalog);
    for (const event of catalog.events.values()) {
      if (event.channel !== undefined || isAnswer(catalog, event) || answers.has(event.id)) continue;
      if (isUnused(catalog, event) || staysInside(catalog, event)) continue;
      report(findingFor(catalog, event, channels));
    }
  },
};

/** The events with which sagas end that a command has started. */
const answersOfSagas = memoised((catalog): ReadonlySet<string> => {
  const started = [...catalog.sagas.values()].filter((saga) => startCommandOf(catalog, saga) !== undefined);
  return new Set(started.flatMap(({ complete, abort }) => [...complete, ...abort].map(({ event }) => event.name)));
});

/** A failure of a command or of a reply is an answer too; that the command does not name it, another rule says. */
function isAnswer(catalog: Catalog, event: EventDef): boolean {
  if (isReply(catalog, event)) return true;
  const failed = event.failureOf?.name ?? '';
  const success = catalog.events.get(failed);
  return catalog.commands.has(failed) || (success !== undefined && isReply(catalog, success));
}

function isUnused(catalog: Catalog, event: EventDef): boolean {
  return consumersOf(catalog, event.id).length === 0 && producersOf(catalog, event.id).length === 0;
}

function staysInside(catalog: Catalog, event: EventDef): boolean {
  const uses = [...consumersOf(catalog, event.id), ...producersOf(catalog, event.id)];
  return event.visibility === 'internal' && new Set(uses.map(({ service }) => service?.name)).size === 1;
}

function findingFor(catalog: Catalog, event: EventDef, channels: ChannelsByProducer): Finding {
  const [reader] = consumersOf(catalog, event.id);
  const who = reader?.service ? `\`${reader.service.name}\` waits for it` : 'it is no answer to a command';
  const fix = channelFix(catalog, event, channels);
  return {
    span: event.nameSpan,
    message: `\`${event.id}\` goes over no channel, and ${who}.`,
    help: 'Name its `channel`; if it answers a command, name it among the outcomes of that command instead.',
    ...(reader?.service && { labels: [{ span: reader.service.span, text: 'is to learn of it' }] }),
    element: event,
    ...(fix && { fix }),
  };
}

type ChannelsByProducer = ReadonlyMap<string, ReadonlySet<string>>;

function channelsByProducer(catalog: Catalog): ChannelsByProducer {
  const found = new Map<string, Set<string>>();
  for (const { producer, channel } of catalog.events.values()) {
    if (producer && channel) addTo(found, producer.name, channel.name);
  }
  return found;
}

/**
 * Only a channel whose key the event has, and that its readers already read: else their inboxes may be too small for it.
 * A public event is asked for an example once it is on a channel.
 */
function channelFix(catalog: Catalog, event: EventDef, channels: ChannelsByProducer): Finding['fix'] {
  if (event.visibility === 'public' && event.examples.length === 0) return undefined;
  const names = channels.get(event.producer?.name ?? '');
  const [name] = names ?? [];
  const channel = catalog.channels.get(name ?? '');
  if (names?.size !== 1 || channel === undefined || channel.shape === 'queue') return undefined;
  if (!isReadByAll(catalog, channel.id, event)) return undefined;
  const key = event.key?.name ?? channel.key?.name;
  const field = event.payload.fields.find((one) => one.name === key);
  if (key !== channel.key?.name || field === undefined || field.optional || field.nullable) return undefined;
  const after = event.consumers.length > 0 ? 'consumers' : 'producer';
  const edits = insertEntriesAfter(catalog.texts, event.node, after, { channel: channel.id });
  return edits && { title: `Write \`channel: ${channel.id}\``, safety: 'unsafe', edits };
}

function isReadByAll(catalog: Catalog, channel: string, event: EventDef): boolean {
  const readers = new Set(trafficOf(catalog, channel).readers.map(({ service }) => service));
  return consumersOf(catalog, event.id).every(({ service }) => service === undefined || readers.has(service.name));
}
