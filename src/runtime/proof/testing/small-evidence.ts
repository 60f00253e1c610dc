import { nextTimerOf } from '../../saga/state.js';
import { createMemoryStore } from '../../stores/memory/index.js';
import { FIXTURE_ORDER } from '../../testing/fixture-sagas.js';
import { createVirtualClock } from '../../virtual-clock.js';
import { createWorker } from '../../worker/create-worker.js';
import type { AnswerLine, EventReceipt, Evidence, InstanceRow, LedgerLine, StartReceipt } from '../evidence.js';
import type { Ledger } from '../ledger.js';
import { createParticipants } from '../participants.js';
import { outside, proofSagas } from '../proof-sagas.js';

const SEED = 1;
const PER_SAGA = 12;

/** The evidence of a small proof in which nobody was killed, the same each time: one worker, in memory, on a virtual clock. */
export async function smallEvidence(): Promise<Evidence> {
  const store = createMemoryStore();
  const clock = createVirtualClock();
  const ledger = createMemoryLedger();
  const worker = createWorker({
    store,
    clock,
    sagas: proofSagas,
    handlers: createParticipants(ledger, SEED, clock),
    pollMs: 0,
    onEvent: ({ id, instance, event, data }) =>
      ledger.write({ kind: 'published', id, instance, body: { event, data } }),
    onAlert: ({ id, instance, problems }) => ledger.write({ kind: 'alerted', id, instance, body: { problems } }),
  });
  const starts: StartReceipt[] = [];
  const events: EventReceipt[] = [];
  for (const [saga, { oneOf }] of Object.entries(outside)) {
    for (let number = 0; number < PER_SAGA; number += 1) {
      const data = { ...FIXTURE_ORDER, orderId: `${saga}-${number}` };
      const { instance } = await worker.start(saga, data);
      starts.push({ instance, data });
      const event = oneOf[number % (oneOf.length + 1)];
      if (event === undefined) continue;
      const nonce = `${event}-${data.orderId}`;
      const { posted } = await worker.receive(event, { orderId: data.orderId, nonce }, { id: nonce });
      events.push({ nonce, event, instances: posted });
    }
  }
  await worker.run({ untilIdle: true });
  const states = await store.list();
  const instances = await Promise.all(
    states.map(async (state): Promise<InstanceRow> => {
      const journal = await store.journal(state.instance);
      const wakeAt = nextTimerOf(state);
      return {
        id: state.instance,
        status: state.status,
        version: state.version,
        ...(wakeAt !== undefined && { wakeAt }),
        state,
        journal: journal.map((entry, index) => ({ position: index + 1, entries: [entry] })),
      };
    }),
  );
  const leftovers = { notices: 0, mail: 0, leases: 0 };
  return {
    definitions: await store.definitions(),
    instances,
    leftovers,
    ledger: ledger.lines(),
    starts,
    events,
    deaths: [],
  };
}

function createMemoryLedger(): Ledger {
  const lines: LedgerLine[] = [];
  const isAnswer = (line: LedgerLine): line is AnswerLine => line.kind === 'answer';
  return {
    write: (line) => void lines.push(line),
    together: (work) => work(),
    answerOf: (key) => lines.filter(isAnswer).find((line) => line.key === key),
    lines: () => [...lines],
    close: () => undefined,
  };
}
