import { setTimeout as sleep } from 'node:timers/promises';
import type { JournalEntry } from '../../saga/journal.js';
import type { Claim, Owner, SagaStore } from '../../store.js';
import { creation, HASH, mailFor, START, stateOf, tinySaga } from './builders.js';

/** Transitions that every instance makes. */
export const LAST_VERSION = 12;

/** Works on the same instances as others do at the same time, until all of them have made their transitions. */
export async function race(store: SagaStore, names: readonly string[]): Promise<void> {
  await store.saveDefinition(HASH, tinySaga);
  await Promise.all(
    names.map((name) => store.commit(creation(stateOf(name), { wakeAt: 0, consumed: { inbox: `start ${name}` } }))),
  );
  let owner = await store.register(START, 1_000);
  for (let round = 1; !(await isOver(store, names)); round++) {
    const claims = await store.claim({ owner, definitions: [HASH], now: START, limit: 5 });
    await Promise.all(claims.map((claim) => advance(store, owner, claim)));
    // Lets go of everything now and then, with commits of its own under way.
    if (round % 4 === 0) [, owner] = await Promise.all([store.resign(owner), store.register(START, 1_000)]);
    if (claims.length === 0) await sleep(1);
  }
  await store.resign(owner);
}

async function isOver(store: SagaStore, names: readonly string[]): Promise<boolean> {
  const states = await store.list({ status: 'completed' });
  return states.length === names.length;
}

async function advance(store: SagaStore, owner: Owner, { state, mail }: Claim): Promise<void> {
  const { instance, version } = state;
  if (version === LAST_VERSION) return;
  const [letter] = mail;
  const data = { version, owner, mail: letter?.id ?? null };
  const entry: JournalEntry = { type: 'event-received', at: START, event: 'Moved', data, use: 'noted' };
  const status = version + 1 === LAST_VERSION ? 'completed' : 'running';
  const keeps = version % 3 === 0 && status === 'running';
  // Every post but the first is a duplicate, whoever claimed it before.
  await store.post(mailFor(instance, `${instance} ${version}`));
  await store.commit({
    instance,
    expectedVersion: version,
    owner,
    ...(keeps && { nextOwner: owner }),
    ...(status === 'running' && { wakeAt: version % 2 === 0 ? 0 : START - version }),
    entries: [entry],
    state: { ...state, version: version + 1, status },
    notices: [],
    consumed: letter === undefined ? {} : { mail: letter.id },
  });
}
