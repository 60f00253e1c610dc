import { compact } from '../../model/build/compact.js';
import { printDuration } from '../../model/build/parse-duration.js';
import type { Catalog, CommandDef, NameRef, RetryPolicy } from '../../model/index.js';
import type { Change } from '../change.js';
import { type ChangePlace, changeAt } from '../change-at.js';
import type { OutcomeRole, RetryPart } from '../change-facts.js';
import { ownerOf, placeOf, settingsPlace } from './definition-place.js';

interface States {
  readonly old: Catalog;
  readonly new: Catalog;
}

/** What differs in what the catalog says for all commands. */
export function diffCommandDefaults(changes: Change[], old: Catalog, next: Catalog): void {
  if (old.commands.size === 0 || next.commands.size === 0) return;
  const [before, after] = [old.settings.commandDefaults, next.settings.commandDefaults];
  if (before.timeout?.ms !== after.timeout?.ms) {
    const place = settingsPlace(old, next, 'defaults', 'command', 'timeout');
    changes.push(changeAt('command-timeout-changed', place, compact({ from: before.timeout, to: after.timeout })));
  }
  for (const part of changedParts(before.retry, after.retry)) {
    const place = settingsPlace(old, next, 'defaults', 'command', 'retry', part);
    changes.push(changeAt('command-retry-changed', place, retryFacts(part, before.retry, after.retry)));
  }
}

/** What differs between two commands that count as one, beside what all messages have. */
export function diffCommands(changes: Change[], states: States, old: CommandDef, next: CommandDef): void {
  const pair = { old, new: next };
  if (old.handler?.name !== next.handler?.name) {
    const spans = { old: old.handler?.span ?? old.nameSpan, new: next.handler?.span ?? next.nameSpan };
    const names = compact({ from: old.handler?.name, to: next.handler?.name });
    changes.push(changeAt('handler-changed', { owner: ownerOf(next), at: 'handler', ...spans }, names));
  }
  diffOutcomes(changes, old, next);
  if (old.effect !== next.effect) {
    changes.push(changeAt('command-effect-changed', placeOf(pair, 'effect'), { from: old.effect, to: next.effect }));
  }
  diffTimeout(changes, states, old, next);
  diffRetry(changes, states, old, next);
}

/** Of a limit that both states take from the catalog's defaults, the change is one of the catalog. */
function diffTimeout(changes: Change[], states: States, old: CommandDef, next: CommandDef): void {
  const [from, to] = [old.timeout, next.timeout];
  if (from?.ms === to?.ms) return;
  const [before, after] = [states.old.settings.commandDefaults.timeout, states.new.settings.commandDefaults.timeout];
  if (from?.ms === before?.ms && to?.ms === after?.ms) return;
  const place = {
    owner: ownerOf(next),
    at: 'timeout',
    old: from?.span ?? old.nameSpan,
    new: to?.span ?? next.nameSpan,
  };
  changes.push(changeAt('command-timeout-changed', place, compact({ from, to })));
}

function diffRetry(changes: Change[], states: States, old: CommandDef, next: CommandDef): void {
  if (old.retry === next.retry) return;
  const [before, after] = [states.old.settings.commandDefaults.retry, states.new.settings.commandDefaults.retry];
  for (const part of changedParts(old.retry, next.retry)) {
    const isDefault =
      partText(old.retry, part) === partText(before, part) && partText(next.retry, part) === partText(after, part);
    if (isDefault) continue;
    const place = placeOf({ old, new: next }, 'retry', part);
    changes.push(changeAt('command-retry-changed', place, retryFacts(part, old.retry, next.retry)));
  }
}

const RETRY_PARTS: readonly RetryPart[] = ['attempts', 'backoff', 'delay', 'maxDelay', 'within', 'jitter'];

function changedParts(from: RetryPolicy, to: RetryPolicy): readonly RetryPart[] {
  return from === to ? [] : RETRY_PARTS.filter((part) => partText(from, part) !== partText(to, part));
}

function partText(retry: RetryPolicy, part: RetryPart): string | undefined {
  switch (part) {
    case 'attempts':
      return String(retry.attempts);
    case 'backoff':
      return retry.backoff;
    case 'delay':
      return printDuration(retry.delayMs);
    case 'maxDelay':
      return printDuration(retry.maxDelayMs);
    case 'within':
      return retry.withinMs === undefined ? undefined : printDuration(retry.withinMs);
    case 'jitter':
      return retry.jitter;
  }
}

function retryFacts(what: RetryPart, old: RetryPolicy, next: RetryPolicy) {
  const [from, to] = [sizeOf(old, what), sizeOf(next, what)];
  const effect = from === to ? 'other' : from < to ? 'more' : 'less';
  return { what, effect, ...compact({ from: partText(old, what), to: partText(next, what) }) } as const;
}

/** How much trying there is; what only spreads attempts has no size. */
function sizeOf(retry: RetryPolicy, part: RetryPart): number {
  switch (part) {
    case 'attempts':
      return retry.attempts === 'unlimited' ? Number.POSITIVE_INFINITY : retry.attempts;
    case 'backoff':
      return ['fixed', 'linear', 'exponential'].indexOf(retry.backoff);
    case 'delay':
      return retry.delayMs;
    case 'maxDelay':
      return retry.maxDelayMs;
    case 'within':
      return retry.withinMs ?? Number.POSITIVE_INFINITY;
    case 'jitter':
      return 0;
  }
}

interface Outcome {
  readonly role: OutcomeRole;
  readonly ref: NameRef;
}

function diffOutcomes(changes: Change[], old: CommandDef, next: CommandDef): void {
  if (haveSameNames(old.success, next.success) && haveSameNames(old.failure, next.failure)) return;
  const owner = ownerOf(next);
  const [before, after] = [outcomesOf(old), outcomesOf(next)];
  for (const [event, { role, ref }] of before) {
    const same = after.get(event);
    if (same?.role === role) continue;
    const place: ChangePlace = { owner, at: `${role}.${event}`, old: ref.span, new: same?.ref.span };
    changes.push(
      same
        ? changeAt('outcome-role-changed', place, { event, from: role, to: same.role })
        : changeAt('outcome-removed', place, { outcome: role, event }),
    );
  }
  for (const [event, { role, ref }] of after) {
    if (before.has(event)) continue;
    changes.push(changeAt('outcome-added', { owner, at: `${role}.${event}`, new: ref.span }, { outcome: role, event }));
  }
}

function haveSameNames(old: readonly NameRef[], next: readonly NameRef[]): boolean {
  return old.length === next.length && old.every(({ name }, index) => next[index]?.name === name);
}

function outcomesOf({ success, failure }: CommandDef): ReadonlyMap<string, Outcome> {
  const found = new Map<string, Outcome>();
  for (const ref of failure) found.set(ref.name, { role: 'failure', ref });
  for (const ref of success) found.set(ref.name, { role: 'success', ref });
  return found;
}
