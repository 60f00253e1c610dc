import type { CallDefinition } from '../../../runtime/saga/definition.js';
import type { JournalEntry } from '../../../runtime/saga/journal.js';
import { nameOfPath } from '../../../runtime/saga/paths.js';
import { callSite } from '../../../runtime/saga/sites.js';
import { type Cause, callOf } from '../../../runtime/saga/state.js';
import { type SagaInvariant, type SagaStep, written } from './saga-invariant.js';

/** Silence is asked again. */
export const givesUpTooEarly: SagaInvariant = {
  id: 'gives-up-too-early',
  about: 'sagas',
  severity: 'error',
  since: '0.1.0',
  summary:
    'A command is given up for silence, or for a failure that is worth another attempt, only when all attempts are used up, or the saga stops.',
  why: `
A network that drops one message in a thousand must not cancel one order in a thousand: that is what attempts are for.
`,
  on: ['step-failed'],
  check(step) {
    const { setting, after } = step;
    return written(step, 'step-failed').flatMap((entry) => {
      const { direction, cause, step: path } = entry;
      const call = callSite(setting.plan, path, direction)?.call;
      if (call === undefined || call.retry.withinMs !== undefined || !isWorthMore(call, cause)) return [];
      const { retry } = call;
      if (direction !== 'undo' && isStopping(step, entry)) return [];
      const attempt = callOf(after.saga, path, direction)?.attempt ?? 0;
      const isUsedUp = retry.attempts !== 'unlimited' && attempt >= retry.attempts;
      const wasChecked = callOf(after.saga, path, 'check') !== undefined;
      const name = nameOfPath(path);
      return isUsedUp || wasChecked
        ? []
        : [{ about: name, message: `\`${name}\` is given up after ${attempt} of ${retry.attempts} attempts.` }];
    });
  },
};

function isWorthMore({ failure }: CallDefinition, cause: Cause): boolean {
  if (cause.kind === 'failure') return failure.some(({ event, retryable }) => event === cause.event && retryable);
  return cause.kind === 'timeout';
}

/** Something else has gone wrong before: then nothing forward is tried again. */
function isStopping({ before, after }: SagaStep, entry: JournalEntry): boolean {
  if (before.saga.cause !== undefined || before.saga.status !== 'running') return true;
  const { entries } = after.last;
  return entries.slice(0, entries.indexOf(entry)).some(({ type }) => STOPS.has(type));
}

const STOPS: ReadonlySet<JournalEntry['type']> = new Set(['step-failed', 'unwinding-started', 'deadline-passed']);
