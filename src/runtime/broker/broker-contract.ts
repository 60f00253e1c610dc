import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Broker, type BrokerMessage, RetryLater, Unprocessable } from './broker.js';
import { DEAD_LETTER_HEADERS, deadLetterChannel } from './dead-letters.js';

/** A broker to be judged, and how to put it away. */
export interface BrokerFixture {
  /** Gives up on a message after three deliveries, and waits little between them. */
  readonly broker: Broker;
  readonly cleanUp: () => Promise<void>;
}

/** What every broker has to keep, whatever is behind it. */
export function describeBrokerContract(name: string, createFixture: () => Promise<BrokerFixture>): void {
  describe(`the ${name} broker`, () => {
    let fixture: BrokerFixture;
    let broker: Broker;
    beforeEach(async () => {
      fixture = await createFixture();
      broker = fixture.broker;
    });
    afterEach(() => fixture.cleanUp());

    it('brings a message as it was published', async () => {
      const inbox = await collect(broker, 'orders', 'a');
      const message = messageOf('1', { data: { amount: 5, lines: [{ sku: 'ä' }] }, headers: { traceparent: '00-1' } });
      await broker.publish('orders', message);
      expect(await inbox.until(1)).toEqual([message]);
    });

    it('gives each group every message, and each message to one member of it', async () => {
      const first = await collect(broker, 'orders', 'a');
      const second = await collect(broker, 'orders', 'a');
      const other = await collect(broker, 'orders', 'b');
      for (let index = 0; index < 10; index += 1) await broker.publish('orders', messageOf(`${index}`));
      expect(ids(await other.until(10)).sort()).toEqual(ids(first.messages, second.messages).sort());
    });

    it('keeps the order of each key, even when a message has to come again', async () => {
      const failed = new Set<string>();
      const inbox = await collect(broker, 'orders', 'a', async ({ id }) => {
        if (id !== 'x1' || failed.has(id)) return;
        failed.add(id);
        throw new RetryLater(10, 'not yet');
      });
      for (const id of ['x1', 'x2', 'y1', 'x3']) await broker.publish('orders', messageOf(id, { key: id.slice(0, 1) }));
      await inbox.until(4);
      expect(ids(inbox.messages).filter((id) => id.startsWith('x'))).toEqual(['x1', 'x2', 'x3']);
    });

    it('counts deliveries, and puts what comes too often to the dead letters', async () => {
      const attempts: number[] = [];
      const dead = await collect(broker, deadLetterChannel('orders', 'a'), 'operators');
      await broker.subscribe('orders', 'a', async (_message, { attempt }) => {
        attempts.push(attempt);
        throw new Error('no database');
      });
      await broker.publish('orders', messageOf('1', { headers: { own: 'kept' } }));
      const [letter] = await dead.until(1);
      expect(attempts).toEqual([1, 2, 3]);
      expect(letter).toMatchObject({ id: '1', type: 'OrderPlaced', headers: { own: 'kept' } });
      expect(letter?.headers).toMatchObject({
        [DEAD_LETTER_HEADERS.channel]: 'orders',
        [DEAD_LETTER_HEADERS.group]: 'a',
        [DEAD_LETTER_HEADERS.reason]: 'Error: no database',
        [DEAD_LETTER_HEADERS.attempts]: '3',
      });
    });

    it('puts what can never be processed to the dead letters at once, and goes on', async () => {
      const dead = await collect(broker, deadLetterChannel('orders', 'a'), 'operators');
      const inbox = await collect(broker, 'orders', 'a', async ({ id }) => {
        if (id === 'poison') throw new Unprocessable('nobody knows it');
      });
      await broker.publish('orders', messageOf('poison'));
      await broker.publish('orders', messageOf('good'));
      expect(ids(await inbox.until(1))).toEqual(['good']);
      const [letter] = await dead.until(1);
      expect(letter?.headers[DEAD_LETTER_HEADERS.reason]).toBe('nobody knows it');
      expect(letter?.headers[DEAD_LETTER_HEADERS.attempts]).toBe('1');
    });

    it('puts dead letters where the subscription says', async () => {
      const dead = await collect(broker, 'graves', 'operators');
      const refuse = async (): Promise<void> => {
        throw new Unprocessable('nobody knows it');
      };
      await broker.subscribe('orders', 'a', refuse, { deadLetters: 'graves' });
      await broker.subscribe('orders', 'b', refuse, { deadLetters: false });
      await broker.publish('orders', messageOf('poison'));
      const [letter] = await dead.until(1);
      expect(letter?.headers).toMatchObject({
        [DEAD_LETTER_HEADERS.channel]: 'orders',
        [DEAD_LETTER_HEADERS.group]: 'a',
      });
    });

    it('keeps messages for a group whose members are away', async () => {
      const before = await collect(broker, 'orders', 'a');
      await broker.publish('orders', messageOf('1'));
      await before.until(1);
      await before.close();
      await broker.publish('orders', messageOf('2'));
      const after = await collect(broker, 'orders', 'a');
      expect(ids(await after.until(1))).toEqual(['2']);
      expect(ids(before.messages)).toEqual(['1']);
    });

    it('waits for handlers at work when a subscription is closed', async () => {
      let finish = (): void => undefined;
      let isDone = false;
      const started = new Promise<void>((resolve) => {
        void broker
          .subscribe('orders', 'a', async () => {
            resolve();
            await new Promise<void>((end) => {
              finish = end;
            });
            isDone = true;
          })
          .then((subscription) => {
            closeIt = () => subscription.close();
          });
      });
      let closeIt: () => Promise<void> = async () => undefined;
      await broker.publish('orders', messageOf('1'));
      await started;
      const closed = closeIt();
      finish();
      await closed;
      expect(isDone).toBe(true);
    });
  });
}

interface Inbox {
  /** What was taken without a complaint. */
  readonly messages: readonly BrokerMessage[];
  until(count: number): Promise<readonly BrokerMessage[]>;
  close(): Promise<void>;
}

async function collect(
  broker: Broker,
  channel: string,
  group: string,
  check: (message: BrokerMessage) => Promise<void> = async () => undefined,
): Promise<Inbox> {
  const messages: BrokerMessage[] = [];
  let wake = (): void => undefined;
  const subscription = await broker.subscribe(channel, group, async (message) => {
    await check(message);
    messages.push(message);
    wake();
  });
  return {
    messages,
    async until(count) {
      while (messages.length < count) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      return messages;
    },
    close: () => subscription.close(),
  };
}

function messageOf(id: string, change: Partial<BrokerMessage> = {}): BrokerMessage {
  return { id, key: 'o1', type: 'OrderPlaced', data: { orderId: 'o1' }, headers: {}, ...change };
}

function ids(...lists: readonly (readonly BrokerMessage[])[]): string[] {
  return lists.flat().map(({ id }) => id);
}
