import type { OutboxStore, WaitingRow } from '../outbox-store.js';
import { ALL_SHARDS } from '../shards.js';

/** Everything that may be published now, in the order of adding. */
export async function takeAll(store: OutboxStore): Promise<readonly WaitingRow[]> {
  const rows = await store.take({ shards: ALL_SHARDS, each: 1_000, except: [] });
  return [...rows].sort((a, b) => a.seq - b.seq);
}
