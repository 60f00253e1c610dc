import { endAwait } from './await.js';
import { violationOf } from './conforms.js';
import { type Draft, record } from './draft.js';
import type { OperatorAct, OperatorInput } from './input.js';
import { inBackquotes } from './name-list.js';
import { type ActPlan, planAct } from './plan-act.js';
import { succeed } from './receive.js';
import { sendAttempt } from './send.js';
import { giveUp } from './settle.js';
import { callSite, definitionAt, outcomesAt } from './sites.js';
import { callOf } from './state.js';

/** Carries out what a person asked for, or records why that is not possible any more. */
export function operate(draft: Draft, input: OperatorInput): void {
  const planned = planAct(draft.plan, draft.state, input.act);
  if ('reason' in planned) {
    refuse(draft, input, planned.reason);
    return;
  }
  const reason = wrongEvent(draft, planned, input.act);
  if (reason === undefined) carryOut(draft, input, planned);
  else refuse(draft, input, reason);
}

function refuse(draft: Draft, { who, why, act }: OperatorInput, reason: string): void {
  record(draft, { type: 'operator-refused', who, why, action: act.action, reason });
}

function carryOut(draft: Draft, { who, why, act }: OperatorInput, { targets, status }: ActPlan): void {
  const before = targets.map((target) => callOf(draft.state, target.step, target.direction));
  record(draft, { type: 'operator-acted', who, why, action: act.action, targets, status });
  for (const [index, target] of targets.entries()) {
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
  const known = outcomesAt(plan, target.step);
  const { event, data = {} } = act;
  if (known.length === 0) return `\`${target.step}\` sends no command and awaits no event; retry it or skip it`;
  if (event === undefined) return `say by which event \`${target.step}\` ended: ${inBackquotes(known).join(', ')}`;
  if (!known.includes(event))
    return `\`${event}\` is no outcome of \`${target.step}\`; its outcomes are ${inBackquotes(known).join(', ')}`;
  const violation = violationOf(plan.definition, event, data);
  return violation && `the data does not fit: ${violation}`;
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
