import { compact } from '../../model/build/compact.js';
import { memoised } from '../../model/graph.js';
import { push } from '../../model/grouped.js';
import { type Catalog, type ChannelDef, messagesIn, type ServiceDef } from '../../model/index.js';
import type { Change } from '../change.js';
import { changeAt } from '../change-at.js';
import { diffChannel } from './channel-diff.js';
import { channelOf, undeclaredChannels } from './channel-of.js';
import { ownerOf, placeOf, settingsPlace } from './definition-place.js';

/** What differs between the channels, services and settings of two states, as far as those who send or read notice. */
export function diffTopology(old: Catalog, next: Catalog): readonly Change[] {
  const changes: Change[] = [];
  const [from, to] = [old.settings.envelope, next.settings.envelope];
  if (from !== to) changes.push(changeAt('envelope-changed', settingsPlace(old, next, 'envelope'), { from, to }));
  diffChannels(changes, old, next);
  diffServices(changes, old, next);
  return changes;
}

function diffChannels(changes: Change[], old: Catalog, next: Catalog): void {
  for (const channel of old.channels.values()) {
    if (!next.channels.has(channel.id)) changes.push(channelRemoval(old, channel));
  }
  for (const channel of next.channels.values()) {
    if (old.channels.has(channel.id)) continue;
    changes.push(changeAt('channel-added', { owner: ownerOf(channel), at: '', new: channel.nameSpan }, {}));
  }
  for (const channel of [...old.channels.values(), ...undeclaredChannels(old).values()]) {
    const same = channelOf(next, channel.id);
    if (same && same !== channel) diffChannel(changes, channel, same, messagesOver(old, channel.id));
  }
}

function channelRemoval(old: Catalog, channel: ChannelDef): Change {
  const place = { owner: ownerOf(channel), at: '', old: channel.nameSpan };
  return changeAt('channel-removed', place, { messages: messagesOver(old, channel.id) });
}

function messagesOver(catalog: Catalog, channel: string): readonly string[] {
  return messagesByChannel(catalog).get(channel) ?? [];
}

const messagesByChannel = memoised((catalog) => {
  const messages = new Map<string, string[]>();
  for (const { id, channel } of messagesIn(catalog)) if (channel) push(messages, channel.name, id);
  return messages;
});

function diffServices(changes: Change[], old: Catalog, next: Catalog): void {
  for (const service of old.services.values()) {
    const same = next.services.get(service.id);
    if (same === undefined) changes.push(serviceRemoval(old, service));
    else if (same !== service) diffService(changes, service, same);
  }
  for (const service of next.services.values()) {
    if (old.services.has(service.id)) continue;
    changes.push(changeAt('service-added', { owner: ownerOf(service), at: '', new: service.nameSpan }, {}));
  }
}

function serviceRemoval(old: Catalog, service: ServiceDef): Change {
  const { produces, consumes } = partsByService(old).get(service.id) ?? NOTHING;
  const place = { owner: ownerOf(service), at: '', old: service.nameSpan };
  return changeAt('service-removed', place, { produces, consumes });
}

interface Parts {
  readonly produces: string[];
  readonly consumes: string[];
}

const NOTHING: Parts = { produces: [], consumes: [] };

/** The events that each service is said to publish, and the messages that it reads or handles. */
const partsByService = memoised((catalog) => {
  const parts = new Map<string, Parts>();
  const partsOf = (service: string) => {
    const found = parts.get(service) ?? { produces: [], consumes: [] };
    parts.set(service, found);
    return found;
  };
  for (const event of catalog.events.values()) {
    if (event.producer) partsOf(event.producer.name).produces.push(event.id);
    for (const { service } of event.consumers) partsOf(service.name).consumes.push(event.id);
  }
  for (const command of catalog.commands.values()) {
    if (command.handler) partsOf(command.handler.name).consumes.push(command.id);
  }
  return parts;
});

function diffService(changes: Change[], old: ServiceDef, next: ServiceDef): void {
  const pair = { old, new: next };
  if (old.outbox !== next.outbox) {
    changes.push(changeAt('outbox-changed', placeOf(pair, 'outbox'), { to: next.outbox }));
  }
  const [from, to] = [memoryOf(old), memoryOf(next)];
  if (from === to) return;
  const effect = to === 0 ? 'removed' : from === 0 ? 'added' : to < from ? 'shorter' : 'longer';
  const texts = compact({ from: memoryText(old), to: memoryText(next) });
  changes.push(changeAt('inbox-changed', placeOf(pair, 'inbox'), { effect, ...texts }));
}

/** How long an inbox remembers in milliseconds; without a window the runtime sees to it. */
function memoryOf({ inbox, inboxWindow }: ServiceDef): number {
  return inbox ? (inboxWindow?.ms ?? Number.POSITIVE_INFINITY) : 0;
}

function memoryText({ inbox, inboxWindow }: ServiceDef): string | undefined {
  return inbox ? (inboxWindow?.text ?? 'as long as needed') : undefined;
}
