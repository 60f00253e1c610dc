import type { CommitResult, Transition } from '../../store.js';
import { type MemoryData, type MemoryInstance, nameKey, noteExpectation } from './data.js';

/** Writes a transition, or says why not. */
export function applyTransition(data: MemoryData, transition: Transition): CommitResult {
  const { inbox } = transition.consumed;
  if (inbox !== undefined && data.inbox.has(inbox)) return 'duplicate';
  if (!fits(data, transition)) return 'conflict';
  // A copy, so that nobody can change what is written.
  const copy = structuredClone(transition);
  const instance = data.instances.get(copy.instance) ?? createInstance(data, copy);
  writeInstance(instance, copy);
  noteExpectation(data, instance);
  if (inbox !== undefined) data.inbox.set(inbox, copy.instance);
  const owner = copy.expectedVersion === 0 ? copy.nextOwner : copy.owner;
  for (const notice of copy.notices) data.notices.set(notice.id, { notice, owner });
  return 'committed';
}

function fits(data: MemoryData, { instance, expectedVersion, owner, nextOwner }: Transition): boolean {
  const known = data.instances.get(instance);
  if ((known?.state.version ?? 0) !== expectedVersion) return false;
  if (known !== undefined && known.owner !== owner) return false;
  return nextOwner === undefined || data.leases.has(nextOwner);
}

function createInstance(data: MemoryData, { instance, state }: Transition): MemoryInstance {
  const created: MemoryInstance = { state, journal: [], owner: undefined, wakeAt: undefined, mail: [] };
  data.instances.set(instance, created);
  noteNames(data, created);
  return created;
}

function noteNames({ instances, runs, ids }: MemoryData, { state }: MemoryInstance): void {
  const key = nameKey(state.saga, state.correlation);
  const before = instances.get(runs.get(key) ?? '');
  if (before === undefined || before.state.run < state.run) runs.set(key, state.instance);
  for (const id of new Set(Object.values(state.ids))) {
    const idKey = nameKey(state.saga, id);
    ids.set(idKey, [...(ids.get(idKey) ?? []), state.instance]);
  }
}

function writeInstance(instance: MemoryInstance, { state, nextOwner, wakeAt, entries, consumed }: Transition): void {
  instance.state = state;
  instance.owner = nextOwner;
  instance.wakeAt = wakeAt;
  instance.journal.push(...entries);
  if (consumed.mail !== undefined) instance.mail = instance.mail.filter(({ id }) => id !== consumed.mail);
}
