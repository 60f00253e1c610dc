import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { messageOf, openPlace, type RabbitmqPlace, serverUrl } from './testing/rabbitmq-place.js';

describe.skipIf(serverUrl === undefined)('what rests at RabbitMQ', () => {
  let place: RabbitmqPlace;
  beforeEach(async () => {
    place = await openPlace();
  });
  afterEach(() => place.cleanUp());

  it('is in the lag, although there was no queue for it when the lag was asked for before', async () => {
    const broker = await place.connect({ redeliveryMs: 60_000 });
    const channel = place.channel('orders');
    const failing = async (): Promise<never> => {
      throw new Error('no database');
    };
    const subscription = await broker.subscribe(channel, 'a', failing, { ordering: 'none' });
    expect(await broker.lag(channel, 'a')).toMatchObject({ messages: 0 });
    await broker.publish(channel, messageOf('1'));
    const ready = (queue: string) =>
      place
        .plainly((line) => line.queueDeclare({ queue, passive: true }))
        .then(
          ({ messageCount }) => messageCount,
          () => 0,
        );
    await expect.poll(() => ready(`${channel}:a::wait.30s`), { timeout: 10_000 }).toBe(1);
    expect(await broker.lag(channel, 'a')).toMatchObject({ messages: 1 });
    await subscription.close();
  });
});
