import { parseDuration } from './build/parse-duration.js';
import type { Catalog } from './catalog.js';
import type { NameRef } from './element.js';
import type { RetryPolicy } from './message.js';
import type { AwaitStep, DoStep, FailureHandler, SagaDef, Step } from './saga.js';

/** So many attempts are as good as no limit. */
const COUNTLESS = 10_000;

/**
 * The longest that the steps of a saga may take until they have all succeeded, in milliseconds: every attempt times out
 * but the last, every pause is waited for. Undefined where something has no limit or one that is known only at run time.
 */
export function longestRun(catalog: Catalog, saga: SagaDef): number | undefined {
  return longestOf(catalog, saga.steps);
}

/** The longest that all attempts of one command may take; jitter only shortens the pauses. */
export function longestAttempts(retry: RetryPolicy, timeoutMs: number): number | undefined {
  const { attempts, withinMs } = retry;
  if (attempts === 'unlimited' || attempts > COUNTLESS)
    return withinMs === undefined ? undefined : withinMs + timeoutMs;
  let total = attempts * timeoutMs;
  for (let attempt = 1; attempt < attempts; attempt++) {
    total += pauseAfter(retry, attempt);
    // No attempt begins later than this, so the last one ends at most one time limit behind it.
    if (withinMs !== undefined && total > withinMs + timeoutMs) return withinMs + timeoutMs;
  }
  return total;
}

/** The pause after the given attempt (counted from 1), before jitter, in milliseconds. */
export function pauseAfter(retry: RetryPolicy, attempt: number): number {
  const factor = { fixed: 1, linear: attempt, exponential: 2 ** (attempt - 1) }[retry.backoff];
  return Math.min(retry.delayMs * factor, retry.maxDelayMs);
}

function longestOf(catalog: Catalog, steps: readonly Step[]): number | undefined {
  return sum(steps.map((step) => longestStep(catalog, step)));
}

function longestStep(catalog: Catalog, step: Step): number | undefined {
  switch (step.kind) {
    case 'undo':
      return 0;
    case 'do':
      return withHandlers(catalog, step, sum([longestCall(catalog, step.command), longestCall(catalog, step.check)]));
    case 'await':
      return withHandlers(catalog, step, step.timeout?.ms);
    case 'wait':
      return parseDuration(step.for.text);
    case 'parallel':
      return longest(step.branches.map((branch) => longestOf(catalog, branch)));
    case 'forEach': {
      const round = longestOf(catalog, step.steps);
      const rounds = step.parallel ? 1 : /^\d+$/.test(step.items.text) ? Number(step.items.text) : undefined;
      return round === undefined || rounds === undefined ? undefined : round * rounds;
    }
  }
}

function longestCall(catalog: Catalog, ref: NameRef | undefined): number | undefined {
  if (ref === undefined) return 0;
  const command = catalog.commands.get(ref.name);
  return command?.timeout && longestAttempts(command.retry, command.timeout.ms);
}

/** What follows a failure comes on top, and where it leads back to the step, the step once more for every round. */
function withHandlers(catalog: Catalog, step: DoStep | AwaitStep, once: number | undefined): number | undefined {
  const after = step.onFailure.map((handler) => longestHandler(catalog, handler, once));
  return sum([once, longest(after)]);
}

function longestHandler(catalog: Catalog, handler: FailureHandler, once: number | undefined): number | undefined {
  const steps = longestOf(catalog, handler.steps);
  if (handler.then !== 'retry') return steps;
  const round = sum([steps, once]);
  return round === undefined ? undefined : round * (handler.rounds ?? 1);
}

function sum(times: readonly (number | undefined)[]): number | undefined {
  return times.reduce<number | undefined>((total, time) => add(total, time), 0);
}

function add(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a + b;
}

function longest(times: readonly (number | undefined)[]): number | undefined {
  return times.reduce<number | undefined>((most, time) => {
    return most === undefined || time === undefined ? undefined : Math.max(most, time);
  }, 0);
}
