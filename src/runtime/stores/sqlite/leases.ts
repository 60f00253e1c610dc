import type { Owner } from '../../store.js';
import { isCertainlyDead, type ProcessIdentity } from './process-identity.js';
import type { Statements } from './statements.js';

/** Gives a lease to a new owner, who lives in this process. */
export function addLease(statements: Statements, own: ProcessIdentity, now: number, leaseMs: number): Owner {
  endLeases(statements, own, now);
  return Number(statements.addLease.run(now + leaseMs, own.place, own.pid, own.started).lastInsertRowid);
}

/** Prolongs a lease that still lasts. */
export function renewLease(
  statements: Statements,
  own: ProcessIdentity,
  lease: { readonly owner: Owner; readonly now: number; readonly leaseMs: number },
): boolean {
  endLeases(statements, own, lease.now);
  return statements.renewLease.run(lease.now + lease.leaseMs, lease.owner).changes > 0;
}

/** Ends a lease and frees what its owner held; the instances are due at once. */
export function endLease(statements: Statements, owner: Owner): void {
  if (statements.removeLease.run(owner).changes === 0) return;
  statements.freeInstances.run(owner);
  statements.freeNotices.run(owner);
}

/** A process that has crashed does not keep its instances until its time is up. */
function endLeases(statements: Statements, own: ProcessIdentity, now: number): void {
  for (const lease of statements.leases.all()) {
    if (lease.endsAt <= now || isCertainlyDead(lease, own)) endLease(statements, lease.owner);
  }
}
