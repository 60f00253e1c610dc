import type { OutboxStatus } from './outbox-store.js';

/** What both databases count in one row. */
export interface StatusRow extends Omit<OutboxStatus, 'oldestAgeMs'> {
  readonly oldestAgeMs: number | null;
}

/** The status that such a row tells. */
export function statusOf([row]: readonly StatusRow[]): OutboxStatus {
  const { oldestAgeMs = null, ...counts } = row ?? { waiting: 0, retrying: 0, parked: 0 };
  return { ...counts, ...(oldestAgeMs !== null && { oldestAgeMs }) };
}
