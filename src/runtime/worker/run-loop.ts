import { isEnded } from '../saga/state.js';
import { assertAlive, FULL_HANDS, isQuiet, type WorkerCore } from './core.js';
import { deliverNotice } from './deliver-notice.js';
import { refreshDefinitions } from './known-definitions.js';
import { fault, isLeaseFresh, renewLease } from './lease.js';
import { takeUp } from './take-up.js';
import type { RunOptions } from './types.js';

/** Instances, and notices, that are taken from the store at once. */
const BATCH = 500;
/** Pause where something is due that cannot be taken, or the store cannot be reached. */
const PAUSE = 1_000;

/** The worker's one loop: looks into the store when something may be due there, and rests until then. */
export async function runLoop(core: WorkerCore, { untilIdle = false }: RunOptions): Promise<void> {
  const leftAlone = new Set<string>();
  let pollAt = 0;
  core.awaitsQuiet = untilIdle;
  while (!core.stopping.signal.aborted) {
    try {
      if (core.clock.now() >= pollAt) {
        await lookAround(core, leftAlone);
        pollAt = core.settings.pollMs === 0 ? Number.POSITIVE_INFINITY : core.clock.now() + core.settings.pollMs;
      }
      await takeAll(core);
      if (untilIdle && isIdle(core)) return;
      await rest(core, pollAt, untilIdle);
    } catch (error) {
      assertAlive(core);
      fault(core, error);
      assertAlive(core);
      await core.clock.sleep(PAUSE, core.stopping.signal);
    }
  }
}

/** What others may have changed. */
async function lookAround(core: WorkerCore, leftAlone: Set<string>): Promise<void> {
  await renewLease(core);
  await refreshDefinitions(core, leftAlone);
  await lookForEnds(core);
}

/** Takes all that there is to take now, and notes when there will be more. */
async function takeAll(core: WorkerCore): Promise<void> {
  if (!isLeaseFresh(core)) await renewLease(core);
  await takeBatches(core);
  const next = await nextWakeAt(core);
  const now = core.clock.now();
  if (next > now) {
    core.lookAt = Math.min(core.lookAt, next);
    return;
  }
  // Somebody's lease ends now: a renewal frees what they held.
  await renewLease(core);
  await takeBatches(core);
  const later = await nextWakeAt(core);
  core.lookAt = Math.min(core.lookAt, later > now ? later : now + PAUSE);
}

async function takeBatches(core: WorkerCore): Promise<void> {
  while (!core.stopping.signal.aborted && (await takeBatch(core)));
}

/** Claims what is due and waits until it is in hand; says whether there may be more. */
async function takeBatch(core: WorkerCore): Promise<boolean> {
  const { store, lease, plans, clock, places } = core;
  core.lookAt = Number.POSITIVE_INFINITY;
  if (lease === undefined) return false;
  const { owner } = lease;
  const notices = await store.takeNotices(owner, BATCH);
  for (const notice of notices) deliverNotice(core, notice);
  core.isFull = places.waiting() >= FULL_HANDS;
  if (core.isFull) return false;
  const claims = await store.claim({ owner, definitions: [...plans.keys()], now: clock.now(), limit: BATCH });
  await Promise.all(claims.map((claim) => takeUp(core, claim, owner)));
  return claims.length === BATCH || notices.length === BATCH;
}

/** Until it is time for the next look, or nothing is in hand any more where somebody waits for that. */
async function rest(core: WorkerCore, pollAt: number, untilIdle: boolean): Promise<void> {
  for (;;) {
    const until = Math.min(core.lookAt, pollAt);
    const delay = until - core.clock.now();
    if (delay <= 0 || core.stopping.signal.aborted) return;
    await nap(core, delay);
    assertAlive(core);
    if (untilIdle && isQuiet(core)) return;
  }
}

/** Sleeps for so long, or until the bell rings. */
async function nap({ bell, clock }: WorkerCore, delay: number): Promise<void> {
  const awake = new AbortController();
  const ring = bell.rung().then(() => awake.abort());
  await (delay === Number.POSITIVE_INFINITY ? ring : Promise.race([ring, clock.sleep(delay, awake.signal)]));
  bell.silence();
}

function isIdle(core: WorkerCore): boolean {
  return isQuiet(core) && core.held.size === 0 && core.lookAt === Number.POSITIVE_INFINITY;
}

/** When there will be more to take, as far as is known now. */
async function nextWakeAt({ store, lease, plans, settings, awaitsQuiet }: WorkerCore): Promise<number> {
  if (lease === undefined) return Number.POSITIVE_INFINITY;
  const { owner } = lease;
  const next = await store.nextWakeAt({ owner, definitions: [...plans.keys()] });
  // Who looks regularly renews its lease then, which frees what vanished workers held.
  const free = settings.pollMs === 0 || awaitsQuiet ? await store.leaseEnd(owner) : undefined;
  return Math.min(next ?? Number.POSITIVE_INFINITY, free ?? Number.POSITIVE_INFINITY);
}

/** Instances that somebody here waits for may have been ended by another worker. */
async function lookForEnds({ ends, held, store }: WorkerCore): Promise<void> {
  for (const instance of ends.awaited()) {
    if (held.has(instance)) continue;
    const state = await store.load(instance);
    if (state !== undefined && isEnded(state)) ends.announce(state);
  }
}
