import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Unprocessable } from '../broker.js';
import { type Collected, collect, ids } from '../contract/fixture.js';
import { messageOf, openPlace, type RabbitmqPlace, serverUrl } from './testing/rabbitmq-place.js';

describe.skipIf(serverUrl === undefined)('names of queues at RabbitMQ', () => {
  let place: RabbitmqPlace;
  beforeEach(async () => {
    place = await openPlace();
  });
  afterEach(() => place.cleanUp());

  it('are different wherever channel, group or kind is', async () => {
    const broker = await place.connect();
    const top = place.mark;
    const READERS = [
      [top, 'b.c', 'topic'],
      [`${top}.b`, 'c', 'topic'],
      [`${top}.b.c`, 'any', 'queue'],
      [top, 'b', 'topic'],
      [`${top}.b.c.dead`, 'operators', 'topic'],
    ] as const;
    const inboxes: Collected[] = [];
    for (const [channel, group, kind] of READERS)
      inboxes.push(await collect(broker, channel, group, { kind, deadLetters: false }));
    const lags = await Promise.all(READERS.map(([channel, group, kind]) => broker.lag(channel, group, kind)));
    expect(lags.map((lag) => lag?.messages)).toEqual(READERS.map(() => 0));
    for (const channel of new Set(READERS.map(([name]) => name)))
      for (const number of [1, 2, 3]) await broker.publish(channel, messageOf(`${channel} ${number}`));
    const taken = await Promise.all(inboxes.map((inbox) => inbox.until(3)));
    expect(taken.map((messages) => ids(messages))).toEqual(
      READERS.map(([channel]) => [1, 2, 3].map((number) => `${channel} ${number}`)),
    );
  });

  it('keep dead letters away from a group that has the name of their channel', async () => {
    const broker = await place.connect();
    const channel = place.channel('orders');
    const inbox = await collect(broker, channel, 'dead', { deadLetters: false });
    const refused = new Promise<void>((resolve) => {
      const refuse = async (): Promise<void> => {
        resolve();
        throw new Unprocessable('nobody knows it');
      };
      void broker
        .subscribe(channel, 'mail', refuse, { deadLetters: `${channel}.dead` })
        .then(() => broker.publish(channel, messageOf('poison')));
    });
    await refused;
    await expect.poll(() => broker.countDeadLetters(`${channel}.dead`), { timeout: 10_000 }).toBe(1);
    expect(ids(await inbox.until(1))).toEqual(['poison']);
  });

  it('leave no doubt where the channel ends and the group begins', async () => {
    const broker = await place.connect();
    const refusal = /has a `:`, which stands between channel and group.*choose another one/;
    const subscribe = (channel: string, group: string, deadLetters: string) =>
      broker.subscribe(place.channel(channel), group, async () => undefined, { deadLetters });
    await expect(subscribe('a:b', 'c', place.channel('dead'))).rejects.toThrow(refusal);
    await expect(subscribe('a', 'b:c', place.channel('dead'))).rejects.toThrow(refusal);
    await expect(subscribe('a', 'b', place.channel('dead:c'))).rejects.toThrow(refusal);
  });
});
