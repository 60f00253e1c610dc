import type { Attributes } from '@opentelemetry/api';
import type { BrokerOperations, Lag } from '../broker/operations.js';
import { installedApi } from './api.js';
import { observeGauges, type Point, type WaitingTelemetryOptions } from './observe-gauges.js';

/** A channel that a service reads. */
export interface WatchedChannel {
  readonly channel: string;
  /** Group under which the processes of the service read it. */
  readonly group: string;
  readonly kind?: 'topic' | 'queue';
  /** Where its dead letters are; missing or `false` where there are none. */
  readonly deadLetters?: string | false;
}

interface Measured {
  readonly lags: readonly { readonly watched: WatchedChannel; readonly lag: Lag }[];
  readonly letters: readonly { readonly channel: string; readonly count: number }[];
}

/**
 * Observes what waits at a broker for a service: how far it is behind on each channel, how old the oldest message is, and how many
 * dead letters there are. Returns how to stop that. What the broker cannot tell is not told. Without an SDK of OpenTelemetry, or
 * without its package, nobody is asked and nothing fails.
 */
export function observeBroker(
  broker: Pick<BrokerOperations, 'lag' | 'countDeadLetters'>,
  channels: readonly WatchedChannel[],
  options: WaitingTelemetryOptions,
): () => void {
  return observeGauges(options, () => measure(broker, channels), [
    {
      name: 'sagac.consumer.lag',
      unit: '{message}',
      description: 'Messages of a channel that no process of the service has dealt with',
      measure: ({ lags }) =>
        lags.map(({ watched, lag }) => ({ value: lag.messages, attributes: attributesOf(watched) })),
    },
    {
      name: 'sagac.consumer.oldest_age',
      unit: 's',
      description: 'Age of the oldest of them; 0 where there is none',
      measure: ({ lags }) => lags.flatMap(({ watched, lag }) => oldest(lag, attributesOf(watched))),
    },
    {
      name: 'sagac.dead_letters',
      unit: '{message}',
      description: 'Dead letters in a channel, which wait for a person',
      measure: ({ letters }) =>
        letters.map(({ channel, count }) => ({ value: count, attributes: { 'messaging.destination.name': channel } })),
    },
  ]);
}

/** One channel that cannot be asked about says nothing of the others. */
async function measure(
  broker: Pick<BrokerOperations, 'lag' | 'countDeadLetters'>,
  channels: readonly WatchedChannel[],
): Promise<Measured> {
  const graves = [...new Set(channels.flatMap(({ deadLetters = false }) => deadLetters || []))];
  const [lags, letters] = await Promise.all([
    Promise.all(
      channels.map((watched) =>
        told(watched.channel, async () => {
          const lag = await broker.lag(watched.channel, watched.group, watched.kind);
          return lag && { watched, lag };
        }),
      ),
    ),
    Promise.all(
      graves.map((channel) =>
        told(channel, async () => ({ channel, count: (await broker.countDeadLetters(channel)) ?? 0 })),
      ),
    ),
  ]);
  return { lags: lags.filter(isThere), letters: letters.filter(isThere) };
}

async function told<Answer>(channel: string, ask: () => Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await ask();
  } catch (error) {
    installedApi?.diag.error(`sagac: the broker does not say what waits in ${channel}`, error);
    return undefined;
  }
}

function isThere<Item>(item: Item | undefined): item is Item {
  return item !== undefined;
}

function oldest({ messages, oldestAgeMs }: Lag, attributes: Attributes): readonly Point[] {
  const ageMs = oldestAgeMs ?? (messages === 0 ? 0 : undefined);
  return ageMs === undefined ? [] : [{ value: Math.max(0, ageMs) / 1_000, attributes }];
}

function attributesOf({ channel, group }: WatchedChannel): Attributes {
  return { 'messaging.destination.name': channel, 'messaging.consumer.group.name': group };
}
