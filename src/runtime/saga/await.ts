import type { AwaitStepDefinition } from './definition.js';
import { type Draft, record, viewFrom } from './draft.js';
import { holds } from './guard.js';
import { tryOfPath } from './paths.js';
import { eventsAwaitedBy } from './plan.js';
import { tryOrBlock } from './send.js';
import { giveUp } from './settle.js';
import { forwardSite } from './sites.js';

/** Begins to wait for the first of some events. */
export function beginAwait(draft: Draft, step: AwaitStepDefinition, path: string): void {
  const { when, timeoutMs } = step;
  if (when !== undefined && tryOfPath(path) === 1) {
    const answer = tryOrBlock(draft, { step: path, direction: 'do' }, () => holds(when, viewFrom(draft, path)));
    if (answer === false) record(draft, { type: 'step-skipped', step: path, direction: 'do' });
    if (answer !== true) return;
  }
  const events = eventsAwaitedBy(step);
  const due = timeoutMs === undefined ? {} : { dueAt: draft.now + timeoutMs };
  record(draft, { type: 'await-started', step: path, events, ...due });
}

/** Ends an await by an event that has been noted. */
export function endAwait(draft: Draft, step: AwaitStepDefinition, path: string, event: string): void {
  const site = forwardSite(draft.plan, path);
  if (site === undefined) return;
  if (step.events.includes(event)) record(draft, { type: 'await-succeeded', step: path, event, pivot: site.pivot });
  else giveUp(draft, site, { kind: 'failure', step: path, event }, false);
}

/** The time of an await is up. */
export function timeOutAwait(draft: Draft, step: AwaitStepDefinition, path: string): void {
  const site = forwardSite(draft.plan, path);
  if (site) giveUp(draft, site, { kind: 'timeout', step: path, of: step.events }, false);
}
