import { describeError } from '../errors.js';
import type { JsonObject } from '../json.js';
import type { GuardDefinition } from './definition.js';
import { type Draft, record } from './draft.js';
import { holds } from './guard.js';
import { mapFields } from './mapping.js';
import { idempotencyKey } from './names.js';
import type { CallSite } from './steps.js';

/** Sends the first attempt of a call, or records why not: its guard is false, or cannot be evaluated. */
export function sendFirst(draft: Draft, site: CallSite, guard: GuardDefinition | undefined): void {
  const { step, direction } = site;
  const prepared = prepare(draft, site, guard);
  if (prepared.kind === 'skip') record(draft, { type: 'step-skipped', step, direction });
  else if (prepared.kind === 'error') record(draft, { type: 'step-blocked', step, direction, error: prepared.error });
  else sendAttempt(draft, site, 1, prepared.input);
}

/** Sends one attempt; all attempts of a call carry the same key and input. */
export function sendAttempt(draft: Draft, site: CallSite, attempt: number, input: JsonObject): void {
  const { step, direction, call } = site;
  const key = idempotencyKey(draft.state.instance, step, direction);
  const timeout = call.timeoutMs === undefined ? {} : { timeoutMs: call.timeoutMs };
  const { command, service } = call;
  record(draft, { type: 'command-sent', step, direction, attempt, key, command, service, input, ...timeout });
}

type Prepared =
  | { readonly kind: 'send'; readonly input: JsonObject }
  | { readonly kind: 'skip' }
  | { readonly kind: 'error'; readonly error: string };

function prepare(draft: Draft, site: CallSite, guard: GuardDefinition | undefined): Prepared {
  const { plan, state, now } = draft;
  try {
    if (guard !== undefined && !holds(plan.definition, state, guard)) return { kind: 'skip' };
    return { kind: 'send', input: mapFields(site.call.input, { state, now, cause: state.cause }) };
  } catch (error) {
    return { kind: 'error', error: describeError(error) };
  }
}
