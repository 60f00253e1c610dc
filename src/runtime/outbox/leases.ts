import type { ShardLease } from './outbox-store.js';
import { SHARDS } from './shards.js';

/** Relays of the first version leased the whole outbox under this name; it is taken from them for ever by this token. */
export const FIRST_VERSION = { name: 'relay', closedBy: 'shards' } as const;

/** How long a relay that vanished is still told of, in milliseconds. */
export const KEPT_RELAY_MS = 3_600_000;

/**
 * What a database does for leases, each in one statement. A shard is a row with a token and an end: who changes it where the end
 * has come has it, and the row's lock lets one do so.
 */
export interface LeaseTables {
  /** False as long as a relay of the first version may be publishing; from then on none of them gets in. */
  closeFirstVersion(): Promise<boolean>;
  /** Notes that the relay is there until then, and gives how many are, and how many of them come before it by token. */
  announce(token: string, leaseMs: number): Promise<{ readonly relays: number; readonly before: number }>;
  /** Prolongs the relay's shards that no other has taken, and gives them. */
  prolong(token: string, leaseMs: number): Promise<readonly number[]>;
  /** Takes at most so many shards whose lease has ended, and gives them. */
  claim(token: string, leaseMs: number, limit: number): Promise<readonly number[]>;
}

/** Gives a relay its share of the shards: it keeps what it has, and takes what is free up to its share. */
export async function leaseShards(tables: LeaseTables, token: string, leaseMs: number): Promise<ShardLease> {
  if (!(await tables.closeFirstVersion())) return { shards: [], fairShare: 0 };
  const { relays, before } = await tables.announce(token, leaseMs);
  const fairShare = Math.floor(SHARDS / relays) + (before < SHARDS % relays ? 1 : 0);
  const kept = await tables.prolong(token, leaseMs);
  const missing = fairShare - kept.length;
  const claimed = missing > 0 ? await tables.claim(token, leaseMs, missing) : [];
  return { shards: [...kept, ...claimed].sort((a, b) => a - b), fairShare };
}
