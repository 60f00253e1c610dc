import { describe, expect, it } from 'vitest';
import type { Broker } from '../broker/broker.js';
import { createMemoryBroker } from '../broker/memory-broker.js';
import type { Clock } from '../clock.js';
import { createMemoryStore } from '../stores/memory/index.js';
import { testCall, testFinalStep, testRetry, testSaga, testStep, testUndo } from '../testing/definitions.js';
import { createRandom, type Random } from '../testing/random.js';
import { testGroup } from '../testing/step-forms.js';
import { createVirtualClock } from '../virtual-clock.js';
import { createWorker } from '../worker/create-worker.js';
import type { WorkerProblem } from '../worker/problems.js';
import type { CommandHandlers } from '../worker/types.js';
import { type AnswerMemory, createAnswerMemory } from './answer-memory.js';
import { createRemoteLink } from './remote-link.js';
import { serveCommands } from './serve-commands.js';

const FOREVER = { retry: { ...testRetry, attempts: 'unlimited' as const } };
const step = (name: string) => testStep(name, { undo: testUndo(`Undo${name}`, FOREVER) });
const saga = testSaga(
  [step('A'), testGroup('g', [step('B')], [step('D')]), testFinalStep('C', { call: testCall('C', FOREVER) })],
  { messages: {}, deadlineMs: 1e9 },
);
const UNDOABLE = ['A', 'B', 'D'];
const NAMES = ['C', ...UNDOABLE.flatMap((name) => [name, `Undo${name}`])];

describe('a broker that loses, doubles, delays and refuses messages', () => {
  it('changes nothing of what a saga comes to', async () => {
    for (let seed = 1; seed <= 150; seed += 1) {
      const { refused, status, begun, happened, problems } = await journey(createRandom(seed));
      const keysOf = (suffix: string) => UNDOABLE.map((name) => `Checkout.o1/${name}${suffix}`);
      const standing = keysOf('').filter((key) => happened.includes(key) && !happened.includes(`${key}/undo`));
      const tooLate = keysOf('').filter((key) =>
        begun.slice(begun.indexOf(`${key}/undo`) + 1 || Infinity).includes(key),
      );
      expect({ seed, status, standing, tooLate, problems }).toEqual({
        seed,
        status: refused ? 'aborted' : expect.stringMatching(/completed|aborted/),
        standing: status === 'completed' ? keysOf('') : [],
        tooLate: [],
        problems: [],
      });
      expect(new Set(happened).size, `seed ${seed}`).toBe(happened.length);
    }
  });
});

async function journey(random: Random) {
  const clock = createVirtualClock();
  const broker = lossy(clock, random);
  const begun: string[] = [];
  const happened: string[] = [];
  const refusing = random.chance(0.4) ? random.pick(['A', 'B', 'C', 'D']) : undefined;
  const handlers: CommandHandlers = Object.fromEntries(
    NAMES.map((name) => [
      name,
      async (_input, { idempotencyKey }) => {
        begun.push(idempotencyKey);
        if (random.chance(0.1)) throw new Error('out of order');
        await clock.sleep(random.between(0, 50));
        if (name === refusing) return { outcome: `${name}Refused`, data: {} };
        happened.push(idempotencyKey);
        return { outcome: `${name}Done`, data: {} };
      },
    ]),
  );
  const answers = slowAnswers(clock, random);
  const served = await serveCommands({ broker, channel: 'pay', group: 'pay', handlers, clock, answers });
  const store = createMemoryStore();
  const problems: WorkerProblem[] = [];
  const worker = createWorker({
    ...{ store, sagas: [saga], handlers: {}, clock, pollMs: 0, onEvent: () => undefined },
    onProblem: (problem) => {
      if (problem.kind !== 'broker-failed') problems.push(problem);
    },
    remote: createRemoteLink({ broker, group: 'orders', services: { participant: 'pay' }, replyChannel: 'replies' }),
  });
  const running = worker.run();
  await worker.start('Checkout', { orderId: 'o1' });
  await worker.ended('Checkout.o1');
  // What is still on its way must not change the end.
  await clock.sleep(60_000);
  await worker.stop();
  await running;
  await served.close();
  const status = (await store.load('Checkout.o1'))?.status;
  return { refused: refusing !== undefined, status, begun, happened, problems };
}

function lossy(clock: Clock, random: Random): Broker {
  const memory = createMemoryBroker({ clock });
  return {
    ...memory,
    async publish(channel, message) {
      if (random.chance(0.1)) throw new Error('no broker');
      const copies = random.pick(channel === 'replies' ? [0, 1, 1, 1, 2, 3] : [1, 1, 1, 1, 2, 3]);
      for (let copy = 0; copy < copies; copy += 1) {
        const delay = random.chance(0.3) ? random.between(0, 9_000) : random.between(0, 20);
        void clock.sleep(delay).then(() => memory.publish(channel, message));
      }
      if (random.chance(0.1)) throw new Error('the word that it has it was lost');
    },
  };
}

function slowAnswers(clock: Clock, random: Random): AnswerMemory {
  const memory = createAnswerMemory();
  return {
    async find(key) {
      const found = await memory.find(key);
      await clock.sleep(random.between(0, 4));
      return found;
    },
    async remember(key, answer) {
      await clock.sleep(random.between(0, 4));
      await memory.remember(key, answer);
    },
  };
}
