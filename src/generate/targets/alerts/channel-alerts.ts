import { compareText } from '../../../diagnostics/index.js';
import { printDuration } from '../../../model/build/parse-duration.js';
import { countOf, listed } from '../../../model/facts/name-list.js';
import { grouped } from '../../../model/grouped.js';
import type { Catalog, ChannelDef } from '../../../model/index.js';
import { type Reader, readersOf } from '../../shared/channel-uses.js';
import type { Alert } from './alert.js';
import { KAFKA_EXPORTER_LAG, METRICS } from './metrics.js';
import type { AlertOptions } from './options.js';
import { growth, noneOf, oneOf, plainText, series } from './promql.js';
import { ownerOfService } from './thresholds.js';

const WINDOW = '1h';
/** A consumer may be behind by what it handles in this time. */
const CATCH_UP_SECONDS = 300;

/** A service that reads a channel, under the names of its groups, with what it can handle. */
interface ReadingService {
  readonly service: string;
  readonly groups: readonly string[];
  /** Messages a second that all of its instances handle together, where the catalog says it. */
  readonly perSecond?: number;
  readonly events: readonly string[];
}

/** The alerts of one channel: its dead letters, and each of its readers. */
export function channelAlerts(catalog: Catalog, channel: ChannelDef, options: AlertOptions): readonly Alert[] {
  const readers = servicesReading(catalog, channel);
  if (readers.length === 0) return [];
  return [
    givenUp(catalog, channel, readers),
    ...readers.map((reader) => lag(catalog, channel, reader, options)),
    ...readers.flatMap((reader) => nearRetention(catalog, channel, reader)),
  ];
}

/** What is told of channels that the catalog does not name: those that sagas send commands over, and their answers. */
const UNNAMED = 'commands-and-replies';

/** The alert for messages that were given up on any other channel. */
export function otherChannels(catalog: Catalog): readonly Alert[] {
  const handled = [...catalog.commands.values()].filter(
    ({ handler }) => handler && catalog.services.get(handler.name)?.external !== true,
  );
  if (handled.length === 0) return [];
  const named = [...catalog.channels.keys()];
  const matchers = {
    sagac_outcome: '~dead|dropped',
    ...(named.length > 0 && { messaging_destination_name: noneOf(named) }),
  };
  return [
    {
      name: 'DeadLetters',
      subject: UNNAMED,
      severity: 'critical',
      labels: {},
      expr: `sum by (messaging_destination_name, sagac_service) (${growth(METRICS.consumed, matchers, WINDOW)}) >= 1`,
      when: 'one message on a channel that the catalog does not name was given up within an hour',
      summary:
        'Messages of {{ $labels.messaging_destination_name }} that {{ $labels.sagac_service }} could not handle were given up: {{ $value | humanize }}',
      meaning:
        'A service could not read a command. Its sender takes that for silence: a saga asks again, and unwinds or is stuck in the end.',
    },
  ];
}

/** One for each service, though its handlers and its sagas read on their own: what is counted does not tell them apart. */
function servicesReading(catalog: Catalog, { id }: ChannelDef): readonly ReadingService[] {
  const byService = grouped(readersOf(catalog, id), ({ service }) => service);
  return [...byService].sort(([a], [b]) => compareText(a, b)).map(([service, all]) => serviceReading(service, all));
}

function serviceReading(service: string, readers: readonly Reader[]): ReadingService {
  const messages = [...new Set(readers.flatMap((reader) => reader.messages))];
  const consumers = messages.flatMap((message) =>
    message.kind === 'event' ? message.consumers.filter((consumer) => consumer.service.name === service) : [],
  );
  const speeds = consumers.flatMap(({ perSecond, instances }) => (perSecond ? [perSecond * (instances ?? 1)] : []));
  return {
    service,
    groups: readers.map(({ group }) => group),
    ...(speeds.length > 0 && { perSecond: Math.min(...speeds) }),
    events: messages.map(({ id }) => id).sort(compareText),
  };
}

function givenUp(catalog: Catalog, channel: ChannelDef, readers: readonly ReadingService[]): Alert {
  const letters = channel.deadLetter === 'none' ? undefined : channel.deadLetter;
  const isDropped = channel.deadLetter === 'none';
  const least = letters?.alertAfter ?? 1;
  const matchers = { messaging_destination_name: channel.id, sagac_outcome: isDropped ? 'dropped' : 'dead' };
  const owner = letters?.owner ?? ownerOfService(catalog, readers[0]?.service);
  const what = isDropped ? 'were dropped' : 'went to the dead letters';
  const events = listed([...new Set(readers.flatMap((reader) => reader.events))]);
  const lost = isDropped ? 'They are gone: the channel has no dead letters.' : 'Nothing tries them again by itself.';
  return {
    name: isDropped ? 'MessagesDropped' : 'DeadLetters',
    subject: channel.id,
    ...(owner !== undefined && { owner }),
    labels: { channel: channel.id },
    severity: 'critical',
    expr: `sum by (messaging_destination_name, sagac_service) (${growth(METRICS.consumed, matchers, WINDOW)}) >= ${least}`,
    when: `${countOf(least, 'message')} of one service ${what} within an hour`,
    summary: `Messages of ${plainText(channel.id)} that {{ $labels.sagac_service }} could not handle ${what}: {{ $value | humanize }}`,
    meaning: `A service could not handle messages of ${channel.id} (${events}), however often it tried. What they tell was not done. ${lost}`,
  };
}

function lag(catalog: Catalog, channel: ChannelDef, reader: ReadingService, options: AlertOptions): Alert {
  const most = reader.perSecond === undefined ? options.maxLag : Math.ceil(reader.perSecond * CATCH_UP_SECONDS);
  const expr =
    options.lag === 'kafka_exporter'
      ? `sum by (topic, consumergroup) (${series(KAFKA_EXPORTER_LAG, { topic: channel.id, consumergroup: oneOf(reader.groups) })})`
      : `max by (messaging_destination_name, sagac_service) (${series(METRICS.lag, { messaging_destination_name: channel.id, sagac_service: reader.service })})`;
  const speed = reader.perSecond === undefined ? '' : `, which is ${CATCH_UP_SECONDS / 60} minutes of its work`;
  return {
    ...ofReader(catalog, channel, reader),
    name: 'ConsumerLag',
    severity: 'warning',
    expr: `${expr} > ${most}`,
    for: '10m',
    when: `${reader.service} is more than ${countOf(most, 'message')} behind${speed}, for 10m`,
    summary: `${plainText(reader.service)} is {{ $value | humanize }} messages behind on ${plainText(channel.id)}`,
    meaning: `${reader.service} learns too late of ${listed(reader.events)}.`,
  };
}

function nearRetention(catalog: Catalog, channel: ChannelDef, reader: ReadingService): readonly Alert[] {
  const { retention, broker } = channel;
  if (retention === undefined || broker === 'memory') return [];
  const chosen = series(METRICS.oldestUnread, {
    messaging_destination_name: channel.id,
    sagac_service: reader.service,
  });
  const half = printDuration(retention.ms / 2);
  return [
    {
      ...ofReader(catalog, channel, reader),
      name: 'ConsumerNearRetention',
      severity: 'critical',
      expr: `max by (messaging_destination_name, sagac_service) (${chosen}) > ${retention.ms / 2000}`,
      for: '5m',
      when: `the oldest message that ${reader.service} has not read is older than ${half}, half of what the channel keeps`,
      summary: `${plainText(reader.service)} has not read messages of ${plainText(channel.id)} that are {{ $value | humanizeDuration }} old`,
      meaning: `The channel keeps messages for ${retention.text}. What ${reader.service} has not read by then (${listed(reader.events)}) is lost to it.`,
    },
  ];
}

function ofReader(
  catalog: Catalog,
  channel: ChannelDef,
  reader: ReadingService,
): Pick<Alert, 'subject' | 'owner' | 'labels'> {
  const owner = ownerOfService(catalog, reader.service);
  return {
    subject: channel.id,
    ...(owner !== undefined && { owner }),
    labels: { channel: channel.id, service: reader.service },
  };
}
