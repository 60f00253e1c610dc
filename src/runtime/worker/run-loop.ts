import { isEnded } from '../saga/state.js';
import { assertAlive, FULL_HANDS, isQuiet, type WorkerCore } from './core.js';
import { deliverNotice } from './deliver-notice.js';
import { learnDefinitions, reportLeftAlone } from './known-definitions.js';
import { fault, isLeaseFresh, launch, renewLease } from './lease.js';
import { takeUp } from './take-up.js';
import type { RunOptions } from './types.js';

/** Instances, and notices, that are taken from the store at once. */
const BATCH = 500;
/** Pause where something is due that cannot be taken, or the store cannot be reached. */
export const PAUSE = 1_000;

/** The worker's one loop: looks into the store when something may be due there, and rests until then. */
export async function runLoop(core: WorkerCore, { untilIdle = false }: RunOptions): Promise<void> {
  const leftAlone = new Set<string>();
  let polledAt: number | undefined;
  core.awaitsQuiet = untilIdle;
  while (!core.stopping.signal.aborted) {
    try {
      if (untilPoll(core, polledAt) <= 0) {
        await lookAround(core, leftAlone);
        polledAt = core.clock.now();
      }
      await takeAll(core);
      if (untilIdle && isIdle(core)) return;
      await rest(core, polledAt, untilIdle);
    } catch (error) {
      assertAlive(core);
      fault(core, error);
      assertAlive(core);
      await core.clock.sleep(PAUSE, core.stopping.signal);
    }
  }
}

/** How long until the next look around. A clock that was set back says nothing, so it is time then. */
function untilPoll({ clock, settings: { pollMs } }: WorkerCore, polledAt: number | undefined): number {
  const now = clock.now();
  if (polledAt === undefined || now < polledAt) return 0;
  return pollMs === 0 ? Number.POSITIVE_INFINITY : polledAt + pollMs - now;
}

/** What others may have changed. */
async function lookAround(core: WorkerCore, leftAlone: Set<string>): Promise<void> {
  await renewLease(core);
  await learnDefinitions(core);
  await reportLeftAlone(core, leftAlone);
  lookForEnds(core);
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
  core.notices.isFull = core.notices.open >= FULL_HANDS;
  const notices = core.notices.isFull ? [] : await store.takeNotices(owner, BATCH);
  for (const notice of notices) deliverNotice(core, notice);
  core.isFull = places.waiting() >= FULL_HANDS;
  if (core.isFull) return false;
  const claims = await store.claim({ owner, definitions: [...plans.keys()], now: clock.now(), limit: BATCH });
  await Promise.all(claims.map((claim) => takeUp(core, claim, owner)));
  const isTaken = claims.some(({ state }) => !core.broken.has(state.instance));
  return (isTaken && claims.length === BATCH) || notices.length === BATCH;
}

/** Until it is time for the next look, or nothing is in hand any more where somebody waits for that. */
async function rest(core: WorkerCore, polledAt: number | undefined, untilIdle: boolean): Promise<void> {
  for (;;) {
    const delay = Math.min(core.lookAt - core.clock.now(), untilPoll(core, polledAt));
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

/** Instances that somebody here waits for may have been ended by another worker. They may be many: the loop goes on. */
function lookForEnds(core: WorkerCore): void {
  const { ends, held, store, stopping } = core;
  const awaited = ends.awaited().filter((instance) => !held.has(instance));
  if (core.looksForEnds || awaited.length === 0) return;
  core.looksForEnds = true;
  launch(core, async () => {
    try {
      for (const instance of awaited) {
        if (stopping.signal.aborted) return;
        const state = await store.load(instance);
        if (state !== undefined && isEnded(state)) ends.announce(state);
      }
    } finally {
      core.looksForEnds = false;
    }
  });
}
