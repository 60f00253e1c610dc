import type { AlertMessage, CommandMessage, EventMessage, OutgoingMessage } from '../saga/effects.js';
import { isEnded } from '../saga/state.js';
import type { StoredTimer } from '../store.js';
import { announceEnd, assertAlive, launch, pass, type WorkerCore } from './core.js';
import { deliverCommand } from './deliver-command.js';
import { deliverNotice } from './deliver-notice.js';
import { refreshDefinitions } from './known-definitions.js';
import { transact } from './transact.js';
import type { RunOptions } from './types.js';

const DEFAULT_CONCURRENCY = 100;
const DEFAULT_POLL = 1_000;
const TIMERS_PER_TURN = 100;

/** The worker's one loop: hands out what is to be sent, applies what is due, and sleeps until there is more. */
export async function runLoop(core: WorkerCore, options: RunOptions): Promise<void> {
  const leftAlone = new Set<string>();
  while (!core.stopping.signal.aborted) {
    await refreshDefinitions(core, leftAlone);
    await lookForEnds(core);
    const lookAgainAt = core.clock.now() + (core.options.pollMs ?? DEFAULT_POLL);
    while (!core.stopping.signal.aborted) {
      assertAlive(core);
      if (await takeTurn(core)) continue;
      const nextTimer = await core.store.nextTimerAt(hashes(core));
      if (options.untilIdle === true && isIdle(core, nextTimer)) return;
      await rest(core, nextTimer, lookAgainAt);
      if (core.options.pollMs !== 0 && core.clock.now() >= lookAgainAt) break;
    }
  }
}

/** Instances that somebody here waits for may have been ended by another worker. */
async function lookForEnds(core: WorkerCore): Promise<void> {
  for (const instance of [...core.waiters.keys()]) {
    const state = await core.store.load(instance);
    if (state !== undefined && isEnded(state)) announceEnd(core, state);
  }
}

function isIdle(core: WorkerCore, nextTimer: number | undefined): boolean {
  return nextTimer === undefined && core.inFlight.size === 0 && !core.bell.hasRung();
}

function hashes(core: WorkerCore): readonly string[] {
  return [...core.plans.keys()];
}

/** One look at the store; says whether there was something to do. */
async function takeTurn(core: WorkerCore): Promise<boolean> {
  const room = (core.options.concurrency ?? DEFAULT_CONCURRENCY) - core.calls;
  const messages = room > 0 ? await core.store.takeMessages(hashes(core), room) : [];
  for (const message of messages) send(core, message);
  const timers = await core.store.dueTimers(hashes(core), core.clock.now(), TIMERS_PER_TURN);
  for (const timer of timers) await fire(core, timer);
  return messages.length > 0 || timers.length > 0;
}

function send(core: WorkerCore, message: OutgoingMessage): void {
  if (message.kind === 'command') launch(core, () => counted(core, message));
  else launch(core, () => inOrder(core, message));
}

async function counted(core: WorkerCore, message: CommandMessage): Promise<void> {
  core.calls += 1;
  try {
    await deliverCommand(core, message);
  } finally {
    core.calls -= 1;
  }
}

/** Events go out one after the other, so that they keep their order; and so do alerts, without waiting for events. */
async function inOrder(core: WorkerCore, message: EventMessage | AlertMessage): Promise<void> {
  const own = core.notices[message.kind].then(() => deliverNotice(core, message));
  core.notices[message.kind] = own.catch(() => undefined);
  await own;
}

async function fire(core: WorkerCore, timer: StoredTimer): Promise<void> {
  pass(core, 'timer:before-fire', { instance: timer.instance });
  const now = core.clock.now();
  await transact(core, timer.instance, { type: 'timer', now, timer: timer.timer }, { timer });
}

async function rest(core: WorkerCore, nextTimer: number | undefined, lookAgainAt: number): Promise<void> {
  const polls = core.options.pollMs === 0 ? [] : [lookAgainAt];
  const wakeAt = Math.min(...polls, ...(nextTimer === undefined ? [] : [nextTimer]));
  const rung = new AbortController();
  const ring = core.bell.wait().then(() => rung.abort());
  const delay = wakeAt - core.clock.now();
  await (wakeAt === Number.POSITIVE_INFINITY ? ring : Promise.race([ring, core.clock.sleep(delay, rung.signal)]));
}
