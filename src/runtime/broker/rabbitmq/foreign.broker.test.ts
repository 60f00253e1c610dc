import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BrokerMessage, Unprocessable } from '../broker.js';
import { collect } from '../contract/fixture.js';
import { cloudEventsFormat, type WireFormat } from '../wire/index.js';
import { messageOf, openPlace, type RabbitmqPlace, serverUrl } from './testing/rabbitmq-place.js';

describe.skipIf(serverUrl === undefined)('what others and sagac say to each other over RabbitMQ', () => {
  let place: RabbitmqPlace;
  let channel = '';
  beforeEach(async () => {
    place = await openPlace();
    channel = place.channel('orders');
  });
  afterEach(() => place.cleanUp());

  async function publishPlainly(properties: Readonly<Record<string, unknown>>, body: Buffer): Promise<void> {
    await place.plainly(async (line) => {
      await line.confirmSelect();
      await line.basicPublish({ exchange: channel, ...properties }, body);
    });
  }

  it('brings messages of other senders with every byte of them', async () => {
    const usual = cloudEventsFormat();
    const bytes: string[] = [];
    const wire: WireFormat = {
      encode: usual.encode,
      decode(message, from) {
        bytes.push(Buffer.from(message.body).toString('latin1'));
        return usual.decode(message, from);
      },
    };
    const broker = await place.connect({ wire });
    const inbox = await collect(broker, channel, 'a');
    const bodies = [
      ['application/json', '{"n": 12345678901234567890, "n": 1.0}'],
      ['application/json', 'no JSON'],
      ['text/plain', '\u00ff'],
      ['text/plain', ''],
      [undefined, '{"plain":true}'],
    ] as const;
    const headers = { n: 1, list: ['a'], table: { a: 1 }, nothing: null };
    for (const [contentType, text] of bodies) {
      const type = contentType === undefined ? {} : { contentType };
      await publishPlainly({ ...type, headers }, Buffer.from(text, 'latin1'));
    }
    await inbox.until(bodies.length);
    expect(bytes).toEqual(bodies.map(([, text]) => text));
    expect(new Set(inbox.messages.map(({ id }) => id)).size).toBe(bodies.length);
    expect(inbox.messages[0]?.headers).toMatchObject({ n: '1', 'content-type': 'application/json' });
  });

  it('reads what they say by properties and as CloudEvents, in either spelling', async () => {
    const broker = await place.connect();
    const inbox = await collect(broker, channel, 'a');
    await publishPlainly({ messageId: 'm1', type: 'Paid', correlationId: 'c1' }, Buffer.from('x'));
    for (const prefix of ['cloudEvents:', 'cloudEvents_']) {
      const attributes = { id: 'e1', source: '/shop', specversion: '1.0', type: 'Placed', partitionkey: 'k1' };
      const headers = Object.fromEntries(Object.entries(attributes).map(([name, value]) => [prefix + name, value]));
      await publishPlainly({ contentType: 'application/json', headers }, Buffer.from('{"id":1}'));
    }
    const [first, ...events] = await inbox.until(3);
    expect(first).toMatchObject({ id: 'm1', type: 'Paid', headers: { 'correlation-id': 'c1' } });
    for (const event of events)
      expect(event).toMatchObject({ id: '/shop e1', type: 'Placed', key: 'k1', data: { id: 1 } });
  });

  it('is read by others: properties of AMQP, attributes of CloudEvents, nothing that only sagac knows in its body', async () => {
    const broker = await place.connect();
    const subscription = await broker.subscribe(channel, 'a', async () => undefined, { ordering: 'none' });
    await subscription.close();
    await broker.publish(channel, messageOf('1', { data: { total: 5 } }));
    const got = await place.plainly((line) => line.basicGet({ queue: `${channel}:a`, noAck: true }));
    expect(got).toMatchObject({
      messageId: '1',
      type: 'OrderPlaced',
      contentType: expect.stringMatching(/^application\/json/),
      deliveryMode: 2,
      headers: { cloudEvents_id: '1', cloudEvents_type: 'OrderPlaced', cloudEvents_specversion: '1.0' },
    });
    expect(got?.body).toEqual({ total: 5 });
  });

  it('refuses for good what AMQP cannot carry, and says why', async () => {
    const broker = await place.connect();
    await collect(broker, channel, 'a');
    const refused: readonly (readonly [string, BrokerMessage, RegExp])[] = [
      ['amq.orders', messageOf('1'), /keeps for itself/],
      ['', messageOf('1'), /is empty/],
      ['x'.repeat(300), messageOf('1'), /300 bytes/],
      [channel, messageOf('1', { headers: { long: 'x'.repeat(70_000) } }), /headers have \d+ bytes/],
      [channel, messageOf('1', { headers: { ['n'.repeat(300)]: 'x' } }), /more than 255 bytes/],
    ];
    for (const [name, message, why] of refused) {
      const refusal = await broker.publish(name, message).catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(Unprocessable);
      expect(String(refusal)).toMatch(why);
    }
    await broker.publish(channel, messageOf('1'.repeat(300), { type: 't'.repeat(300) }));
  });

  it('says what is wrong with a queue that is there with other settings', async () => {
    const broker = await place.connect();
    await place.plainly((line) => line.queueDeclare({ queue: `${channel}:a`, durable: true }));
    await expect(broker.subscribe(channel, 'a', async () => undefined)).rejects.toThrow(
      /the queue `orders\.\S+:a` with other settings \(.*inequivalent arg.*\); delete it/,
    );
    await place.plainly((line) => line.queueDelete({ queue: `${channel}:a` }));
  });
});
