import type { JsonObject } from '../../runtime/json.js';
import type { JournalEntry } from '../../runtime/saga/journal.js';
import type { SagaPlan } from '../../runtime/saga/plan.js';
import type { Owner, SagaStore } from '../../runtime/store.js';
import { createWorker } from '../../runtime/worker/create-worker.js';
import type { RemoteLink } from '../../runtime/worker/remote-link.js';
import type { CommandAnswer, Worker } from '../../runtime/worker/types.js';
import { wrapStore } from '../../runtime/worker/wrap-store.js';
import { START_TIME } from '../saga/setting.js';
import { createSilentParticipants, type OpenCall, type SilentParticipants } from './silent-participants.js';
import { createSteeredClock, type SteeredClock } from './steered-clock.js';

/** The real engine at work on one instance, in a world where nothing happens by itself. */
export interface Stage {
  readonly clock: SteeredClock;
  readonly participants: SilentParticipants;
  /** What was committed so far. */
  readonly written: readonly JournalEntry[];
  /** Ids of events, alerts and answers that were delivered. */
  readonly told: ReadonlySet<string>;
  worker(): Worker;
  start(data: JsonObject): Promise<void>;
  /** The worker dies between an answer and the commit of it, and another one begins. */
  crash(call: OpenCall, answer: CommandAnswer): Promise<void>;
  /** Throws what has gone wrong in the worker itself, if anything has. */
  assertWell(): void;
  end(): Promise<void>;
}

/** What workers of one stage share, and leave behind. */
interface Props {
  readonly plan: SagaPlan;
  readonly store: SagaStore;
  readonly clock: SteeredClock;
  readonly participants: SilentParticipants;
  readonly written: JournalEntry[];
  readonly told: Set<string>;
  readonly wrongs: unknown[];
  readonly owners: Owner[];
  isCrashing: boolean;
}

class Crash extends Error {}

/** Longer than any simulated run takes: the time of leases is not what is compared here. */
const LEASE_MS = 1_000 * 365 * 24 * 3_600_000;

/** Sets up the engine for a saga on a store that holds nothing yet. */
export async function setStage(plan: SagaPlan, store: SagaStore): Promise<Stage> {
  const props = createProps(plan, store);
  const { clock, participants, written, told, wrongs, owners } = props;
  let worker = hire(props);
  await clock.quiet();
  return {
    clock,
    participants,
    written,
    told,
    worker: () => worker,
    start: (data) => start(worker, plan, data),
    async crash(call, answer) {
      props.isCrashing = true;
      call.answer(answer);
      await clock.quiet();
      props.isCrashing = false;
      participants.forget();
      // As if their leases had ended; what leases do is proved elsewhere.
      for (const owner of owners.splice(0)) await store.resign(owner);
      worker = hire(props);
    },
    assertWell() {
      if (wrongs.length > 0) throw new Error(`the worker is not well: ${JSON.stringify(wrongs)}`);
    },
    end: () => worker.stop(),
  };
}

function createProps(plan: SagaPlan, store: SagaStore): Props {
  const clock = createSteeredClock(START_TIME);
  const commands = plan.commands.map(({ command }) => command);
  const owners: Owner[] = [];
  async function noting(register: () => unknown): Promise<Owner> {
    const owner = (await register()) as Owner;
    owners.push(owner);
    return owner;
  }
  return {
    plan,
    store: wrapStore(store, (method, call) => (method === 'register' ? noting(call) : call())),
    clock,
    participants: createSilentParticipants(commands, clock),
    written: [],
    told: new Set(),
    wrongs: [],
    owners,
    isCrashing: false,
  };
}

/** A worker that begins at once. */
function hire(props: Props): Worker {
  const { plan, store, clock, participants, written, told, wrongs } = props;
  const tell = ({ id }: { readonly id: string }): void => void told.add(id);
  const worker = createWorker({
    store,
    sagas: [plan.definition],
    handlers: participants.handlers,
    remote: linkOf(tell),
    clock,
    pollMs: 0,
    leaseMs: LEASE_MS,
    // What is still out in the end never comes.
    stopTimeoutMs: 0,
    onEvent: tell,
    onAlert: tell,
    onTransition: ({ entries }) => void written.push(...entries),
    onProblem: (problem) => void wrongs.push(problem),
    crashPoint: (point) => {
      if (props.isCrashing && point === 'participant:after-call') throw new Crash();
    },
  });
  worker.run().catch((error: unknown) => {
    if (!(error instanceof Crash)) wrongs.push(String(error));
  });
  return worker;
}

/** Only the answer to whoever started the saga goes over it. */
function linkOf(tell: (message: { readonly id: string }) => void): RemoteLink {
  return {
    serves: () => false,
    sendCommand: async () => undefined,
    sendAnswer: async (message) => tell(message),
    listen: async () => async () => undefined,
  };
}

async function start(worker: Worker, { definition }: SagaPlan, data: JsonObject): Promise<void> {
  const { kind, message } = definition.start;
  if (kind === 'event') await worker.start(definition.saga, data);
  else await worker.receiveCommand({ command: message, data, key: 'Starter', attempt: 1, replyChannel: 'starter' });
}
