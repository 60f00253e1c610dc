import { expect, it } from 'vitest';
import { isSagaError } from '../../errors.js';
import { type BrokerFixture, collect, createBell, ids, messageOf } from './fixture.js';

/** What happens while the broker cannot be reached. */
export function describeOutages(fixture: () => BrokerFixture): void {
  it('goes on after the connection was lost: what waits is published, what was not acknowledged comes again', async () => {
    const { broker, channel, network } = fixture();
    if (network === undefined) return;
    const bell = createBell();
    const taken: string[] = [];
    await broker.subscribe(channel('orders'), 'a', async ({ id }) => {
      taken.push(id);
      bell.ring();
    });
    await broker.publish(channel('orders'), messageOf('before'));
    await bell.until(() => taken.includes('before'));
    await network.cut();
    const meanwhile = broker.publish(channel('orders'), messageOf('meanwhile'));
    meanwhile.catch(() => undefined);
    await network.restore();
    await meanwhile;
    await broker.publish(channel('orders'), messageOf('after'));
    await bell.until(() => taken.includes('after') && taken.includes('meanwhile'));
  });

  it('says in good time that a message is not taken, or a channel not subscribed to, and does both later', async () => {
    const { broker, channel, network } = fixture();
    if (network === undefined) return;
    await collect(broker, channel('orders'), 'a');
    await network.cut();
    const refusals = await Promise.allSettled([
      broker.publish(channel('orders'), messageOf('1')),
      collect(broker, channel('orders'), 'b'),
    ]);
    for (const refusal of refusals) {
      const error: unknown = refusal.status === 'rejected' ? refusal.reason : undefined;
      expect(isSagaError(error, 'broker-unreachable'), String(error)).toBe(true);
    }
    await network.restore();
    const inbox = await collect(broker, channel('orders'), 'b');
    await broker.publish(channel('orders'), messageOf('2'));
    // The first one may have arrived all the same.
    await expect.poll(() => ids(inbox.messages), { timeout: 15_000 }).toContain('2');
  });

  it('loses nothing that a handler had in its hands when the connection went', async () => {
    const { broker, channel, network } = fixture();
    if (network === undefined) return;
    const bell = createBell();
    const begun: string[] = [];
    const done: string[] = [];
    let isCut = false;
    await broker.subscribe(channel('orders'), 'a', async ({ id }) => {
      begun.push(id);
      bell.ring();
      await bell.until(() => isCut);
      done.push(id);
      bell.ring();
    });
    for (const id of ['1', '2', '3']) await broker.publish(channel('orders'), messageOf(id));
    await bell.until(() => begun.length === 1);
    await network.cut();
    isCut = true;
    bell.ring();
    await network.restore();
    await bell.until(() => ['1', '2', '3'].every((id) => done.includes(id)));
    // The first one may come again, for its acknowledgement may have been lost; the order of the others holds.
    expect([...new Set(done)]).toEqual(['1', '2', '3']);
  });

  it('ends in good time while the broker is away', async () => {
    const { connect, broker, channel, network } = fixture();
    if (network === undefined) return;
    const other = await connect();
    await collect(broker, channel('orders'), 'a');
    await network.cut();
    const began = performance.now();
    await broker.close();
    expect(performance.now() - began).toBeLessThan(8_000);
    await network.restore();
    const rest = await collect(other, channel('orders'), 'a');
    await other.publish(channel('orders'), messageOf('1'));
    expect(ids(await rest.until(1))).toEqual(['1']);
  });
}
