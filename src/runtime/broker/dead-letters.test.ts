import { describe, expect, it } from 'vitest';
import { definitionOf, handlerOf, messageOf, setUp } from '../consumer/testing/set-up.js';
import { createVirtualClock } from '../virtual-clock.js';
import {
  type DeadLetterAct,
  type DeadLetterActs,
  discardDeadLetters,
  replayDeadLetters,
} from './act-on-dead-letters.js';
import { deadLetterFacts, messageBehind } from './dead-letter-facts.js';
import { deadLetterOf } from './dead-letters.js';
import { createMemoryBroker } from './memory-broker.js';
import { RETRY_HEADERS, retryChannel } from './retry-channels.js';
import { deadLetterReasons, selectDeadLetters } from './select-dead-letters.js';
import { failing } from './testing/failing-broker.js';

const DEAD = 'orders.mail.dead';

/** A broker with letters of these ids; reasons and types differ. */
async function withLetters(...ids: readonly string[]) {
  const broker = createMemoryBroker({ clock: createVirtualClock({ startAt: 5_000 }) });
  for (const [index, id] of ids.entries()) {
    const message = messageOf(id, { headers: { own: 'kept' }, type: index % 2 === 0 ? 'OrderPlaced' : 'OrderPaid' });
    const error = new TypeError(`no answer within ${index} ms`);
    await broker.publish(DEAD, deadLetterOf(message, { channel: 'orders', group: 'mail', attempts: 9, error }));
  }
  return { broker, letters: await broker.deadLetters(DEAD, 100) };
}

async function all(acts: DeadLetterActs): Promise<readonly DeadLetterAct[]> {
  const done: DeadLetterAct[] = [];
  for await (const act of acts) done.push(act);
  return done;
}

const told = (acts: readonly DeadLetterAct[]) => acts.map(({ kind, letter }) => `${kind} ${letter.message.id}`);

describe('what a dead letter says', () => {
  it('is where it comes from, why, and how often it was tried', () => {
    const from = { channel: 'orders', group: 'mail', attempts: 9, error: new Error('down'), position: '3/17' };
    const message = deadLetterOf(messageOf('m1', { headers: { 'dead-handler': 'Mail' } }), from);
    expect(deadLetterFacts({ message })).toEqual({
      channel: 'orders',
      group: 'mail',
      handler: 'Mail',
      reason: 'Error: down',
      attempts: 9,
      position: '3/17',
    });
    expect(
      deadLetterFacts({ message: messageOf('m1', { headers: { 'dead-attempts': 'many', 'dead-reason': '' } }) }),
    ).toEqual({});
  });

  it('is the channel behind a retry channel of the group, and of no other', () => {
    const origin = (channel: string) => {
      const from = { channel, group: 'mail', attempts: 1, error: new Error('down') };
      return deadLetterFacts({ message: deadLetterOf(messageOf('m1'), from) }).channel;
    };
    expect(origin(retryChannel('orders', 'mail', 2))).toBe('orders');
    expect(origin(retryChannel('orders', 'other', 2))).toBe('orders.other.retry.2');
    expect(origin('orders.mail.retry.x')).toBe('orders.mail.retry.x');
  });

  it('is the message itself, without what was written on it since', () => {
    const own = { traceparent: 't', 'dead-line': 'a', 'retry-after': 'b' };
    const retried = Object.fromEntries(Object.values(RETRY_HEADERS).map((name) => [name, '1']));
    const message = messageOf('m1', { headers: { ...own, ...retried, 'dead-handler': 'Mail' } });
    const letter = deadLetterOf(message, { channel: 'c', group: 'g', attempts: 1, error: 1, position: '1' });
    expect(messageBehind({ message: letter })).toEqual(messageOf('m1', { headers: own }));
  });
});

describe('letters', () => {
  it('are chosen by position or id, reason, type and group', async () => {
    const { letters } = await withLetters('a', 'b', 'c', '0');
    const ids = (filter: Parameters<typeof selectDeadLetters>[1]) =>
      selectDeadLetters(letters, filter).map(({ message }) => message.id);
    expect(ids({})).toEqual(['a', 'b', 'c', '0']);
    // A position goes before an id.
    expect(ids({ names: ['c', '0'] })).toEqual(['a', 'c']);
    expect(ids({ reason: 'TYPEERROR: NO answer within 1' })).toEqual(['b']);
    expect(ids({ type: 'OrderPaid' })).toEqual(['b', '0']);
    expect(ids({ type: 'OrderPaid', names: ['c'] })).toEqual([]);
    expect(ids({ group: 'mail' })).toHaveLength(4);
    expect(ids({ group: 'other' })).toEqual([]);
  });

  it('are there for the same reason where only numbers and ids differ', async () => {
    const { letters } = await withLetters('a', 'b', 'c');
    const [one] = letters;
    const other = { ...messageOf('d'), headers: { 'dead-reason': '`total` is missing', 'dead-handler': 'Mail' } };
    const without = { ...messageOf('e'), type: 'A' };
    const added = [other, without].map((message, index) => ({ message, position: `x${index}`, at: 1 }));
    expect(deadLetterReasons([...letters, ...added])).toEqual([
      {
        reason: 'TypeError: no answer within … ms',
        count: 3,
        types: ['OrderPaid', 'OrderPlaced'],
        handlers: [],
        oldestAt: 5_000,
      },
      { reason: '`total` is missing', count: 1, types: ['OrderPlaced'], handlers: ['Mail'], oldestAt: 1 },
      { reason: 'no reason is given', count: 1, types: ['A'], handlers: [], oldestAt: 1 },
    ]);
    expect(deadLetterReasons(one ? [one] : [])[0]?.reason).toBe('TypeError: no answer within 0 ms');
  });
});

describe('replaying letters', () => {
  it('publishes each where it comes from, as it was, and takes it away', async () => {
    const { broker, letters } = await withLetters('a', 'b');
    const acts = await all(replayDeadLetters(broker, DEAD, letters));
    expect(acts.map((act) => act.kind === 'replayed' && act.to)).toEqual(['orders', 'orders']);
    const headers = { own: 'kept' };
    expect(broker.published('orders')).toEqual([
      messageOf('a', { headers }),
      messageOf('b', { headers, type: 'OrderPaid' }),
    ]);
    expect(await broker.countDeadLetters(DEAD)).toBe(0);
  });

  it('stops at the first failure, and leaves what is behind it', async () => {
    const { broker, letters } = await withLetters('a', 'b', 'c');
    const acts = await all(replayDeadLetters(failing(broker, ['done', 'done', 'refused']), DEAD, letters));
    expect(told(acts)).toEqual(['replayed a', 'failed b']);
    expect(acts[1]).toMatchObject({ reason: 'the broker is away', isPublished: false });
    expect(broker.published('orders')).toHaveLength(1);
    expect(await broker.countDeadLetters(DEAD)).toBe(2);
  });

  it('says that a letter was published where it could not be taken away', async () => {
    const { broker, letters } = await withLetters('a', 'b');
    const acts = await all(replayDeadLetters(failing(broker, ['done', 'refused']), DEAD, letters));
    expect(acts).toMatchObject([{ kind: 'failed', isPublished: true }]);
    expect(await broker.countDeadLetters(DEAD)).toBe(2);
  });

  it('leaves a letter that can never be published, or does not say where it comes from, and goes on', async () => {
    const { broker } = await withLetters('a');
    await broker.publish(DEAD, messageOf('lost'));
    const { letters } = await withLetters('b');
    const acts = await all(
      replayDeadLetters(failing(broker, ['never']), DEAD, [...(await broker.deadLetters(DEAD, 9)), ...letters]),
    );
    expect(told(acts)).toEqual(['left a', 'left lost', 'replayed b']);
    expect(acts).toMatchObject([{ reason: 'too large' }, { reason: expect.stringContaining('which channel') }, {}]);
  });

  it('publishes elsewhere where that is asked for', async () => {
    const { broker, letters } = await withLetters('a');
    await all(replayDeadLetters(broker, DEAD, letters, { to: 'elsewhere' }));
    expect(broker.published('elsewhere')).toHaveLength(1);
    expect(broker.published('orders')).toHaveLength(0);
  });

  it('keeps to a rate', async () => {
    const { broker, letters } = await withLetters('a', 'b', 'c', 'd');
    const clock = createVirtualClock({ startAt: 0 });
    await all(replayDeadLetters(broker, DEAD, letters, { perSecond: 2, clock }));
    expect(clock.now()).toBe(1_500);
  });

  it('leaves alone what is not asked for any more', async () => {
    const { broker, letters } = await withLetters('a', 'b');
    for await (const _ of replayDeadLetters(broker, DEAD, letters)) break;
    expect(broker.published('orders')).toHaveLength(1);
    expect(await broker.countDeadLetters(DEAD)).toBe(1);
  });

  it('is handled by the handler that had failed, and by no other again', async () => {
    const handled: string[] = [];
    let isMended = false;
    const world = await setUp(definitionOf([handlerOf(), handlerOf({ name: 'Count' })], { retryDelaysMs: [] }), {
      Mail: async () => {
        if (!isMended) throw new Error('mail server is down');
        handled.push('Mail');
      },
      Count: async () => void handled.push('Count'),
    });
    await world.publish(messageOf('m1'));
    await world.until(() => world.kinds().includes('dead') && world.kinds().includes('handled'));
    isMended = true;
    const letters = await world.broker.deadLetters(DEAD, 9);
    expect(letters.map(deadLetterFacts)).toMatchObject([{ handler: 'Mail', channel: 'orders', attempts: 3 }]);
    await all(replayDeadLetters(world.broker, DEAD, [...letters, ...letters]));
    await world.until(() => world.kinds().filter((kind) => kind === 'duplicate').length === 3);
    expect(handled).toEqual(['Count', 'Mail']);
    await world.ends();
  });
});

describe('discarding letters', () => {
  it('takes them away, and says of which somebody else did', async () => {
    const { broker, letters } = await withLetters('a', 'b');
    await broker.removeDeadLetter(DEAD, '0');
    expect(told(await all(discardDeadLetters(broker, DEAD, letters)))).toEqual(['gone a', 'discarded b']);
    expect(broker.published('orders')).toEqual([]);
  });

  it('stops at the first failure', async () => {
    const { broker, letters } = await withLetters('a', 'b', 'c');
    const acts = await all(discardDeadLetters(failing(broker, ['done', 'refused']), DEAD, letters));
    expect(told(acts)).toEqual(['discarded a', 'failed b']);
    expect(await broker.countDeadLetters(DEAD)).toBe(2);
  });
});
