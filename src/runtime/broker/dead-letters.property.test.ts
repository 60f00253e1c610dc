import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createVirtualClock } from '../virtual-clock.js';
import { discardDeadLetters, replayDeadLetters } from './act-on-dead-letters.js';
import type { BrokerMessage } from './broker.js';
import { deadLetterOf } from './dead-letters.js';
import { createMemoryBroker, type MemoryBroker } from './memory-broker.js';
import { selectDeadLetters } from './select-dead-letters.js';
import { type Fate, failing } from './testing/failing-broker.js';

const DEAD = 'graves';
const CHANNELS = ['orders', 'payments'] as const;

const LETTER = fc.record({
  channel: fc.constantFrom(...CHANNELS),
  key: fc.constantFrom('k1', 'k2'),
  type: fc.constantFrom('A', 'B'),
  data: fc.oneof(fc.dictionary(fc.string(), fc.string()), fc.uint8Array({ maxLength: 8 })),
  headers: fc.dictionary(fc.stringMatching(/^[a-z-]{1,8}$/), fc.string()),
});

/** One use of the command by one operator: what it is about, what its calls meet, and after how many letters it is killed. */
const RUN = fc.record({
  act: fc.constantFrom('replay', 'replay', 'discard'),
  type: fc.option(fc.constantFrom('A', 'B'), { nil: undefined }),
  fates: fc.array(fc.constantFrom<Fate>('done', 'done', 'done', 'refused', 'lost', 'never'), { maxLength: 12 }),
  killedAfter: fc.integer({ min: 0, max: 10 }),
});

type Letter = { readonly message: BrokerMessage; readonly channel: string };
type Run = typeof RUN extends fc.Arbitrary<infer R> ? R : never;

/** Ids of the letters that somebody wanted to be dropped, whether or not that was heard of. */
async function perform(broker: MemoryBroker, { act, type, fates, killedAfter }: Run): Promise<readonly string[]> {
  const letters = selectDeadLetters(await broker.deadLetters(DEAD, 100), type === undefined ? {} : { type });
  const calls = failing(broker, [...fates]);
  const clock = createVirtualClock();
  const acts =
    act === 'replay' ? replayDeadLetters(calls, DEAD, letters, { clock }) : discardDeadLetters(calls, DEAD, letters);
  const reached: string[] = [];
  for await (const { letter, kind } of acts) {
    if (kind !== 'left') reached.push(letter.message.id);
    if (reached.length > killedAfter) break;
  }
  return act === 'discard' ? reached : [];
}

const published = (broker: MemoryBroker) =>
  CHANNELS.flatMap((channel) => broker.published(channel).map((message) => ({ message, channel })));

describe('dead letters', () => {
  it('are never lost: each is still there, published as it was, or discarded on purpose', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(LETTER, { minLength: 1, maxLength: 8 }),
        fc.array(RUN, { maxLength: 5 }),
        async (all, runs) => {
          const broker = createMemoryBroker();
          const letters: Letter[] = all.map(({ channel, ...message }, index) => ({
            channel,
            message: { id: `m${index}`, ...message },
          }));
          for (const { message, channel } of letters) {
            const from = { channel, group: 'mail', attempts: 3, error: new Error('down'), position: '1' };
            await broker.publish(DEAD, deadLetterOf(message, from));
          }
          const dropped = new Set<string>();
          for (const run of runs) {
            for (const id of await perform(broker, run)) dropped.add(id);
            const there = new Set((await broker.deadLetters(DEAD, 100)).map(({ message }) => message.id));
            const sent = new Set(published(broker).map(({ message }) => message.id));
            const lost = letters.filter(({ message: { id } }) => !there.has(id) && !sent.has(id) && !dropped.has(id));
            expect(lost).toEqual([]);
          }
          // A last run that meets no failure leaves none, and what was published is what once was sent.
          await perform(broker, { act: 'replay', type: undefined, fates: [], killedAfter: 100 });
          expect(await broker.countDeadLetters(DEAD)).toBe(0);
          for (const sent of published(broker)) expect(letters).toContainEqual(sent);
        },
      ),
      { numRuns: Number(process.env['SAGAC_RUNS'] ?? 150), seed: Number(process.env['SAGAC_SEED'] ?? 1) },
    );
  });

  it('are published in their order, whatever is tried in vain between', async () => {
    const fates = fc.array(fc.constantFrom<Fate>('done', 'refused', 'lost'), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 8 }), fates, async (count, all) => {
        const broker = createMemoryBroker();
        const ids = Array.from({ length: count }, (_, index) => `m${index}`);
        for (const id of ids) {
          const message = { id, key: 'k', type: 'A', data: {}, headers: {} };
          const from = { channel: 'orders', group: 'mail', attempts: 3, error: new Error('down') };
          await broker.publish(DEAD, deadLetterOf(message, from));
        }
        const left = [...all];
        while ((await broker.countDeadLetters(DEAD)) !== 0) {
          const letters = await broker.deadLetters(DEAD, 100);
          const acts = replayDeadLetters(failing(broker, left), DEAD, letters, { clock: createVirtualClock() });
          for await (const act of acts) expect(act.kind).not.toBe('gone');
        }
        expect([...new Set(broker.published('orders').map(({ id }) => id))]).toEqual(ids);
      }),
      { numRuns: 100, seed: Number(process.env['SAGAC_SEED'] ?? 1) },
    );
  });
});
