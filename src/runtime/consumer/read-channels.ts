import { deadLetterChannel } from '../broker/dead-letters.js';
import { commandChannel, retryChannel, retryStages } from './channels.js';
import type { ConsumerDefinition } from './definition.js';
import { groupOf } from './plan.js';

/** A channel that a consumer subscribes to. */
export interface ReadChannel {
  readonly channel: string;
  /** Group under which the processes of the service read it. */
  readonly group: string;
  readonly kind: 'topic' | 'queue';
  /** Where its dead letters go; `false` where they are dropped. */
  readonly deadLetters: string | false;
}

/** Everything that `startConsumer` subscribes to, retry channels too, for whoever watches how far a service is behind. */
export function readChannels(definition: ConsumerDefinition): readonly ReadChannel[] {
  const { service, channels, commands } = definition;
  const ofCommands = Object.values(commands).map(({ channel = commandChannel(service) }) => channel);
  return [...new Set([...Object.keys(channels), ...ofCommands])].flatMap((channel) => {
    const setting = channels[channel];
    const group = groupOf(definition, channel);
    const deadLetters = setting?.deadLetter ?? deadLetterChannel(channel, group);
    const retries = Array.from({ length: retryStages(setting) }, (_, index) => retryChannel(channel, group, index + 1));
    return [
      { channel, group, kind: setting?.kind ?? 'topic', deadLetters },
      ...retries.map((retry): ReadChannel => ({ channel: retry, group, kind: 'topic', deadLetters })),
    ];
  });
}
