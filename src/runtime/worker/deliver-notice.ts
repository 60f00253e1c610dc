import { describeError } from '../errors.js';
import type { AlertMessage, EventMessage } from '../saga/effects.js';
import { pass, type WorkerCore } from './core.js';

const FIRST_DELAY = 1_000;
const LONGEST_DELAY = 60_000;

/** Publishes an event or raises an alert until the hook takes it, then forgets it. */
export async function deliverNotice(core: WorkerCore, message: EventMessage | AlertMessage): Promise<void> {
  const name = message.kind === 'event' ? 'publish' : 'alert';
  let delay = FIRST_DELAY;
  pass(core, `${name}:before`, { instance: message.instance });
  while (!(await offer(core, message))) {
    await core.clock.sleep(delay, core.stopping.signal);
    if (core.stopping.signal.aborted) return;
    delay = Math.min(2 * delay, LONGEST_DELAY);
  }
  pass(core, `${name}:after`, { instance: message.instance });
  await core.store.removeMessages([message.id]);
}

async function offer(core: WorkerCore, message: EventMessage | AlertMessage): Promise<boolean> {
  try {
    if (message.kind === 'event') await core.options.onEvent?.(message);
    else await core.options.onAlert?.(message);
    return true;
  } catch (error) {
    const hook = message.kind === 'event' ? 'onEvent' : 'onAlert';
    core.options.onProblem?.({ kind: 'hook-failed', hook, id: message.id, error: describeError(error) });
    return false;
  }
}
