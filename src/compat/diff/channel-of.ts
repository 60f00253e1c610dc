import type { MapNode } from '../../language/node.js';
import { memoised } from '../../model/graph.js';
import { type Catalog, type ChannelDef, type MessageDef, messagesIn, type NameRef } from '../../model/index.js';
import { settingsNode } from './definition-place.js';

/** A channel by its name: as declared, or as the catalog's defaults make it where a message names it without a declaration. */
export function channelOf(catalog: Catalog, id: string): ChannelDef | undefined {
  return catalog.channels.get(id) ?? undeclaredChannels(catalog).get(id);
}

/** The channels that messages name and nobody declares, as if they were declared with the defaults of the settings. */
export const undeclaredChannels = memoised((catalog): ReadonlyMap<string, ChannelDef> => {
  const channels = new Map<string, ChannelDef>();
  for (const message of messagesIn(catalog)) {
    const { channel } = message;
    if (!channel || catalog.channels.has(channel.name) || channels.has(channel.name)) continue;
    channels.set(channel.name, withDefaults(catalog, message, channel));
  }
  return channels;
});

/** Its keys are those of the defaults, so that each has its place there; the first message that names it stands for its name. */
function withDefaults(catalog: Catalog, { file }: MessageDef, { name, span }: NameRef): ChannelDef {
  const nothing: MapNode = { kind: 'map', entries: [], flow: true, span };
  return {
    kind: 'channel',
    id: name,
    file,
    nameSpan: span,
    node: settingsNode(catalog, 'defaults', 'channel') ?? nothing,
    tags: [],
    ...catalog.settings.channelDefaults,
    shape: 'topic',
    ordering: 'key',
    public: false,
  };
}
