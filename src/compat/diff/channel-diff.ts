import { compact } from '../../model/build/compact.js';
import type { ChannelDef } from '../../model/index.js';
import type { Change } from '../change.js';
import { changeAt } from '../change-at.js';
import { ownerOf, placeOf } from './definition-place.js';

/** What differs between two states of a channel; `messages` go over it in the old one. Keys are compared message by message. */
export function diffChannel(changes: Change[], old: ChannelDef, next: ChannelDef, messages: readonly string[]): void {
  const pair = { old, new: next };
  if (old.broker !== next.broker) {
    const names = compact({ from: old.broker, to: next.broker });
    changes.push(changeAt('broker-changed', placeOf(pair, 'broker'), names));
  }
  if (old.shape !== next.shape) {
    changes.push(changeAt('channel-shape-changed', placeOf(pair, 'kind'), { from: old.shape, to: next.shape }));
  }
  if (old.ordering !== next.ordering) {
    changes.push(changeAt('ordering-changed', placeOf(pair, 'ordering'), { from: old.ordering, to: next.ordering }));
  }
  if (old.public !== next.public) {
    const facts = { from: visibilityOf(old), to: visibilityOf(next), messages };
    changes.push(changeAt('channel-visibility-changed', placeOf(pair, 'public'), facts));
  }
  if (old.delivery !== next.delivery) {
    const claims = compact({ from: old.delivery, to: next.delivery });
    changes.push(changeAt('delivery-changed', placeOf(pair, 'delivery'), claims));
  }
  diffSizes(changes, old, next);
  diffTries(changes, old, next);
}

function visibilityOf(channel: ChannelDef): 'public' | 'internal' {
  return channel.public ? 'public' : 'internal';
}

function diffSizes(changes: Change[], old: ChannelDef, next: ChannelDef): void {
  const pair = { old, new: next };
  if (old.partitions !== next.partitions) {
    const facts = compact({ from: old.partitions, to: next.partitions });
    changes.push(changeAt('partitions-changed', placeOf(pair, 'partitions'), facts));
  }
  if (old.maxBytes !== next.maxBytes) {
    const facts = compact({ from: old.maxBytes, to: next.maxBytes });
    changes.push(changeAt('max-bytes-changed', placeOf(pair, 'maxBytes'), facts));
  }
  if (old.retention?.ms === next.retention?.ms) return;
  const [from, to] = [old.retention, next.retention];
  // A default has its place in the settings.
  const spans = { old: from?.span ?? old.nameSpan, new: to?.span ?? next.nameSpan };
  const place = { owner: ownerOf(next), at: 'retention', ...spans };
  changes.push(changeAt('retention-changed', place, compact({ from, to })));
}

function diffTries(changes: Change[], old: ChannelDef, next: ChannelDef): void {
  const pair = { old, new: next };
  const [from, to] = [deadLetterOf(old), deadLetterOf(next)];
  if (from !== to) changes.push(changeAt('dead-letter-changed', placeOf(pair, 'deadLetter'), compact({ from, to })));
  if (timesOf(old) === timesOf(next)) return;
  const place = placeOf(pair, 'retryDelays');
  const spans = { old: old.retryDelays[0]?.span ?? place.old, new: next.retryDelays[0]?.span ?? place.new };
  const texts = { from: old.retryDelays.map(({ text }) => text), to: next.retryDelays.map(({ text }) => text) };
  changes.push(changeAt('retry-delays-changed', { ...place, ...spans }, texts));
}

function deadLetterOf({ deadLetter }: ChannelDef): string | undefined {
  return deadLetter === 'none' ? undefined : deadLetter?.channel;
}

function timesOf({ retryDelays }: ChannelDef): string {
  return retryDelays.map(({ ms }) => ms).join(' ');
}
