import { expect, it } from 'vitest';
import { Unprocessable } from '../broker.js';
import { type BrokerFixture, collect, ids, idsByKey, messageOf } from './fixture.js';

/** How messages go through: as they are, in order, or not at all. */
export function describeMessages(fixture: () => BrokerFixture): void {
  it('brings a message as it was published', async () => {
    const { broker, channel } = fixture();
    const inbox = await collect(broker, channel('orders'), 'a');
    const message = messageOf('1', { data: { amount: 5, lines: [{ sku: 'ä' }] }, headers: { traceparent: '00-1' } });
    await broker.publish(channel('orders'), message);
    expect(await inbox.until(1)).toEqual([message]);
  });

  it('brings bytes as they are', async () => {
    const { broker, channel } = fixture();
    const inbox = await collect(broker, channel('orders'), 'a');
    const data = Uint8Array.from({ length: 300 }, (_, index) => index % 256);
    await broker.publish(channel('orders'), messageOf('1', { data, headers: { 'content-type': 'image/png' } }));
    const [found] = await inbox.until(1);
    const bytes = found?.data instanceof Uint8Array ? [...found.data] : found?.data;
    expect(bytes).toEqual([...data]);
    expect(found?.headers).toEqual({ 'content-type': 'image/png' });
  });

  it('brings headers, keys, ids and types whatever is written in them', async () => {
    const { broker, channel } = fixture();
    const inbox = await collect(broker, channel('orders'), 'a');
    const odd = 'Größe 100 % "größer"\t= 日本語 \u{1f600} , ; \\ \r\n end ';
    const message = messageOf(`id ${odd}`, {
      key: odd,
      type: `Ördered ${odd}`,
      headers: { 'dead-reason': odd, empty: '' },
    });
    await broker.publish(channel('orders'), message);
    expect(await inbox.until(1)).toEqual([message]);
  });

  it('keeps the order of each key', async () => {
    const { broker, channel } = fixture();
    const inbox = await collect(broker, channel('orders'), 'a');
    const keys = Array.from({ length: 8 }, (_, index) => `key ${index}`);
    const sent = keys.map((key) => Array.from({ length: 20 }, (_, index) => `${key} ${index}`));
    await Promise.all(
      keys.map(async (key, at) => {
        for (const id of sent[at] ?? []) await broker.publish(channel('orders'), messageOf(id, { key }));
      }),
    );
    const found = idsByKey(await inbox.until(160));
    expect(found).toEqual(Object.fromEntries(keys.map((key, at) => [key, sent[at]])));
  });

  it('brings the same message again when it is published again', async () => {
    const { broker, channel } = fixture();
    const inbox = await collect(broker, channel('orders'), 'a');
    for (let count = 0; count < 2; count += 1) await broker.publish(channel('orders'), messageOf('1'));
    expect(ids(await inbox.until(2))).toEqual(['1', '1']);
  });

  it('refuses for good what is too large, and takes what comes after it', async () => {
    const { broker, channel, tooLarge } = fixture();
    if (tooLarge === undefined) return;
    const inbox = await collect(broker, channel('orders'), 'a');
    const large = messageOf('large', { data: { text: 'x'.repeat(tooLarge) } });
    const refusal = await broker.publish(channel('orders'), large).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Unprocessable);
    expect(String(refusal)).toMatch(/\d+ bytes/);
    await broker.publish(channel('orders'), messageOf('small'));
    expect(ids(await inbox.until(1))).toEqual(['small']);
  });
}
