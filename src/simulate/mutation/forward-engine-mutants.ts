import { callSite, siteOfKey } from '../../runtime/saga/sites.js';
import {
  type EngineMutant,
  type EntryOf,
  instead,
  losing,
  mishearing,
  misreading,
  withCalls,
  withSteps,
  writing,
} from './engine-mutant.js';

/** Engines that go wrong on the way forward. */
export const forwardEngineMutants: readonly EngineMutant[] = [
  mishearing('takes a failure for a success', (input, { plan, before }) => {
    if (input.type !== 'reply' || before === undefined) return input;
    const site = siteOfKey(plan, before, input.key);
    const isRefusal = site?.direction === 'do' && site.call.failure.some(({ event }) => event === input.event);
    return isRefusal ? { ...input, event: site.call.success[0] ?? input.event } : input;
  }),
  mishearing('takes the no of a check for a yes', (input, { plan, before }) => {
    if (input.type !== 'reply' || before === undefined) return input;
    const site = siteOfKey(plan, before, input.key);
    return site?.direction === 'check' ? { ...input, event: site.call.success[0] ?? input.event } : input;
  }),
  mishearing('takes the yes of a check for a no', (input, { plan, before }) => {
    if (input.type !== 'reply' || before === undefined) return input;
    const site = siteOfKey(plan, before, input.key);
    return site?.direction === 'check' ? { ...input, event: site.call.failure[0]?.event ?? input.event } : input;
  }),
  misreading('tries more often than it may', (definition) => withAttempts(definition, (attempts) => attempts + 2)),
  misreading('gives up after one attempt', (definition) => withAttempts(definition, () => 1)),
  misreading('gives up at a failure that is worth another attempt', (definition) => withRetryable(definition, false)),
  misreading('tries again what was refused', (definition) => withRetryable(definition, true)),
  writing('takes a new key for another attempt', (entries) =>
    entries.map((entry) =>
      entry.type === 'command-sent' && entry.attempt > 1 ? { ...entry, key: `${entry.key}-${entry.attempt}` } : entry,
    ),
  ),
  instead('does a step twice', 'step-succeeded', (entry, { plan }) =>
    entry.direction === 'do' && entry.attempt === 1 ? [entry, sentAgain(entry, plan)] : undefined,
  ),
  misreading('skips a step', (definition) => ({
    ...definition,
    steps: definition.steps.filter(({ kind }, index) => index === 0 || kind !== 'do'),
  })),
  misreading('skips a step in a group', (definition) =>
    withSteps(definition, (step) =>
      step.kind === 'parallel' ? { ...step, branches: step.branches.map((branch) => branch.slice(0, 1)) } : step,
    ),
  ),
  misreading('asks no guard', (definition) =>
    withSteps(definition, (step) => {
      if (!('when' in step)) return step;
      const { when: _when, ...rest } = step;
      return rest;
    }),
  ),
  misreading('lets an optional failure unwind', (definition) =>
    withSteps(definition, (step) => ('optional' in step ? { ...step, optional: false } : step)),
  ),
  misreading('forgets how failures are dealt with', (definition) =>
    withSteps(definition, (step) => ('onFailure' in step ? { ...step, onFailure: [] } : step)),
  ),
  misreading('deals with a failure once too often', (definition) =>
    withSteps(definition, (step) =>
      'onFailure' in step
        ? { ...step, onFailure: step.onFailure.map((known) => ({ ...known, rounds: (known.rounds ?? 1) + 1 })) }
        : step,
    ),
  ),
  writing('does not hear what it waits for', (entries) => {
    const [first] = entries;
    if (first?.type !== 'event-received' || first.use !== 'noted') return entries;
    return entries.some(({ type }) => type === 'await-succeeded') ? [{ ...first, use: 'ignored' }] : entries;
  }),
  writing('does not keep what comes early', (entries) =>
    entries.map((entry) =>
      entry.type === 'event-received' && entry.use === 'kept' ? { ...entry, use: 'ignored' } : entry,
    ),
  ),
  losing('loses the time limit of a wait for an event', (decision) => withoutTimers(decision, 'await')),
  losing('loses the end of a pause', (decision) => withoutTimers(decision, 'wait')),
  losing('loses the deadline', (decision) => withoutTimers(decision, 'deadline')),
  losing('loses a command on its way', (decision) => ({
    ...decision,
    messages: decision.messages.filter(({ kind }) => kind !== 'command'),
  })),
];

type Definition = Parameters<typeof withCalls>[0];
type Decided = Parameters<Parameters<typeof losing>[1]>[0];

function withAttempts(definition: Definition, change: (attempts: number) => number): Definition {
  return withCalls(definition, (call) => {
    const { attempts } = call.retry;
    return { ...call, retry: { ...call.retry, attempts: attempts === 'unlimited' ? attempts : change(attempts) } };
  });
}

function withRetryable(definition: Definition, retryable: boolean): Definition {
  return withCalls(definition, (call) => ({
    ...call,
    failure: call.failure.map((failure) => ({ ...failure, retryable })),
  }));
}

/** The next attempt of what has just been answered. */
export function sentAgain(
  { at, step, direction, attempt, key }: EntryOf<'step-succeeded'>,
  plan: Parameters<typeof callSite>[0],
): EntryOf<'command-sent'> {
  const { command = '', service = '' } = callSite(plan, step, direction)?.call ?? {};
  return { type: 'command-sent', at, step, direction, attempt: attempt + 1, key, command, service, input: {} };
}

function withoutTimers(decision: Decided, kind: string): Decided {
  const timers = Object.entries(decision.state.timers).filter(([, { timer }]) => timer.kind !== kind);
  return { ...decision, state: { ...decision.state, timers: Object.fromEntries(timers) } };
}
