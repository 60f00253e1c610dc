import { deadLetterChannel } from '../broker/dead-letters.js';
import type { RemoteLinkOptions } from './remote-link.js';

/** A channel that the workers of sagas subscribe to. */
export interface LinkChannel {
  readonly channel: string;
  readonly group: string;
  readonly kind: 'topic' | 'queue';
  /** Where its dead letters go; `false` where they are dropped. */
  readonly deadLetters: string | false;
}

/** Everything that a remote link subscribes to, for whoever watches how far the workers are behind. */
export function linkChannels(
  options: Pick<
    RemoteLinkOptions,
    'group' | 'replyChannel' | 'eventChannels' | 'commandChannel' | 'deadLetters' | 'reading'
  >,
): readonly LinkChannel[] {
  const { group, replyChannel, eventChannels = [], commandChannel, deadLetters = {}, reading = {} } = options;
  const channels = [replyChannel, ...eventChannels, ...(commandChannel === undefined ? [] : [commandChannel])];
  return [...new Set(channels)].map((channel) => ({
    channel,
    group,
    kind: reading[channel]?.kind ?? 'topic',
    deadLetters: deadLetters[channel] ?? deadLetterChannel(channel, group),
  }));
}
