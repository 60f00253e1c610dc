import { describe, expect, it } from 'vitest';
import { DEAD_LETTER_HEADERS } from '../broker/dead-letters.js';
import { createMemoryInbox } from '../inbox/memory-inbox.js';
import { HEADERS } from '../remote/headers.js';
import { DEAD_HANDLER_HEADER } from './bury.js';
import { retryChannel } from './channels.js';
import { Reject } from './errors.js';
import { startConsumer } from './start-consumer.js';
import { definitionOf, handlerOf, messageOf, setUp } from './testing/set-up.js';

describe('a consumer', () => {
  it('handles each message once, and publishes what comes of it', async () => {
    const handler = handlerOf({ emits: ['MailSent'], fails: ['MailFailed'] });
    const seen: unknown[] = [];
    const world = await setUp(definitionOf([handler]), {
      Mail: async (data, { messageId, event, attempt }) => {
        seen.push({ messageId, event, attempt });
        return { outcome: 'MailSent', data: { orderId: data.orderId ?? null } };
      },
    });
    const message = messageOf('m1', { headers: { [HEADERS.traceparent]: '00-t', [HEADERS.correlation]: 'c1' } });
    await world.publish(message, message);
    await world.until(() => world.events.length === 2);
    expect(world.kinds()).toEqual(['handled', 'duplicate']);
    expect(seen).toEqual([{ messageId: 'm1', event: 'OrderPlaced', attempt: 1 }]);
    expect(world.broker.published('mails')).toEqual([
      {
        id: 'm1:Mail:MailSent',
        key: 'o1',
        type: 'MailSent',
        data: { orderId: 'o1' },
        headers: expect.objectContaining({
          version: '1.2.0',
          source: '/mail',
          [HEADERS.causation]: 'm1',
          [HEADERS.correlation]: 'c1',
          [HEADERS.traceparent]: '00-t',
        }),
      },
    ]);
    await world.ends();
  });

  it('knows a message by fields where the definition says so', async () => {
    const world = await setUp(definitionOf([handlerOf({ idempotentBy: ['orderId'] })]), {
      Mail: async () => undefined,
    });
    await world.publish(messageOf('m1'), messageOf('m2'), messageOf('m3', { key: 'o2' }));
    await world.until(() => world.events.length === 3);
    expect(world.kinds().sort()).toEqual(['duplicate', 'handled', 'handled']);
    await world.ends();
  });

  it('remembers for as long as its window, and no longer', async () => {
    const day = 86_400_000;
    const world = await setUp({ ...definitionOf([handlerOf()]), windowMs: 2 * day }, { Mail: async () => undefined });
    await world.publish(messageOf('m1'));
    await world.clock.sleep(2 * day - 1);
    await world.publish(messageOf('m1'));
    await world.clock.sleep(day);
    await world.publish(messageOf('m1'));
    await world.until(() => world.events.length === 3);
    expect(world.kinds()).toEqual(['handled', 'duplicate', 'handled']);
    await world.ends();
  });

  it('gives each handler of a service every message, and each its own fate', async () => {
    let fails = true;
    const calls: string[] = [];
    const handlers = [handlerOf(), handlerOf({ name: 'Stats' })];
    const world = await setUp(
      definitionOf(handlers),
      {
        Mail: async () => {
          calls.push('Mail');
          if (fails) throw new Error('no mail server');
        },
        Stats: async () => void calls.push('Stats'),
      },
      { attempts: { count: 1, delayMs: 0 } },
    );
    await world.publish(messageOf('m1'));
    await world.until(() => world.kinds().includes('retrying'));
    fails = false;
    await world.until(() => world.kinds().filter((kind) => kind === 'handled').length === 2);
    expect(calls).toEqual(['Mail', 'Stats', 'Mail']);
    await world.ends();
  });

  it('hands the part of a handler on once, although the message comes again for another one', async () => {
    let isAway = true;
    const inbox = createMemoryInbox();
    let calls = 0;
    const world = await setUp(
      definitionOf([handlerOf({ name: 'A' }), handlerOf({ name: 'B' })]),
      {
        A: async () => {
          throw new Error('not now');
        },
        B: async () => undefined,
      },
      {
        attempts: { count: 1, delayMs: 0 },
        inbox: {
          async transaction(work) {
            calls += 1;
            if (calls === 2 && isAway) {
              isAway = false;
              throw new Error('no server');
            }
            return inbox.transaction(work);
          },
        },
      },
    );
    await world.publish(messageOf('m1'));
    await world.until(() => world.kinds().includes('handled'));
    expect(world.kinds()).toEqual(['retrying', 'unavailable', 'handled']);
    expect(world.broker.published(retryChannel('orders', 'mail', 1))).toHaveLength(1);
    await world.ends();
  });

  it('tells versions apart by their envelope, and names on the wire from those of the catalog', async () => {
    const seen: string[] = [];
    const definition = definitionOf([handlerOf({ on: ['OrderPlaced', 'OrderPlaced@1', 'OrderPaid'] })]);
    const world = await setUp(definition, { Mail: async (_data, { event }) => void seen.push(event) });
    await world.publish(
      messageOf('m1', { headers: { 'ce-version': '1.4.2' } }),
      messageOf('m2', { headers: { version: '2.1.0' } }),
      messageOf('m3'),
      messageOf('m4', { type: 'Order.Paid' }),
      messageOf('m5', { type: 'OrderPaid' }),
    );
    await world.until(() => world.events.length === 5);
    expect(seen).toEqual(['OrderPlaced@1', 'OrderPlaced', 'OrderPlaced', 'OrderPaid']);
    expect(world.events.filter(({ kind }) => kind === 'unknown').map(({ messageId }) => messageId)).toEqual(['m5']);
    await world.ends();
  });

  it('works on as many messages at a time as it may, and never on two of one key', async () => {
    let most = 0;
    const atWork: string[] = [];
    const world = await setUp(
      definitionOf([handlerOf()]),
      {
        Mail: async (data) => {
          const key = String(data.orderId);
          expect(atWork).not.toContain(key);
          atWork.push(key);
          most = Math.max(most, atWork.length);
          await world.clock.sleep(100);
          atWork.splice(atWork.indexOf(key), 1);
        },
      },
      {
        concurrency: 3,
        // The one in memory does one transaction at a time.
        inbox: {
          transaction: (work) => createMemoryInbox().transaction(work),
        },
      },
    );
    await world.publish(...Array.from({ length: 20 }, (_, index) => messageOf(`m${index}`, { key: `o${index % 5}` })));
    await world.until(() => world.kinds().filter((kind) => kind === 'handled').length === 20);
    expect(most).toBe(3);
    await world.ends();
  });

  it('does not begin without a function for each handler', async () => {
    await expect(setUp(definitionOf([handlerOf()]), {})).rejects.toMatchObject({ code: 'missing-handler' });
  });
});

describe('what fails', () => {
  it.each([
    ['cannot be decoded', { data: 'no json' as never }, /^it cannot be decoded: SyntaxError/],
    ['is no object', { data: [1] as never }, /^it cannot be decoded: TypeError: the payload is no JSON object$/],
    ['is not of its type', { data: { orderId: 5 } }, /^it is no valid `OrderPlaced`: `orderId` is no string$/],
    ['lacks a field', { data: {} }, /^it is no valid `OrderPlaced`: `orderId` is missing$/],
    ['is refused by a validator', { data: { orderId: 'o1', total: -1 } }, /^it is no valid `OrderPlaced`: total$/],
  ])('goes to the dead letters at once where it %s', async (_what, change, reason) => {
    const world = await setUp(
      definitionOf([handlerOf()]),
      { Mail: async () => undefined },
      { validate: (_event, data) => (data.total === -1 ? 'total' : undefined) },
    );
    await world.publish(messageOf('good'), messageOf('m1', { headers: { own: 'kept' }, ...change }));
    await world.until(() => world.events.length === 2);
    const [letter] = world.broker.published('orders.mail.dead');
    expect(letter).toMatchObject({ id: 'm1', headers: { own: 'kept' } });
    expect(letter?.headers).toMatchObject({
      [DEAD_LETTER_HEADERS.reason]: expect.stringMatching(reason),
      [DEAD_LETTER_HEADERS.channel]: 'orders',
      [DEAD_LETTER_HEADERS.group]: 'mail',
      [DEAD_LETTER_HEADERS.position]: '1',
    });
    await world.ends();
  });

  it('is tried again at once, then after each delay, and then is a dead letter', async () => {
    const at: number[] = [];
    const world = await setUp(definitionOf([handlerOf()]), {
      Mail: async (data) => {
        if (data.orderId === 'o2') return;
        at.push(world.clock.now());
        throw new Error('no mail server');
      },
    });
    await world.publish(messageOf('m1', { headers: { own: 'kept' } }), messageOf('m2', { key: 'o2' }));
    await world.until(() => world.kinds().includes('dead'));
    expect(world.kinds()).toEqual(['handled', 'retrying', 'retrying', 'dead']);
    // Three attempts with 50 and 100 ms between them, and a pause of a minute and of five between the threes.
    const step = [0, 50, 150];
    const second = 150 + 60_000;
    const third = second + 150 + 300_000;
    expect(at).toEqual([...step, ...step.map((ms) => second + ms), ...step.map((ms) => third + ms)]);
    expect(world.broker.published(retryChannel('orders', 'mail', 1))).toHaveLength(1);
    expect(world.broker.published(retryChannel('orders', 'mail', 2))).toHaveLength(1);
    const [letter] = world.broker.published('orders.mail.dead');
    expect(letter?.headers).toEqual({
      own: 'kept',
      [DEAD_LETTER_HEADERS.channel]: 'orders',
      [DEAD_LETTER_HEADERS.group]: 'mail',
      [DEAD_LETTER_HEADERS.reason]: 'Error: no mail server',
      [DEAD_LETTER_HEADERS.attempts]: '9',
      [DEAD_LETTER_HEADERS.position]: '0',
      [DEAD_HANDLER_HEADER]: 'Mail',
    });
    await world.ends();
  });

  it('holds up its key, and only that, where the order counts', async () => {
    const done: string[] = [];
    let failures = 0;
    const world = await setUp(definitionOf([handlerOf()], { ordering: 'key' }), {
      Mail: async (_data, { messageId }) => {
        if (messageId === 'a1' && failures < 4) {
          failures += 1;
          throw new Error('not yet');
        }
        done.push(`${messageId} at ${Math.round(world.clock.now() / 1_000)}`);
      },
    });
    await world.publish(messageOf('a1'), messageOf('a2'), messageOf('b1', { key: 'o2' }));
    await world.until(() => done.length === 3);
    expect(done).toEqual(['b1 at 0', 'a1 at 60', 'a2 at 60']);
    await world.ends();
  });

  it('ends among the dead letters where the order counts, too, and lets its key go on', async () => {
    const world = await setUp(definitionOf([handlerOf()], { ordering: 'key', deadLetter: 'orders.dlq' }), {
      Mail: async (_data, { messageId }) => {
        if (messageId === 'a1') throw new Error('never');
      },
    });
    await world.publish(messageOf('a1'), messageOf('a2'));
    await world.until(() => world.kinds().includes('handled'));
    expect(world.kinds()).toEqual(['retrying', 'retrying', 'dead', 'handled']);
    expect(world.broker.published('orders.dlq')[0]?.headers[DEAD_LETTER_HEADERS.attempts]).toBe('9');
    await world.ends();
  });

  it('is not tried again where the handler rejects it, and takes back what it did', async () => {
    const world = await setUp(definitionOf([handlerOf({ emits: ['MailSent'] })]), {
      Mail: async (_data, { tx }) => {
        (tx as { afterCommit(work: () => void): void }).afterCommit(() => expect.fail('it was committed'));
        throw new Reject('there is no such customer');
      },
    });
    await world.publish(messageOf('m1'));
    await world.until(() => world.kinds().includes('dead'));
    const [letter] = world.broker.published('orders.mail.dead');
    expect(letter?.headers[DEAD_LETTER_HEADERS.reason]).toBe('there is no such customer');
    expect(letter?.headers[DEAD_LETTER_HEADERS.attempts]).toBe('1');
    expect(world.broker.published('mails')).toEqual([]);
    await world.ends();
  });

  it.each([
    ['nothing', undefined, 'gave no outcome'],
    [
      'another event',
      { outcome: 'OrderPaid', data: {} },
      'gave `OrderPaid`, and `MailSent` or `MailFailed` is expected',
    ],
    ['what is no JSON', { outcome: 'MailSent', data: { orderId: 5n } }, 'gave what is no JSON: TypeError'],
    ['wrong data', { outcome: 'MailSent', data: {} }, 'gave a wrong `MailSent`: `orderId` is missing'],
  ])('is a handler that gives %s', async (_what, result, reason) => {
    const handler = handlerOf({ emits: ['MailSent'], fails: ['MailFailed'] });
    const world = await setUp(definitionOf([handler]), { Mail: async () => result as never });
    await world.publish(messageOf('m1'));
    await world.until(() => world.kinds().includes('dead'));
    expect(world.events[0]?.reason).toContain(reason);
    await world.ends();
  });

  it('goes by the channels of its group, where that is not the service', async () => {
    const world = await setUp(
      definitionOf([handlerOf()], { group: 'crew' }),
      {
        Mail: async () => {
          throw new Error('never');
        },
      },
      { attempts: { count: 1, delayMs: 0 } },
    );
    await world.publish(messageOf('m1'));
    await world.until(() => world.kinds().includes('dead'));
    expect(world.broker.published(retryChannel('orders', 'crew', 2))).toHaveLength(1);
    expect(world.broker.published('orders.crew.dead')[0]?.headers[DEAD_LETTER_HEADERS.group]).toBe('crew');
    await world.ends();
  });

  it('is told where the channel has no dead letters', async () => {
    const world = await setUp(definitionOf([handlerOf()], { deadLetter: false, retryDelaysMs: [] }), {
      Mail: async () => {
        throw new Error('never');
      },
    });
    await world.publish(messageOf('m1'));
    await world.until(() => world.events.length > 0);
    expect(world.events).toMatchObject([{ kind: 'dropped', handler: 'Mail', reason: 'Error: never' }]);
    await world.ends();
  });

  it('waits without being judged while the database or the broker is away', async () => {
    let isAway = true;
    const world = await setUp(definitionOf([handlerOf()]), { Mail: async () => undefined });
    const { transaction } = world.inbox;
    await world.consumer.close();
    const events: string[] = [];
    const consumer = await startConsumer({
      ...world.options,
      inbox: {
        async transaction(work) {
          if (isAway) throw new Error('no server');
          return transaction(work);
        },
      },
      observer: { onEvent: ({ kind }) => void events.push(kind) },
    });
    await world.publish(messageOf('m1'));
    await world.until(() => events.length === 8);
    isAway = false;
    await world.until(() => events.includes('handled'));
    expect(new Set(events)).toEqual(new Set(['unavailable', 'handled']));
    await consumer.close();
    await world.ends();
  });

  it('may be much at the same time, and Node does not take it for a leak', async () => {
    const warnings: Error[] = [];
    const note = (warning: Error) => warnings.push(warning);
    process.on('warning', note);
    const world = await setUp(definitionOf([handlerOf()], { retryDelaysMs: [] }), {
      Mail: async () => {
        throw new Error('mail server is down');
      },
    });
    await world.publish(...Array.from({ length: 16 }, (_, index) => messageOf(`m${index}`, { key: `${index}` })));
    await world.until(() => world.kinds().length === 16);
    await world.ends();
    process.off('warning', note);
    expect(warnings).toEqual([]);
  });

  it('of which a handler has done its part is not done again by it when it is replayed', async () => {
    const calls: string[] = [];
    let isBroken = true;
    const world = await setUp(definitionOf([handlerOf(), handlerOf({ name: 'Stats' })], { retryDelaysMs: [] }), {
      Mail: async () => {
        calls.push('Mail');
        if (isBroken) throw new Reject('bad day');
      },
      Stats: async () => void calls.push('Stats'),
    });
    await world.publish(messageOf('m1'));
    await world.until(() => world.events.length === 2);
    isBroken = false;
    const [letter] = world.broker.published('orders.mail.dead');
    if (letter) await world.publish(letter);
    await world.until(() => world.events.length === 4);
    expect(calls).toEqual(['Mail', 'Stats', 'Mail']);
    await world.ends();
  });
});

describe('closing', () => {
  it('waits for the handlers at work and takes nothing new', async () => {
    let finish = (): void => undefined;
    const world = await setUp(definitionOf([handlerOf()]), {
      Mail: () =>
        new Promise((resolve) => {
          finish = () => resolve(undefined);
        }),
    });
    await world.publish(messageOf('m1'));
    await new Promise((resolve) => setImmediate(resolve));
    const closed = world.consumer.close();
    await world.publish(messageOf('m2'));
    finish();
    await closed;
    expect(world.kinds()).toEqual(['handled']);
    await world.ends();
  });

  it('aborts the signal of those that take too long', async () => {
    const world = await setUp(definitionOf([handlerOf()]), {
      Mail: (_data, { signal }) =>
        new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('stopped')))),
    });
    await world.publish(messageOf('m1'));
    await new Promise((resolve) => setImmediate(resolve));
    await world.consumer.close();
    expect(world.kinds()).toEqual([]);
    // It comes again to whoever subscribes next.
    const again = await setUpAgain(world);
    await world.until(() => again.handled.length === 1);
    await again.close();
    await world.ends();
  });

  it('leaves a message that waits for its time to others', async () => {
    const world = await setUp(definitionOf([handlerOf()]), {
      Mail: async () => {
        throw new Error('no mail server');
      },
    });
    await world.publish(messageOf('m1'));
    await world.until(() => world.kinds().includes('retrying'));
    await world.consumer.close();
    const again = await setUpAgain(world);
    await world.until(() => again.handled.length === 1);
    await again.close();
    await world.ends();
  });

  async function setUpAgain(world: Awaited<ReturnType<typeof setUp>>) {
    const handled: string[] = [];
    const handlers = {
      Mail: async (_data: unknown, { messageId }: { messageId: string }) => void handled.push(messageId),
    };
    const consumer = await startConsumer({ ...world.options, handlers });
    return { handled, close: () => consumer.close() };
  }
});

describe('watching', () => {
  it('wraps the work of a handler, and passes on the trace that the observer says', async () => {
    const handler = handlerOf({ emits: ['MailSent'] });
    const deliveries: unknown[] = [];
    const world = await setUp(
      definitionOf([handler]),
      {
        Mail: async (data, { traceparent }) => ({
          outcome: 'MailSent',
          data: { ...data, total: traceparent === 'mine' ? 1 : 0 },
        }),
      },
      {
        observer: {
          onEvent: () => {
            throw new Error('a watcher that fails');
          },
          around: (delivery, work) => {
            deliveries.push(delivery);
            return work('mine');
          },
        },
      },
    );
    await world.publish(messageOf('m1', { headers: { [HEADERS.traceparent]: 'theirs' } }));
    await world.until(() => world.broker.published('mails').length === 1);
    expect(deliveries).toMatchObject([{ handler: 'Mail', attempt: 1, traceparent: 'theirs' }]);
    const [mail] = world.broker.published('mails');
    expect(mail).toMatchObject({ data: { total: 1 }, headers: { [HEADERS.traceparent]: 'mine' } });
    await world.ends();
  });
});
