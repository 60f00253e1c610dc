import { describeError, isSagaError } from '../errors.js';
import { assertAlive, die, lookBy, noteQuiet, pass, report, type WorkerCore } from './core.js';

/** Renewals a lease: two may fail before it ends. */
const RENEWALS = 3;

/** Whether this worker may still believe that what it holds is its own. */
export function isLeaseFresh({ lease, clock, settings }: WorkerCore): boolean {
  return lease !== undefined && clock.now() < lease.renewedAt + settings.leaseMs;
}

/** Prolongs the lease, or takes a new one and drops what the old one held. Asked for twice, it is one renewal. */
export function renewLease(core: WorkerCore): Promise<void> {
  core.renewing ??= renew(core).finally(() => {
    core.renewing = undefined;
  });
  return core.renewing;
}

/** Renews the lease while anything is in this worker's hands; with empty hands there is no need of one. */
export function keepLease(core: WorkerCore): void {
  if (core.keeper !== undefined || core.over.signal.aborted) return;
  const keeper = new AbortController();
  core.keeper = keeper;
  keepRenewing(core, keeper.signal)
    .catch((error: unknown) => fault(core, error))
    .finally(() => {
      if (core.keeper === keeper) core.keeper = undefined;
      if (!keeper.signal.aborted && !areHandsEmpty(core)) keepLease(core);
    });
}

async function keepRenewing(core: WorkerCore, signal: AbortSignal): Promise<void> {
  do {
    await core.clock.sleep(untilRenewal(core), signal);
    if (!signal.aborted && !areHandsEmpty(core)) await renewLease(core);
  } while (!signal.aborted && !areHandsEmpty(core));
}

/** The lease may be old by the time when something comes into this worker's hands. */
function untilRenewal({ lease, clock, settings }: WorkerCore): number {
  const pause = settings.leaseMs / RENEWALS;
  const age = lease === undefined ? 0 : clock.now() - lease.renewedAt;
  return Math.max(0, Math.min(pause, pause - age));
}

/** Runs work beside the loop; what it throws ends the worker, unless it is the store that cannot be reached. */
export function launch(core: WorkerCore, work: () => Promise<void>): void {
  core.errands += 1;
  work().then(done, (error: unknown) => {
    fault(core, error);
    done();
  });
  function done(): void {
    core.errands -= 1;
    noteQuiet(core);
  }
}

/** Deals with what went wrong in the worker itself. */
export function fault(core: WorkerCore, error: unknown): void {
  if (core.death === undefined && isSagaError(error, 'store-unreachable')) {
    report(core, { kind: 'store-unreachable', error: describeError(error) });
    abandonLease(core);
  } else die(core, error);
}

/**
 * Drops everything: what was asked of the store may have happened or not, so nothing in memory can be trusted. The
 * instances are freed before the worker takes a new lease.
 */
export function abandonLease(core: WorkerCore): void {
  core.abandoned = core.lease?.owner ?? core.abandoned;
  core.lease = undefined;
  dropAll(core);
  lookBy(core);
}

/** Leaves everything to others at once. */
export async function resignLease(core: WorkerCore): Promise<void> {
  await core.renewing;
  core.keeper?.abort();
  core.keeper = undefined;
  const owner = core.lease?.owner ?? core.abandoned;
  core.lease = undefined;
  core.abandoned = undefined;
  dropAll(core);
  if (owner === undefined) return;
  pass(core, 'lease:before-resign');
  try {
    await core.store.resign(owner);
  } catch (error) {
    if (!isSagaError(error, 'store-unreachable')) throw error;
    // The lease ends by itself, only later.
    report(core, { kind: 'store-unreachable', error: describeError(error) });
  }
}

async function renew(core: WorkerCore): Promise<void> {
  const { lease, store, clock, settings } = core;
  if (lease === undefined) return register(core);
  const now = clock.now();
  const kept = await store.renew(lease.owner, now, settings.leaseMs);
  assertAlive(core);
  // It may have been abandoned meanwhile.
  if (core.lease !== lease) return;
  if (kept) {
    lease.renewedAt = now;
    return pass(core, 'lease:after-renew');
  }
  const instances = dropAll(core);
  core.lease = undefined;
  if (instances > 0) report(core, { kind: 'lease-lost', instances });
  await register(core);
}

async function register(core: WorkerCore): Promise<void> {
  const { store, clock, settings, abandoned } = core;
  if (abandoned !== undefined) await store.resign(abandoned);
  core.abandoned = undefined;
  const now = clock.now();
  const owner = await store.register(now, settings.leaseMs);
  core.lease = { owner, renewedAt: now };
  pass(core, 'lease:after-register');
  lookBy(core);
}

/** Forgets what is in hand and says how many instances that were. */
function dropAll(core: WorkerCore): number {
  const count = core.held.size;
  for (const held of core.held.values()) held.standing = 'lost';
  core.held.clear();
  core.places.clear();
  for (const { queue } of [core.notices.event, core.notices.alert]) {
    core.notices.open -= queue.size();
    queue.clear();
  }
  return count;
}

function areHandsEmpty({ held, notices }: WorkerCore): boolean {
  return held.size === 0 && notices.open === 0;
}
