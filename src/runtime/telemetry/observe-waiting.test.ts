import { describe, expect, it } from 'vitest';
import { createMemoryInbox } from '../inbox/memory-inbox.js';
import type { OutboxStatus } from '../outbox/outbox-store.js';
import { observeInbox, observeOutbox } from './observe-waiting.js';
import { metricsSdk } from './testing/metrics-sdk.js';

/** Each point as name, unit, attributes and value. */
function metricsTexts() {
  const { meter, points } = metricsSdk();
  const read = async () =>
    (await points()).map(
      ({ name, unit, attributes, value }) => `${name} ${unit} ${Object.values(attributes).join(' ')} ${value}`,
    );
  return { meter, read };
}

describe('an outbox that is observed', () => {
  it('tells how old its oldest message is, how many there are, and how many have failed or are parked', async () => {
    const { meter, read } = metricsTexts();
    let status: OutboxStatus = { waiting: 5, retrying: 1, parked: 2, oldestAgeMs: 61_500 };
    const stop = observeOutbox(
      { status: async () => status },
      { service: 'order', meter, countEveryMs: 1, clock: ticking() },
    );
    const numbers = (age: number, waiting: number, retrying: number, parked: number) => [
      `sagac.outbox.oldest_age s order ${age}`,
      `sagac.outbox.waiting {message} order ${waiting}`,
      `sagac.outbox.retrying {message} order ${retrying}`,
      `sagac.outbox.parked {message} order ${parked}`,
    ];
    expect(await read()).toEqual(numbers(61.5, 5, 1, 2));
    status = { waiting: 0, retrying: 0, parked: 0 };
    expect(await read()).toEqual(numbers(0, 0, 0, 0));
    stop();
    status = { waiting: 1, retrying: 0, parked: 1 };
    expect(await read()).toContain('sagac.outbox.parked {message} order 0');
  });

  it('asks no more often than it is told to, and again after a failure', async () => {
    const { meter, read } = metricsTexts();
    let asked = 0;
    const status = async (): Promise<OutboxStatus> => {
      asked += 1;
      if (asked === 1) throw new Error('the database is away');
      return { waiting: 0, retrying: 0, parked: asked };
    };
    let now = 0;
    observeOutbox({ status }, { service: 'order', meter, clock: { now: () => now } });
    expect(await read()).toEqual([]);
    for (now of [0, 29_999]) expect(await read()).toContain('sagac.outbox.parked {message} order 2');
    now = 30_000;
    expect(await read()).toContain('sagac.outbox.parked {message} order 3');
  });

  it('is not asked without an SDK, nor where that is not wanted', () => {
    const status = async () => Promise.reject(new Error('asked'));
    expect(observeOutbox({ status }, { service: 'order' })()).toBeUndefined();
    const { meter } = metricsTexts();
    expect(observeOutbox({ status }, { service: 'order', meter, countEveryMs: 0 })()).toBeUndefined();
  });
});

describe('an inbox that is observed', () => {
  it('tells how many messages of its service are parked, and why', async () => {
    const { meter, read } = metricsTexts();
    const inbox = createMemoryInbox();
    const message = { id: 'm1', key: 'k', type: 'E', data: {}, headers: {} };
    const parked = { messageId: 'm1', correlation: 'k', reason: 'needs', attempts: 0, message, channel: 'c' } as const;
    await inbox.transaction(async (session) => {
      const times = { dueAt: 1, giveUpAt: 1, parkedAt: 0 };
      await session.park({ ...parked, ...times, consumer: 'mail/a', service: 'mail' });
      await session.park({ ...parked, ...times, consumer: 'mail/b', service: 'mail' });
      await session.park({ ...parked, ...times, consumer: 'mail/c', service: 'mail', reason: 'time' });
      await session.park({ ...parked, ...times, consumer: 'other/a', service: 'other' });
    });
    const stop = observeInbox(inbox, { service: 'mail', meter });
    expect(await read()).toEqual(
      ['needs 2', 'time 1', 'retry 0'].map((counted) => `sagac.inbox.parked {message} mail ${counted}`),
    );
    stop();
  });
});

/** A clock that is later each time. */
function ticking() {
  let at = 0;
  return { now: () => (at += 1_000) };
}
