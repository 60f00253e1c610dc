import type { Owner } from '../../store.js';
import { type MemoryData, noteExpectation } from './data.js';

/** Ends every lease whose time is up at `now`, and frees what its owner held. */
export function endLeases(data: MemoryData, now: number): boolean {
  const ended = [...data.leases].filter(([, endsAt]) => endsAt <= now);
  for (const [owner] of ended) endLease(data, owner);
  return ended.length > 0;
}

/** When the first lease of another owner that holds anything ends. */
export function firstLeaseEnd(data: MemoryData, except: Owner): number | undefined {
  const others = [...data.leases].filter(([owner]) => owner !== except && holdsAnything(data, owner));
  return others.map(([, endsAt]) => endsAt).toSorted((a, b) => a - b)[0];
}

/** Ends a lease and frees what its owner held; the instances are due at once. */
export function endLease(data: MemoryData, owner: Owner): void {
  data.leases.delete(owner);
  for (const instance of data.instances.values()) {
    if (instance.owner !== owner) continue;
    instance.owner = undefined;
    instance.wakeAt = 0;
    noteExpectation(data, instance);
  }
  for (const row of data.notices.values()) if (row.owner === owner) row.owner = undefined;
}

function holdsAnything({ instances, notices }: MemoryData, owner: Owner): boolean {
  return [instances, notices].some((held) => [...held.values()].some((row) => row.owner === owner));
}
