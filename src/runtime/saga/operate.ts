import { endAwait } from './await.js';
import { violationOf } from './conforms.js';
import { type Draft, record } from './draft.js';
import type { OperatorAct, OperatorInput } from './input.js';
import { type ActPlan, planAct } from './plan-act.js';
import { succeed } from './receive.js';
import { sendAttempt } from './send.js';
import { giveUp } from './settle.js';
import { callSite, definitionAt } from './sites.js';
import { callOf } from './state.js';

/** Carries out what a person asked for, or records why that is not possible any more. */
export function operate(draft: Draft, { who, why, act }: OperatorInput): void {
  const planned = planAct(draft.plan, draft.state, act);
  const reason = 'reason' in planned ? planned.reason : wrongEvent(draft, planned, act);
  if (reason !== undefined) {
    record(draft, { type: 'operator-refused', who, why, action: act.action, reason });
    return;
  }
  const { targets, status } = planned as ActPlan;
  const sites = targets.map(({ step, direction }) => ({ step, direction }));
  const before = targets.map((target) => callOf(draft.state, target.step, target.direction));
  record(draft, { type: 'operator-acted', who, why, action: act.action, targets: sites, status });
  for (const [index, target] of sites.entries()) {
    const call = before[index];
    if (act.action === 'retry' && call && call.attempt > 0 && call.status !== 'blocked') {
      const site = callSite(draft.plan, target.step, target.direction);
      if (site) sendAttempt(draft, site, call.attempt + 1, call.input);
    }
    if (act.action === 'resolve' && target.direction === 'do') resolve(draft, target.step, act);
  }
}

/** Why a forward step cannot have ended by this event. */
function wrongEvent({ plan }: Draft, { targets }: ActPlan, act: OperatorAct): string | undefined {
  const target = targets[0];
  if (act.action !== 'resolve' || target === undefined || target.direction !== 'do') return undefined;
  const known = outcomesOf(plan, target.step);
  const { event, data = {} } = act;
  if (known.length === 0) return `\`${target.step}\` sends no command and awaits no event; retry it or skip it`;
  if (event === undefined) return `say by which event \`${target.step}\` ended: ${list(known)}`;
  if (!known.includes(event))
    return `\`${event}\` is no outcome of \`${target.step}\`; its outcomes are ${list(known)}`;
  const violation = violationOf(plan.definition, event, data);
  return violation && `the data does not fit: ${violation}`;
}

function outcomesOf(plan: Draft['plan'], path: string): readonly string[] {
  const step = definitionAt(plan, path);
  if (step?.kind === 'await') return [...step.events, ...step.failure];
  if (step?.kind !== 'do') return [];
  return [...step.call.success, ...step.call.failure.map(({ event }) => event)];
}

function resolve(
  draft: Draft,
  path: string,
  { event = '', data = {} }: Extract<OperatorAct, { action: 'resolve' }>,
): void {
  const step = definitionAt(draft.plan, path);
  if (step?.kind === 'await') {
    record(draft, { type: 'event-received', event, data, use: 'noted' });
    endAwait(draft, step, path, event);
    return;
  }
  const site = callSite(draft.plan, path, 'do');
  if (site === undefined) return;
  const attempt = callOf(draft.state, path, 'do')?.attempt ?? 0;
  if (site.call.success.includes(event)) {
    succeed(draft, site, { attempt, event, data });
    return;
  }
  const failure = site.call.failure.find((candidate) => candidate.event === event);
  giveUp(draft, site, { kind: 'failure', step: path, event }, failure?.effectUnknown === true);
}

function list(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}
