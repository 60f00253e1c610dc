import type { Attributes, BatchObservableCallback, Meter, Observable } from '@opentelemetry/api';
import { type Clock, systemClock } from '../clock.js';
import type { Inbox, InboxSession, ParkedMessage } from '../inbox/inbox.js';
import type { OutboxStore } from '../outbox/outbox-store.js';
import { installedApi } from './api.js';
import { atMostEvery } from './at-most-every.js';

export interface WaitingTelemetryOptions {
  /** The service whose messages they are, as the catalog calls it. */
  readonly service: string;
  /** Default: the one that the SDK gives which is registered by now. */
  readonly meter?: Meter;
  readonly clock?: Pick<Clock, 'now'>;
  /** How often the database is asked at most, in milliseconds. Default 30000; 0 never asks. */
  readonly countEveryMs?: number;
}

/**
 * Observes the messages that wait in an outbox: the age of the oldest, and how many are parked. Returns how to stop that. Without
 * an SDK of OpenTelemetry, or without its package, nobody is asked and nothing fails.
 */
export function observeOutbox(store: Pick<OutboxStore, 'status'>, options: WaitingTelemetryOptions): () => void {
  return observe(options, () => store.status(), [
    {
      name: 'sagac.outbox.oldest_age',
      unit: 's',
      description: 'Age of the oldest message in the outbox that is not published; 0 where there is none',
      measure: ({ oldestAgeMs = 0 }) => [{ value: Math.max(0, oldestAgeMs) / 1_000 }],
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
  return observe(options, () => inbox.transaction(count), [
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

interface Point {
  readonly value: number;
  readonly attributes?: Attributes;
}

interface Gauge<Answer> {
  readonly name: string;
  readonly unit: string;
  readonly description: string;
  readonly measure: (answer: Answer) => readonly Point[];
}

function observe<Answer>(
  options: WaitingTelemetryOptions,
  ask: () => Promise<Answer>,
  gauges: readonly Gauge<Answer>[],
): () => void {
  const { service, clock = systemClock, countEveryMs = 30_000 } = options;
  const api = installedApi;
  const meter = options.meter ?? api?.metrics.getMeter('sagac');
  if (api === undefined || meter === undefined || meter === api.createNoopMeter() || countEveryMs <= 0)
    return () => undefined;
  const made = gauges.map(({ name, unit, description, measure }) => ({
    gauge: meter.createObservableGauge(name, { unit, description }),
    measure,
  }));
  const answer = atMostEvery(countEveryMs, () => clock.now(), ask);
  const callback: BatchObservableCallback = async (result) => {
    try {
      const found = await answer();
      for (const { gauge, measure } of made) {
        for (const { value, attributes } of measure(found))
          result.observe(gauge, value, { 'sagac.service': service, ...attributes });
      }
    } catch (error) {
      api.diag.error(`sagac: what waits in ${service} cannot be counted`, error);
    }
  };
  const observables: Observable[] = made.map(({ gauge }) => gauge);
  meter.addBatchObservableCallback(callback, observables);
  return () => meter.removeBatchObservableCallback(callback, observables);
}
