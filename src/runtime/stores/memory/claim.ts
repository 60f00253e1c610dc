import { nextTimerOf } from '../../saga/state.js';
import type { Claim, ClaimRequest } from '../../store.js';
import { type MemoryData, type MemoryInstance, noteExpectation } from './data.js';

type Asker = Omit<ClaimRequest, 'now' | 'limit'>;

/** Hands out what is due or has mail, and notes the claimer as its owner. */
export function claimInstances(data: MemoryData, request: ClaimRequest): readonly Claim[] {
  if (!data.leases.has(request.owner)) return [];
  const { now } = request;
  const due = within(data, request)
    .filter(({ wakeAt = Infinity, mail }) => wakeAt <= now || mail.length > 0)
    .toSorted((a, b) => dueAt(a, now) - dueAt(b, now))
    .slice(0, request.limit);
  for (const instance of due) take(data, instance, request);
  return due.map(({ state, mail }) => ({ state, mail }));
}

/** When the next instance is due that the asker may claim. */
export function nextWakeAt(data: MemoryData, asker: Asker): number | undefined {
  const times = within(data, asker).flatMap(({ wakeAt }) => wakeAt ?? []);
  return times.length === 0 ? undefined : times.reduce((a, b) => Math.min(a, b));
}

function within({ expectant }: MemoryData, { owner, definitions }: Asker): readonly MemoryInstance[] {
  return [...expectant].filter(
    (instance) =>
      (instance.owner === undefined || instance.owner === owner) && definitions.includes(instance.state.definition),
  );
}

/** Mail is due now. */
function dueAt({ wakeAt = Infinity }: MemoryInstance, now: number): number {
  return Math.min(wakeAt, now);
}

function take(data: MemoryData, instance: MemoryInstance, { owner }: ClaimRequest): void {
  instance.owner = owner;
  if (instance.wakeAt === 0) instance.wakeAt = nextTimerOf(instance.state);
  noteExpectation(data, instance);
}
