import { createMemoryBroker, type MemoryBroker } from '../broker/memory-broker.js';
import type { CrashHook } from '../crash-points.js';
import { createRemoteLink } from '../remote/remote-link.js';
import { serveCommands } from '../remote/serve-commands.js';
import type { SagaStore } from '../store.js';
import type { StoreFixture } from '../stores/store-contract.js';
import { createVirtualClock, type VirtualClock } from '../virtual-clock.js';
import { createWorker } from '../worker/create-worker.js';
import type { CommandHandler, CommandHandlers, Worker } from '../worker/types.js';
import { FIXTURE_ORDER, REMOTE_SERVICE, shipping } from './fixture-sagas.js';
import type { Journey, OutsideEvent } from './journeys.js';
import { createWorld, type World } from './participants.js';

/** What outlives the workers of a journey: the store, the participants, the broker, and the world outside. */
export interface Life {
  readonly journey: Journey;
  readonly fixture: StoreFixture;
  readonly clock: VirtualClock;
  readonly broker: MemoryBroker;
  readonly world: World;
  /** Participants of this process; calls bring events of the outside about. */
  readonly handlers: CommandHandlers;
  /** Ids of events and alerts that were delivered. */
  readonly delivered: string[];
  /** Events of the outside that no worker has acknowledged. */
  readonly outside: OutsideEvent[];
  /** Ends when the events of the outside that are on their way have come. */
  telling: Promise<void>;
  /** The workers that the outside talks to, the latest first; those that have been stopped refuse. */
  readonly receivers: Worker[];
  end(): Promise<void>;
}

/** Later than a worker needs to come back twice, and earlier than any fixture saga waits. */
const OUTSIDE_DELAY = 30_000;
const CHANNEL = 'carrier.commands';

export async function beginLife(journey: Journey, fixture: StoreFixture): Promise<Life> {
  // Where leases go by the time of a server, that of the workers must not be far from it.
  const clock = createVirtualClock({ startAt: fixture.realTime === undefined ? 0 : Date.now() });
  const broker = createMemoryBroker({ clock });
  const { handlers, ...seen } = createWorld([journey.saga, shipping], journey.behave);
  const { Ship: _nested, ...own } = handlers;
  const carrier = Object.fromEntries(Object.entries(own).filter(([command]) => isElsewhere(journey, command)));
  const inProcess = Object.entries(own).filter(([command]) => !isElsewhere(journey, command));
  const life: Life = {
    journey,
    fixture,
    clock,
    broker,
    world: { handlers, ...seen },
    handlers: Object.fromEntries(inProcess.map(([name, handler]) => [name, bringing(name, handler)])),
    delivered: [],
    outside: [],
    telling: Promise.resolve(),
    receivers: [],
    async end() {
      await broker.close();
      await fixture.cleanUp();
    },
  };
  function bringing(command: string, handler: CommandHandler): CommandHandler {
    return (input, context) => {
      const events = seen.calls.includes(context.idempotencyKey) ? [] : (journey.outside?.[command] ?? []);
      if (events.length > 0) void bringAbout(life, events);
      return handler(input, context);
    };
  }
  await serveCommands({ broker, channel: CHANNEL, group: REMOTE_SERVICE, handlers: carrier, clock });
  return life;
}

/** Makes one worker of this life, on a store of its own. */
export function createLifeWorker(life: Life, store: SagaStore, crashPoint: CrashHook): Worker {
  const { journey, handlers, clock, broker, delivered } = life;
  const services = { [REMOTE_SERVICE]: CHANNEL };
  return createWorker({
    store,
    sagas: [journey.saga, shipping],
    handlers,
    remote: createRemoteLink({ broker, group: 'orders', services, replyChannel: 'orders.replies' }),
    clock,
    pollMs: 0,
    onEvent: ({ id }) => void delivered.push(id),
    onAlert: ({ id }) => void delivered.push(id),
    onProblem: () => undefined,
    crashPoint,
  });
}

/** Starts the journey, the same way each time, and brings what the outside has not got rid of yet. */
export async function embark(life: Life, worker: Worker): Promise<void> {
  life.receivers.unshift(worker);
  await worker.start(life.journey.saga.saga, FIXTURE_ORDER);
  await tellOutside(life);
}

async function bringAbout(life: Life, events: readonly OutsideEvent[]): Promise<void> {
  await life.clock.sleep(OUTSIDE_DELAY);
  life.outside.push(...events);
  await tellOutside(life);
}

/** One after the other: whoever begins to tell while another does would tell the same events again. */
function tellOutside(life: Life): Promise<void> {
  life.telling = life.telling.then(() => tellAll(life));
  return life.telling;
}

/** Like a broker: an event goes away only when somebody has taken it. */
async function tellAll(life: Life): Promise<void> {
  const { outside } = life;
  for (const event of [...outside]) {
    if (!(await isTaken(life, event))) return;
    const index = outside.indexOf(event);
    if (index !== -1) outside.splice(index, 1);
  }
}

/** Where all workers have been stopped, their successor is told again. */
async function isTaken({ receivers }: Life, { event, data }: OutsideEvent): Promise<boolean> {
  for (const receiver of [...receivers]) {
    try {
      await receiver.receive(event, data, { id: `outside!${event}` });
      return true;
    } catch {
      // Stopped: somebody else may be there.
    }
  }
  return false;
}

function isElsewhere({ saga }: Journey, command: string): boolean {
  const calls = saga.steps.flatMap((step) => (step.kind === 'do' ? [step.call, step.undo?.call] : []));
  return calls.some((call) => call?.command === command && call.service === REMOTE_SERVICE);
}
