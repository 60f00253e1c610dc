import { setTimeout as sleep } from 'node:timers/promises';
import { describeError } from '../errors.js';
import type { SagaStore } from '../store.js';
import { openStore } from '../stores/open-store.js';
import { createWorker } from '../worker/create-worker.js';
import { describeWorkerProblem } from '../worker/problems.js';
import type { Worker } from '../worker/types.js';
import { type Ledger, openLedger } from './ledger.js';
import { createParticipants } from './participants.js';
import { proofSagas } from './proof-sagas.js';
import type { ChildOptions, Delivery, FromChild, ToChild } from './protocol.js';

const TRY_AGAIN_AFTER = 200;
const MOST_TRIES = 100;
/** Some wait out a server that is away, and some give up and begin again. */
const GIVE_UP = [60_000, 300];

/** A worker in a process of its own, which takes what its parent sends it until it is told to stop, or is killed. */
export async function runChild(): Promise<void> {
  const options: ChildOptions = JSON.parse(process.argv[2] ?? '{}');
  // Whoever has no parent any more would work for nobody.
  process.on('disconnect', () => process.exit(0));
  const ledger = openLedger(options.ledger);
  const store = await openInTheEnd(options.store);
  const worker = createWorker({
    store,
    sagas: proofSagas,
    handlers: createParticipants(ledger, options.seed),
    pollMs: 200,
    leaseMs: options.leaseMs,
    ...hooksOf(ledger),
  });
  process.on('message', (message: ToChild) => {
    if (message.kind === 'stop') void worker.stop();
    else void take(worker, message).then(tell);
  });
  const running = worker.run();
  tell({ kind: 'ready' });
  await running;
  await store.close();
  ledger.close();
  process.disconnect();
}

/** As often as whoever watches over processes starts one again: the server may be away just now. */
async function openInTheEnd(address: string): Promise<SagaStore> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await openStore(address, { giveUpAfterMs: GIVE_UP[process.pid % GIVE_UP.length] ?? 0 });
    } catch (error) {
      if (tries === MOST_TRIES) throw error;
      await sleep(TRY_AGAIN_AFTER);
    }
  }
}

/** What the outside hears of, written down before the worker is told that it was heard. */
function hooksOf(ledger: Ledger): Pick<Parameters<typeof createWorker>[0], 'onEvent' | 'onAlert' | 'onProblem'> {
  return {
    onEvent: ({ id, instance, event, data }) =>
      ledger.write({ kind: 'published', id, instance, body: { event, data } }),
    onAlert: ({ id, instance, problems }) => ledger.write({ kind: 'alerted', id, instance, body: { problems } }),
    onProblem: (problem) =>
      ledger.write({ kind: 'problem', problem: problem.kind, text: describeWorkerProblem(problem) }),
  };
}

async function take(worker: Worker, delivery: Delivery): Promise<FromChild> {
  const { id } = delivery;
  try {
    if (delivery.kind === 'start') {
      const { instance } = await worker.start(delivery.saga, delivery.data, { messageId: id });
      return { kind: 'taken', id, instances: [instance] };
    }
    const { posted } = await worker.receive(delivery.event, delivery.data, { id });
    return { kind: 'taken', id, instances: posted };
  } catch (error) {
    return { kind: 'refused', id, reason: describeError(error) };
  }
}

function tell(message: FromChild): void {
  process.send?.(message);
}
