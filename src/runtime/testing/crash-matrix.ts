import { describe, expect, it } from 'vitest';
import { evolve } from '../saga/evolve.js';
import type { JournalEntry } from '../saga/journal.js';
import type { SagaState, SagaStatus } from '../saga/state.js';
import type { StoreFixture } from '../stores/store-contract.js';
import { createVirtualClock, type VirtualClock } from '../virtual-clock.js';
import { createWorker } from '../worker/create-worker.js';
import { checkout } from './definitions.js';
import { type Behaviour, createWorld, type World } from './participants.js';

/** A way through the checkout, forward or backward. */
interface Journey {
  readonly name: string;
  readonly end: SagaStatus;
  readonly behave: (command: string, attempt: number) => Behaviour;
}

const journeys: readonly Journey[] = [
  {
    name: 'that completes after a retry',
    end: 'completed',
    behave: (command, attempt) => (command === 'CapturePayment' && attempt === 1 ? 'throw' : 'succeed'),
  },
  {
    name: 'that is refused at its last step and unwinds',
    end: 'aborted',
    behave: (command) => (command === 'ConfirmOrder' ? 'refuse' : 'succeed'),
  },
  {
    name: 'that gets no answer and unwinds, with an undo that fails at first',
    end: 'aborted',
    behave: (command, attempt) => {
      if (command === 'AddLoyaltyPoints') return 'hang';
      return command === 'UndoReserveStock' && attempt === 1 ? 'throw' : 'succeed';
    },
  },
  {
    name: 'that gets stuck on an undo',
    end: 'stuck',
    behave: (command) => (['ConfirmOrder', 'UndoCapturePayment'].includes(command) ? 'refuse' : 'succeed'),
  },
];

class SimulatedStop extends Error {}

interface Life {
  readonly fixture: StoreFixture;
  readonly world: World;
  readonly clock: VirtualClock;
  /** Ids of events and alerts that were delivered. */
  readonly delivered: string[];
}

interface Outcome {
  readonly state: SagaState | undefined;
  readonly journal: readonly JournalEntry[];
  readonly life: Life;
  readonly crashes: number;
}

/** Stops a worker at every crash point of every journey, and again soon after it came back. */
export function describeCrashMatrix(name: string, createFixture: () => Promise<StoreFixture>): void {
  describe(`a worker on ${name} that is stopped at every crash point`, () => {
    it.each(journeys)('ends a journey $name as if nothing had happened', async ({ behave, end }) => {
      const reference = await travel(createFixture, behave, []);
      expect(reference.state?.status).toBe(end);
      for (let point = 1; ; point += 1) {
        const outcome = await travel(createFixture, behave, [point, 3]);
        expectSame(outcome, reference);
        if (outcome.crashes === 0) break;
      }
    });
  });
}

function expectSame(outcome: Outcome, reference: Outcome): void {
  expect(outcome.state?.status).toBe(reference.state?.status);
  expect(outcome.journal.reduce<SagaState | undefined>(evolve, undefined)).toEqual(outcome.state);
  expect(outline(outcome.journal)).toEqual(outline(reference.journal));
  expect(outcome.life.world.effects.toSorted()).toEqual(reference.life.world.effects.toSorted());
  expect(new Set(outcome.life.world.calls)).toEqual(new Set(reference.life.world.calls));
  expect(new Set(outcome.life.delivered)).toEqual(new Set(reference.life.delivered));
}

/** What happened, without times and without the order in which branches took turns. */
function outline(journal: readonly JournalEntry[]): readonly string[] {
  const lines = journal.map((entry) => {
    const place = 'step' in entry ? ` ${entry.step} ${entry.direction}` : '';
    return `${entry.type}${place}${'attempt' in entry ? ` ${entry.attempt}` : ''}`;
  });
  return lines.sort();
}

async function travel(
  createFixture: () => Promise<StoreFixture>,
  behave: Journey['behave'],
  crashes: readonly number[],
): Promise<Outcome> {
  const fixture = await createFixture();
  const life = { fixture, world: createWorld(checkout, behave), clock: createVirtualClock(), delivered: [] };
  let count = 0;
  for (const crash of crashes) {
    if (!(await live(life, crash))) break;
    count += 1;
  }
  await live(life, undefined);
  const store = await fixture.open();
  const outcome = { state: await store.load('Checkout.o1'), journal: await store.journal('Checkout.o1') };
  await store.close();
  await fixture.cleanUp();
  return { ...outcome, life, crashes: count };
}

/** Runs a worker until it is done, or until it reaches the crash point; says whether it was stopped there. */
async function live({ fixture, world, clock, delivered }: Life, crashAt: number | undefined): Promise<boolean> {
  const store = await fixture.open();
  let reached = 0;
  const worker = createWorker({
    store,
    sagas: [checkout],
    handlers: world.handlers,
    clock,
    pollMs: 0,
    onEvent: ({ id }) => void delivered.push(id),
    onAlert: ({ id }) => void delivered.push(id),
    crashPoint: () => {
      reached += 1;
      if (reached === crashAt) throw new SimulatedStop();
    },
  });
  try {
    await worker.start('Checkout', { orderId: 'o1', total: { amount: '150.00' } });
    await worker.run({ untilIdle: true });
    return false;
  } catch (error) {
    if (error instanceof SimulatedStop) return true;
    throw error;
  } finally {
    await store.close();
  }
}
