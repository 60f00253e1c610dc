import { describe, expect, it } from 'vitest';
import { DEAD_LETTER_HEADERS } from '../broker/dead-letters.js';
import type { JsonObject } from '../json.js';
import type { HandlerDefinition } from './definition.js';
import { definitionOf, handlerOf, messageOf, setUp } from './testing/set-up.js';

const PAID = { type: 'Order.Paid' };

function needing(change: Partial<HandlerDefinition> = {}): HandlerDefinition {
  return handlerOf({ on: ['OrderPaid'], needs: ['OrderPlaced'], asks: ['OrderPlaced'], onMissing: 'park', ...change });
}

async function setUpOne(handler: HandlerDefinition, fail?: () => boolean) {
  const done: { id: string; at: number; seen: Readonly<Record<string, JsonObject>> }[] = [];
  const world = await setUp(definitionOf([handler]), {
    Mail: async (_data, { messageId, seen }) => {
      if (fail?.()) throw new Error('no mail server');
      done.push({ id: messageId, at: Math.round(world.clock.now() / 1_000), seen });
    },
  });
  return { ...world, done };
}

describe('a message that needs another one', () => {
  it('is parked until that has come, and sees it then', async () => {
    const world = await setUpOne(needing());
    await world.publish(messageOf('paid', PAID));
    await world.until(() => world.kinds().includes('parked'));
    await world.publish(messageOf('other', { key: 'o2' }), messageOf('placed', { data: { orderId: 'o1', total: 7 } }));
    await world.until(() => world.done.length === 1);
    expect(world.done).toMatchObject([{ id: 'paid', seen: { OrderPlaced: { orderId: 'o1', total: 7 } } }]);
    expect(world.kinds()).toEqual(['parked', 'handled']);
    await world.ends();
  });

  it('is handled at once where that has come, also in another channel or process', async () => {
    const world = await setUpOne(needing());
    await world.publish(messageOf('placed'), messageOf('paid', PAID));
    await world.until(() => world.done.length === 1);
    expect(world.kinds()).toEqual(['handled']);
    await world.ends();
  });

  it('is parked once, however often it comes', async () => {
    const world = await setUpOne(needing());
    await world.publish(messageOf('paid', PAID), messageOf('paid', PAID));
    await world.until(() => world.events.length === 2);
    await world.publish(messageOf('placed'));
    await world.until(() => world.done.length === 1);
    expect(world.kinds()).toEqual(['parked', 'duplicate', 'handled']);
    await world.ends();
  });

  it('goes to the dead letters when its time is up, and may be replayed', async () => {
    const world = await setUpOne(needing());
    await world.publish(messageOf('paid', PAID));
    await world.until(() => world.kinds().includes('dead'));
    expect(world.clock.now()).toBe(86_400_000);
    const [letter] = world.broker.published('orders.mail.dead');
    expect(letter?.headers[DEAD_LETTER_HEADERS.reason]).toBe('`OrderPlaced` has not come in time');
    await world.publish(messageOf('placed'));
    if (letter) await world.publish(letter);
    await world.until(() => world.done.length === 1);
    await world.ends();
  });

  it('is tried again where it is to be tried, and is a dead letter in the end', async () => {
    const world = await setUpOne(needing({ onMissing: 'retry' }));
    await world.publish(messageOf('paid', PAID), messageOf('vain', { ...PAID, key: 'o2' }));
    await world.until(() => world.kinds().filter((kind) => kind === 'retrying').length === 2);
    await world.publish(messageOf('placed'));
    await world.until(() => world.kinds().includes('dead'));
    expect(world.done).toMatchObject([{ id: 'paid', at: 60 }]);
    const [letter] = world.broker.published('orders.mail.dead');
    expect(letter?.id).toBe('vain');
    expect(letter?.headers[DEAD_LETTER_HEADERS.reason]).toBe('`OrderPlaced` has not come');
    await world.ends();
  });

  it('is passed over where it is to be ignored, and handled all the same where nothing is said', async () => {
    const ignoring = await setUpOne(needing({ onMissing: 'ignore' }));
    await ignoring.publish(messageOf('paid', PAID));
    await ignoring.until(() => ignoring.kinds().includes('passed'));
    await ignoring.ends();
    const { onMissing: _none, ...bold } = needing();
    const acting = await setUpOne(bold);
    await acting.publish(messageOf('paid', PAID));
    await acting.until(() => acting.done.length === 1);
    await acting.ends();
  });

  it('keeps its retry delays when it fails after it was parked', async () => {
    let failures = 0;
    const world = await setUpOne(needing(), () => {
      failures += 1;
      return failures <= 6;
    });
    await world.publish(messageOf('paid', PAID));
    await world.until(() => world.kinds().includes('parked'));
    await world.publish(messageOf('placed'));
    await world.until(() => world.done.length === 1);
    expect(world.done).toMatchObject([{ id: 'paid', at: 360 }]);
    expect(world.kinds()).toEqual(['parked', 'retrying', 'retrying', 'handled']);
    await world.ends();
  });
});

describe('a guard', () => {
  it('passes over what it does not hold for, and is asked of what has come', async () => {
    const handler = handlerOf({
      on: ['OrderPaid'],
      asks: ['OrderPlaced'],
      when: 'has(seen.OrderPlaced) && OrderPlaced.total > 5 && OrderPaid.orderId != "x"',
    });
    const world = await setUpOne(handler);
    await world.publish(messageOf('early', PAID), messageOf('placed', { data: { orderId: 'o1', total: 7 } }));
    await world.until(() => world.kinds().includes('passed'));
    await world.publish(messageOf('late', PAID));
    await world.until(() => world.done.length === 1);
    expect(world.done).toMatchObject([{ id: 'late' }]);
    await world.ends();
  });

  it('that cannot be answered makes a dead letter', async () => {
    const world = await setUpOne(handlerOf({ when: 'OrderPlaced.total > 5' }));
    await world.publish(messageOf('m1'));
    await world.until(() => world.kinds().includes('dead'));
    expect(world.events[0]?.reason).toBe('the guard `OrderPlaced.total > 5` cannot be answered');
    await world.ends();
  });
});

describe('waiting first', () => {
  it('takes as long as it says, and a crash of the consumer does not begin it anew', async () => {
    const world = await setUpOne(handlerOf({ afterMs: 3_600_000 }));
    await world.publish(messageOf('m1'));
    await world.until(() => world.done.length === 1);
    expect(world.done).toMatchObject([{ id: 'm1', at: 3_600 }]);
    await world.ends();
  });

  it('begins anew with a new event of the same correlation, where that is asked for', async () => {
    const world = await setUpOne(handlerOf({ afterMs: 3_600_000, restart: true }));
    await world.publish(messageOf('m1'), messageOf('other', { key: 'o2' }));
    await world.until(() => world.kinds().length === 2);
    await world.clock.sleep(1_800_000);
    await world.publish(messageOf('m2'));
    await world.until(() => world.done.length === 2);
    expect(world.done).toMatchObject([
      { id: 'other', at: 3_600 },
      { id: 'm2', at: 5_400 },
    ]);
    await world.ends();
  });

  it('lasts until the time at a path', async () => {
    const definition = definitionOf([handlerOf({ at: { event: 'OrderPlaced', path: ['due', 'at'] } })]);
    const shapes = { ...definition.messages, OrderPlaced: { fields: { orderId: 'string', due: 'any' } } } as const;
    const done: number[] = [];
    const world = await setUp(
      { ...definition, messages: shapes },
      { Mail: async () => void done.push(world.clock.now()) },
    );
    await world.publish(
      messageOf('m1', { data: { orderId: 'o1', due: { at: '1970-01-01T02:00:00Z' } } }),
      messageOf('m2', { key: 'o2', data: { orderId: 'o2', due: {} } }),
    );
    await world.until(() => done.length === 1 && world.kinds().includes('dead'));
    expect(done).toEqual([7_200_000]);
    await world.ends();
  });
});
