import type { Inbox, InboxSession, ParkedMessage } from '../inbox/inbox.js';
import type { OutboxStore } from '../outbox/outbox-store.js';
import { observeGauges, type WaitingTelemetryOptions } from './observe-gauges.js';

/**
 * Observes the messages that wait in an outbox: the age of the oldest, how many there are, and how many of them have failed or are
 * parked. Returns how to stop that. Without an SDK of OpenTelemetry, or without its package, nobody is asked and nothing fails.
 */
export function observeOutbox(store: Pick<OutboxStore, 'status'>, options: WaitingTelemetryOptions): () => void {
  return observeGauges(options, () => store.status(), [
    {
      name: 'sagac.outbox.oldest_age',
      unit: 's',
      description: 'Age of the oldest message in the outbox that is not published; 0 where there is none',
      measure: ({ oldestAgeMs = 0 }) => [{ value: Math.max(0, oldestAgeMs) / 1_000 }],
    },
    {
      name: 'sagac.outbox.waiting',
      unit: '{message}',
      description: 'Messages in the outbox that are not published, the failed and parked ones among them',
      measure: ({ waiting }) => [{ value: waiting }],
    },
    {
      name: 'sagac.outbox.retrying',
      unit: '{message}',
      description: 'Messages in the outbox that have failed and will be tried again',
      measure: ({ retrying }) => [{ value: retrying }],
    },
    {
      name: 'sagac.outbox.parked',
      unit: '{message}',
      description: 'Messages in the outbox that were given up and wait for a person',
      measure: ({ parked }) => [{ value: parked }],
    },
  ]);
}

const REASONS: readonly ParkedMessage['reason'][] = ['needs', 'time', 'retry'];

/** The same of an inbox: how many messages are parked in it, by why: for others, for their time, or to be tried again. */
export function observeInbox<Tx>(inbox: Inbox<Tx>, options: WaitingTelemetryOptions): () => void {
  const count = (session: InboxSession<Tx>) =>
    inOrder(REASONS, async (reason) => [reason, await session.parkedCount(options.service, reason)] as const);
  return observeGauges(options, () => inbox.transaction(count), [
    {
      name: 'sagac.inbox.parked',
      unit: '{message}',
      description: 'Messages that wait in the inbox for others, for their time, or to be tried again',
      measure: (counts) => counts.map(([reason, value]) => ({ value, attributes: { 'sagac.reason': reason } })),
    },
  ]);
}

/** One after the other: a transaction is one connection. */
async function inOrder<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await work(item));
  return results;
}
