import { randomUUID } from 'node:crypto';
import { SagaError } from '../errors.js';
import type { JournalEntry, OperatorActed, OperatorRefused } from '../saga/journal.js';
import type { Desk } from './desk.js';
import type { ActOutcome, ActRefused, ActRequest } from './types.js';

/** How often the journal is looked at, in milliseconds. */
const LOOK_MS = 100;

/** Leaves an act in the mailbox of an instance, and waits for a while until its owner has taken it. */
export async function askOwner(
  { store, clock, patienceMs }: Desk,
  instance: string,
  request: ActRequest,
  refuse: (reason: string) => Promise<ActRefused>,
): Promise<ActOutcome> {
  // Before the post: the answer may come before this goes on.
  let seen = (await store.load(instance))?.version ?? 0;
  const mail = { id: `operator!${randomUUID()}`, instance, input: { type: 'operator', ...request } } as const;
  if ((await store.post(mail)) === 'unknown-instance')
    throw new SagaError('unknown-instance', `there is no instance \`${instance}\``);
  for (let waited = 0; ; waited += LOOK_MS) {
    const state = await store.load(instance);
    if (state !== undefined && state.version > seen) {
      const entries = (await store.journal(instance)).slice(seen, state.version);
      const first = entries.findIndex((entry) => isAnswer(entry, request));
      const answer = entries[first];
      if (answer?.type === 'operator-refused') return refuse(answer.reason);
      if (answer !== undefined) return { outcome: 'done', by: 'worker', entries: entries.slice(first), state };
      seen = state.version;
    }
    if (waited >= patienceMs) return { outcome: 'left' };
    await clock.sleep(LOOK_MS);
  }
}

function isAnswer(entry: JournalEntry, { who, why, act }: ActRequest): entry is OperatorActed | OperatorRefused {
  if (entry.type !== 'operator-acted' && entry.type !== 'operator-refused') return false;
  return entry.who === who && entry.why === why && entry.action === act.action;
}
