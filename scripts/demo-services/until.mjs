import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_EVERY = 100;

/** Resolves when it is so. An error counts as not yet; the last one is told where the time is up. */
export async function until(what, isSo, timeoutMs = 60_000, signal = undefined) {
  const end = Date.now() + timeoutMs;
  for (let trouble; ; await sleep(LOOK_EVERY)) {
    signal?.throwIfAborted();
    try {
      if (await isSo()) return;
      trouble = undefined;
    } catch (error) {
      trouble = error;
    }
    if (Date.now() < end) continue;
    throw new Error(`${what}: not after ${timeoutMs / 1_000} s${trouble === undefined ? '' : `; ${trouble.message}`}`);
  }
}
