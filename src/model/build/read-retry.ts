import { type Node, nodeAt } from '../../language/node.js';
import type { RetryPolicy } from '../message.js';
import { type BuildContext, durationAt } from './build-context.js';
import { compact } from './compact.js';
import { choiceAt, numberAt, textAt } from './read.js';

/** What holds where neither a command nor the catalog says anything: three attempts within a few seconds. */
export const BUILT_IN_RETRY: RetryPolicy = {
  attempts: 3,
  backoff: 'exponential',
  delayMs: 1_000,
  maxDelayMs: 60_000,
  jitter: 'full',
};

/** The policy under `retry` of `node`, key by key over `base`. */
export function retryAt(context: BuildContext, node: Node | undefined, base: RetryPolicy): RetryPolicy {
  const retry = nodeAt(node, 'retry');
  if (retry?.kind !== 'map') return base;
  const delayMs = durationAt(context, retry, 'delay')?.ms;
  const maxDelayMs = durationAt(context, retry, 'maxDelay')?.ms;
  return {
    ...base,
    ...compact({
      attempts: textAt(retry, 'attempts') === 'unlimited' ? ('unlimited' as const) : numberAt(retry, 'attempts'),
      backoff: choiceAt(retry, 'backoff', ['fixed', 'linear', 'exponential']),
      delayMs,
      maxDelayMs,
      jitter: choiceAt(retry, 'jitter', ['full', 'none']),
      withinMs: durationAt(context, retry, 'within')?.ms,
    }),
  };
}
