import { setTimeout as sleep } from 'node:timers/promises';
import { nextTimerOf, type SagaState } from '../saga/state.js';
import { isBusy } from '../saga/undelivered.js';
import type { Site, Unfinished } from './site.js';
import { timelineText } from './timeline-text.js';

const LOOK_EVERY = 300;
const SHOWN = 3;

/**
 * Waits until nothing moves any more: what has not ended waits for an event, and nothing is left to deliver. Rejects with
 * the timelines of some that still move when the time is up.
 */
export async function waitForQuiet(site: Site, withinMs: number): Promise<void> {
  const until = Date.now() + withinMs;
  for (;;) {
    const unfinished = await site.unfinished();
    if (isQuiet(unfinished)) return;
    if (Date.now() > until) throw new Error(await describeUnrest(site, unfinished, withinMs));
    await sleep(LOOK_EVERY);
  }
}

function isQuiet({ states, notices, mail }: Unfinished): boolean {
  return notices === 0 && mail === 0 && !states.some(isMoving);
}

function isMoving(state: SagaState): boolean {
  return isBusy(state) || nextTimerOf(state) !== undefined;
}

async function describeUnrest(site: Site, { states, notices, mail }: Unfinished, withinMs: number): Promise<string> {
  const moving = states.filter(isMoving).map(({ instance }) => instance);
  const { instances } = await site.read();
  const shown = instances.filter(({ id }) => moving.includes(id)).slice(0, SHOWN);
  const left = `${moving.length} instances still move, ${notices} notices and ${mail} letters lie there`;
  return [`${site.name} is not quiet after ${withinMs} ms: ${left}`, ...shown.map(timelineText)].join('\n\n');
}
