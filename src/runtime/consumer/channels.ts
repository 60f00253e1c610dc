import type { BrokerMessage } from '../broker/broker.js';
import { RETRY_HEADERS, retryChannel } from '../broker/retry-channels.js';
import type { ChannelSetting } from './definition.js';

export { RETRY_HEADERS, retryChannel };

/** How many retry channels a group has for a channel: where order counts, what fails waits in its place. */
export function retryStages(setting: Pick<ChannelSetting, 'ordering' | 'retryDelaysMs'> | undefined): number {
  return setting?.ordering === 'none' ? setting.retryDelaysMs.length : 0;
}

/** Channel of the commands to a service, where the catalog names none. */
export function commandChannel(service: string): string {
  return `${service}.commands`;
}

/** Channel of the events of a service for which the catalog names none. */
export function eventChannel(service: string): string {
  return `${service}.events`;
}

/** Where answers to the commands of a service come, unless it says otherwise. */
export function replyChannel(service: string): string {
  return `${service}.replies`;
}

/**
 * Group under which the workers that run a saga share what comes: another one than that of the handlers of its service, for both
 * get all of a channel that they read. Commands that start it and answers to it have channels of this name's own,
 * `replyChannel(sagaGroup('order', 'Checkout'))`, so that none comes to who cannot do with it.
 */
export function sagaGroup(service: string, saga: string): string {
  return `${service}.${saga}`;
}

/** A retry, as it is written on the message. */
export interface Retry {
  readonly handler: string;
  readonly attempts: number;
  readonly at: number;
  readonly position?: string;
}

/** The message with a retry written on it. */
export function withRetry(message: BrokerMessage, { handler, attempts, at, position }: Retry): BrokerMessage {
  const own = {
    [RETRY_HEADERS.handler]: handler,
    [RETRY_HEADERS.attempts]: String(attempts),
    [RETRY_HEADERS.at]: String(Math.ceil(at)),
    ...(position !== undefined && { [RETRY_HEADERS.position]: position }),
  };
  return { ...message, headers: { ...message.headers, ...own } };
}

/** The retry that is written on a message, and the message without it; no retry where what is written makes no sense. */
export function readRetry(message: BrokerMessage): { readonly message: BrokerMessage; readonly retry?: Retry } {
  const names: readonly string[] = Object.values(RETRY_HEADERS);
  const headers = Object.fromEntries(Object.entries(message.headers).filter(([name]) => !names.includes(name)));
  const bare = { ...message, headers };
  const {
    [RETRY_HEADERS.handler]: handler,
    [RETRY_HEADERS.attempts]: attempts,
    [RETRY_HEADERS.at]: at,
    [RETRY_HEADERS.position]: position,
  } = message.headers;
  if (handler === undefined || !Number.isFinite(Number(attempts)) || !Number.isFinite(Number(at)))
    return { message: bare };
  const retry = { handler, attempts: Number(attempts), at: Number(at) };
  return { message: bare, retry: { ...retry, ...(position !== undefined && { position }) } };
}
