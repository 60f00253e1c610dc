import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Reject } from './errors.js';
import { startConsumer } from './start-consumer.js';
import { definitionOf, handlerOf, messageOf, setUp } from './testing/set-up.js';

/** What a message meets: how often its handler throws, whether it is any good, how often it comes, what its key is. */
const MESSAGE = fc.record({
  key: fc.constantFrom('o1', 'o2', 'o3'),
  failures: fc.integer({ min: 0, max: 12 }),
  isRejected: fc.boolean(),
  copies: fc.integer({ min: 1, max: 3 }),
  isPaid: fc.boolean(),
});

interface Plan {
  readonly key: string;
  readonly failures: number;
  readonly isRejected: boolean;
}

async function play(
  messages: readonly (Plan & { readonly copies: number; readonly isPaid: boolean })[],
  ordering: 'key' | 'none',
  restarts: number,
) {
  const plans = new Map<string, Plan>(messages.map((plan, index) => [`m${index}`, plan]));
  const thrown = new Map<string, number>();
  const done: string[] = [];
  const mail = async (_data: unknown, { messageId, tx }: { messageId: string; tx: unknown }) => {
    const plan = plans.get(messageId);
    const before = thrown.get(messageId) ?? 0;
    (tx as { afterCommit(work: () => void): void }).afterCommit(() => void done.push(messageId));
    if (plan === undefined || before >= plan.failures) return;
    thrown.set(messageId, before + 1);
    throw plan.isRejected && before > 0 ? new Reject('no good') : new Error('not now');
  };
  const ship = handlerOf({
    name: 'Ship',
    on: ['OrderPaid'],
    needs: ['OrderPlaced'],
    asks: ['OrderPlaced'],
    onMissing: 'park',
  });
  const definition = definitionOf([handlerOf(), ship], { ordering });
  const world = await setUp(definition, { Mail: mail, Ship: mail });
  let consumer = world.consumer;
  const all = messages.flatMap(({ key, copies, isPaid }, index) =>
    Array.from({ length: copies }, () => messageOf(`m${index}`, { key, ...(isPaid && { type: 'Order.Paid' }) })),
  );
  for (const [index, message] of all.entries()) {
    await world.publish(message);
    if (index < restarts) {
      await consumer.close();
      consumer = await startConsumer(world.options);
    }
  }
  const dead = () => world.broker.published('orders.mail.dead').map(({ id }) => id);
  await world.until(() => new Set([...done, ...dead()]).size === messages.length);
  // What is left is the time of duplicates.
  await world.clock.sleep(3 * 86_400_000);
  const parked = await world.inbox.transaction((session) => session.parkedCount('mail'));
  await consumer.close();
  await world.ends();
  return { done, dead: dead(), parked, plans };
}

describe('whatever fails, comes twice or comes early', () => {
  it('each message has its effect once, or is a dead letter that had none', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(MESSAGE, { minLength: 1, maxLength: 8 }),
        fc.constantFrom('key' as const, 'none' as const),
        fc.integer({ min: 0, max: 3 }),
        async (messages, ordering, restarts) => {
          const { done, dead, parked, plans } = await play(messages, ordering, restarts);
          expect(new Set(done).size).toBe(done.length);
          for (const id of plans.keys()) expect([id, done.includes(id) || dead.includes(id)]).toEqual([id, true]);
          expect(parked).toBe(0);
        },
      ),
      { numRuns: 25, seed: Number(process.env['SAGAC_SEED'] ?? 1) },
    );
  });

  it('those of one key have it in order where that is asked for', async () => {
    const plain = MESSAGE.map((message) => ({ ...message, isPaid: false, copies: 1 }));
    await fc.assert(
      fc.asyncProperty(fc.array(plain, { minLength: 2, maxLength: 8 }), async (messages) => {
        const { done, plans } = await play(messages, 'key', 0);
        for (const key of ['o1', 'o2', 'o3']) {
          const own = done.filter((id) => plans.get(id)?.key === key).map((id) => Number(id.slice(1)));
          expect(own).toEqual(own.toSorted((a, b) => a - b));
        }
      }),
      { numRuns: 20, seed: Number(process.env['SAGAC_SEED'] ?? 1) },
    );
  });
});
