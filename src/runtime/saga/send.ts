import { describeError } from '../errors.js';
import type { JsonObject } from '../json.js';
import type { GuardDefinition } from './definition.js';
import { type Draft, record, viewFrom } from './draft.js';
import { holds } from './guard.js';
import { mapFields } from './mapping.js';
import { idempotencyKey } from './names.js';
import type { CallSite } from './sites.js';
import { callOf } from './state.js';

/** Begins a series of attempts, or records why not: its guard is false, or cannot be evaluated. */
export function sendFirst(draft: Draft, site: CallSite, guard: GuardDefinition | undefined): void {
  const { step, direction } = site;
  const input = tryOrBlock(draft, site, () => {
    const view = viewFrom(draft, step, direction === 'undo');
    return guard === undefined || holds(guard, view) ? mapFields(site.call.input, view) : 'skip';
  });
  if (input === 'skip') record(draft, { type: 'step-skipped', step, direction });
  else if (input !== undefined)
    sendAttempt(draft, site, (callOf(draft.state, step, direction)?.attempt ?? 0) + 1, input);
}

/** Sends one attempt; all attempts of a call carry the same key and input. */
export function sendAttempt(draft: Draft, site: CallSite, attempt: number, input: JsonObject): void {
  const { step, direction, call } = site;
  const key = idempotencyKey(draft.state.instance, step, direction);
  const timeout = call.timeoutMs === undefined ? {} : { timeoutMs: call.timeoutMs };
  const { command, service } = call;
  record(draft, { type: 'command-sent', step, direction, attempt, key, command, service, input, ...timeout });
}

/** What can be worked out now, or undefined after recording that a guard or a value cannot be. */
export function tryOrBlock<T>(
  draft: Draft,
  { step, direction }: Pick<CallSite, 'step' | 'direction'>,
  workOut: () => T,
): T | undefined {
  try {
    return workOut();
  } catch (error) {
    record(draft, { type: 'step-blocked', step, direction, error: describeError(error) });
    return undefined;
  }
}
