import { nodeAt } from '../../../language/node.js';
import { compatModeOf, keepsPromise } from '../../../model/compat-mode.js';
import { countOf } from '../../../model/facts/name-list.js';
import { counted, push } from '../../../model/grouped.js';
import { type Catalog, type ChannelDef, type MessageDef, messagesIn } from '../../../model/index.js';
import type { Finding, Rule } from '../../rule.js';

/** One channel, one promise. */
export const mixedCompatMode: Rule = {
  id: 'mixed-compat-mode',
  group: 'versioning',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Disallow messages of one channel whose compatibility modes contradict each other.',
  why: `The mode says who is updated first: with \`backward\` the readers, with \`forward\` the writers. A channel is read as a whole, so with both on one channel there is no order of deployment that is right, and with \`none\` beside them the promise of the others is worth nothing to a reader of the channel.

A message goes by its own \`compat\`, else by that of its channel, else by \`sagac.yaml\`. Its mode must promise at least what its channel promises; where the channel says nothing, what most of its messages do. More is fine: \`full\` and \`backward-transitive\` keep what \`backward\` says. A channel may differ from the catalog, and a message without a channel goes by itself. Older majors are not judged.`,
  bad: `services:
  hotel: { owner: team-hotel }
channels:
  stays.room.events: { key: roomId, compat: backward }
events:
  RoomCleaned: { version: 1.0.0, producer: hotel, channel: stays.room.events, payload: { roomId: uuid } }
  RoomVacated: { version: 1.0.0, producer: hotel, channel: stays.room.events, compat: forward, payload: { roomId: uuid } }
`,
  good: `services:
  hotel: { owner: team-hotel }
channels:
  stays.room.events: { key: roomId, compat: backward }
events:
  RoomCleaned: { version: 1.0.0, producer: hotel, channel: stays.room.events, payload: { roomId: uuid } }
  RoomVacated: { version: 1.0.0, producer: hotel, channel: stays.room.events, payload: { roomId: uuid } }
`,
  check({ catalog, report }) {
    for (const [name, messages] of messagesByChannel(catalog)) {
      if (!messages.some(({ compat }) => compat !== undefined)) continue;
      const wanted = wantedMode(catalog, catalog.channels.get(name), messages);
      for (const message of messages) {
        const mode = compatModeOf(catalog, message);
        if (!keepsPromise(mode, wanted.mode)) report(findingFor(message, mode, name, wanted));
      }
    }
  },
};

function messagesByChannel(catalog: Catalog): ReadonlyMap<string, readonly MessageDef[]> {
  const channels = new Map<string, MessageDef[]>();
  for (const message of messagesIn(catalog)) {
    if (message.channel && message.oldMajor === undefined) push(channels, message.channel.name, message);
  }
  return channels;
}

interface Wanted {
  readonly mode: string;
  /** Who says so. */
  readonly by: string;
  readonly channel?: ChannelDef;
}

function wantedMode(catalog: Catalog, channel: ChannelDef | undefined, messages: readonly MessageDef[]): Wanted {
  if (channel?.compat !== undefined) return { mode: channel.compat, by: 'the channel says', channel };
  const { mode: compatMode } = catalog.settings.compat;
  const sorted = [...counted(messages.map((message) => compatModeOf(catalog, message)))].sort(
    ([a, some], [b, others]) =>
      others - some || Number(b === compatMode) - Number(a === compatMode) || (a < b ? -1 : 1),
  );
  const [mode = compatMode, count = 0] = sorted[0] ?? [];
  return { mode, by: `${count} of ${countOf(messages.length, 'message')} there ${count === 1 ? 'goes' : 'go'} by` };
}

function findingFor(message: MessageDef, mode: string, channel: string, wanted: Wanted): Finding {
  const label = wanted.channel && {
    span: nodeAt(wanted.channel.node, 'compat')?.span ?? wanted.channel.nameSpan,
    text: 'the mode of the channel',
  };
  return {
    span: nodeAt(message.node, 'compat')?.span ?? message.nameSpan,
    message: `\`${message.id}\` goes by \`${mode}\` on the channel \`${channel}\`, and ${wanted.by} \`${wanted.mode}\`.`,
    element: message,
    help: `Give all messages of the channel one mode, best written at the channel (\`compat: ${wanted.mode}\`), or give \`${message.id}\` a channel of its own.`,
    ...(label && { labels: [label] }),
  };
}
