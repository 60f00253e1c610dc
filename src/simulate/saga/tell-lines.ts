import { messageById } from '../../model/index.js';
import { describeCause } from '../../runtime/describe-entry.js';
import { durationText } from '../../runtime/duration-text.js';
import type { CommandSent } from '../../runtime/saga/call-entries.js';
import type { JournalEntry } from '../../runtime/saga/journal.js';
import { nameOfPath } from '../../runtime/saga/paths.js';
import { eventsAwaitedBy, type SagaPlan } from '../../runtime/saga/plan.js';
import { callSite } from '../../runtime/saga/sites.js';
import { callOf, type Direction } from '../../runtime/saga/state.js';
import type { TraceLine, TraceTone } from '../report.js';
import type { LoseMove, SagaMove, TimerMove } from './moves.js';
import type { SagaSetting } from './setting.js';
import type { Straggler, World } from './world.js';

/** Who causes what no service of the catalog causes. */
export const OUTSIDE = 'outside';

/** What happens in a move before the saga does anything about it. */
export function linesOfMove(setting: SagaSetting, before: World, move: SagaMove): readonly TraceLine[] {
  const { service, start } = setting.plan.definition;
  switch (move.kind) {
    case 'begin':
      return [arrow(sourceOf(setting, start.message), service, start.message, 'plain')];
    case 'answer': {
      const answer = arrow(
        move.message.service,
        service,
        move.event,
        move.faults > 0 && !move.twice ? 'fault' : 'success',
      );
      return move.twice ? [answer, { ...answer, text: `${move.event}, once more`, tone: 'fault' }] : [answer];
    }
    case 'lose':
      return loss(setting, before, move);
    case 'throw':
      return [note(move.message.service, 'refuses what comes too late', 'plain')];
    case 'crash':
      return [
        note(move.message.service, `does it: ${move.event}`, 'effect'),
        note(
          service,
          `crashes before it has written that down, restarts, and sends ${move.message.command} again`,
          'fault',
        ),
      ];
    case 'arrive':
      return arrival(setting, move.straggler);
    case 'timer':
      return timer(setting, move);
    case 'event':
      return [arrow(sourceOf(setting, move.event), service, move.event, move.faults > 0 ? 'fault' : 'plain')];
  }
}

/** What the saga does, entry by entry; what says nothing new is left out. */
export function linesOfEntries(setting: SagaSetting, entries: readonly JournalEntry[]): readonly TraceLine[] {
  const attempts = new Map<string, number>();
  return entries.flatMap((entry, index) => {
    if (entry.type === 'command-sent') {
      const key = `${entry.step} ${entry.direction}`;
      attempts.set(key, (attempts.get(key) ?? 0) + 1);
      // Of attempts that nobody answers the last one is told of, in the line of their loss.
      const isLost = entries.slice(index).some((later) => isLossOf(later, entry));
      return isLost ? [] : [sent(setting, entry)];
    }
    return lineOf(setting, entry) ?? [];
  });
}

/** Where an event of the outside comes from. */
export function sourceOf({ catalog }: SagaSetting, event: string): string {
  const message = messageById(catalog, event);
  const producer =
    message?.kind === 'event' ? message.producer : message?.kind === 'command' ? message.senders[0] : undefined;
  return producer?.name ?? OUTSIDE;
}

function arrow(from: string, to: string, text: string, tone: TraceTone): Extract<TraceLine, { kind: 'message' }> {
  return { kind: 'message', from, to, text, tone };
}

function note(lane: string, text: string, tone: TraceTone): TraceLine {
  return { kind: 'note', lane, text, tone };
}

/** A step that is nothing but an undo takes back what was there before the saga. */
function undoes(plan: SagaPlan, path: string): string {
  const step = nameOfPath(path);
  return plan.steps.get(step)?.kind === 'undo' ? '' : ` (undoes ${step})`;
}

function isLossOf(entry: JournalEntry, { step, direction, attempt }: CommandSent): boolean {
  return (
    entry.type === 'attempt-failed' && entry.step === step && entry.direction === direction && entry.attempt === attempt
  );
}

function sent({ plan }: SagaSetting, { command, service, direction, attempt, step }: CommandSent): TraceLine {
  const what =
    direction === 'undo' ? undoes(plan, step) : direction === 'check' ? ` (asks about ${nameOfPath(step)})` : '';
  const again = attempt > 1 ? ` (attempt ${attempt})` : '';
  return arrow(plan.definition.service, service, `${command}${what}${again}`, direction === 'undo' ? 'undo' : 'plain');
}

function loss(setting: SagaSetting, { saga }: World, { message, fate, forGood }: LoseMove): readonly TraceLine[] {
  const { service: orchestrator } = setting.plan.definition;
  const { service, command, step, direction } = message;
  const attempts = callSite(setting.plan, step, direction)?.call.retry.attempts;
  const used = callOf(saga, step, direction)?.attempt ?? 1;
  const isAll = forGood && attempts !== undefined && attempts !== 'unlimited' && attempts > used;
  const told = note(orchestrator, `gets no answer${isAll ? ` to any of ${attempts} attempts` : ''}`, 'fault');
  if (fate.kind === 'underway') {
    return [{ ...arrow(orchestrator, service, `${command} does not arrive in time`, 'fault'), lost: true }, told];
  }
  const late = fate.soon ? [arrow(service, orchestrator, `${fate.event}, too late`, 'fault')] : [];
  return [{ ...arrow(service, orchestrator, fate.event, 'fault'), lost: true }, told, ...late];
}

function arrival(setting: SagaSetting, straggler: Straggler): readonly TraceLine[] {
  const { service } = setting.plan.definition;
  if (straggler.kind === 'event') {
    return [arrow(sourceOf(setting, straggler.event), service, `${straggler.event}, too late`, 'fault')];
  }
  const participant = callSite(setting.plan, straggler.path, straggler.direction)?.call.service ?? OUTSIDE;
  if (straggler.kind === 'reply') return [arrow(participant, service, `${straggler.event}, too late`, 'fault')];
  return [note(participant, `gets ${straggler.command} only now`, 'fault')];
}

function timer({ plan }: SagaSetting, { timer: kind, step = '' }: TimerMove): readonly TraceLine[] {
  const { service, deadlineMs } = plan.definition;
  const definition = plan.steps.get(nameOfPath(step));
  switch (kind) {
    case 'deadline':
      return [note(service, `the deadline of ${durationText(deadlineMs ?? 0)} passes`, 'fault')];
    case 'await': {
      const events = definition === undefined ? [] : eventsAwaitedBy(definition);
      const time =
        definition?.kind === 'await' && definition.timeoutMs !== undefined ? durationText(definition.timeoutMs) : '';
      return [note(service, `has waited ${time} for ${events.join(' or ')}: nothing has come`, 'fault')];
    }
    case 'wait':
      return [note(service, `the pause ${nameOfPath(step)} is over`, 'plain')];
    case 'retry':
      return [note(service, 'tries again', 'plain')];
    case 'attempt':
      return [note(service, 'gets no answer', 'fault')];
  }
}

function lineOf({ plan }: SagaSetting, entry: JournalEntry): TraceLine | undefined {
  const { service, stuck } = plan.definition;
  switch (entry.type) {
    case 'step-skipped':
      return note(service, `${place(entry)} is left out: its condition does not hold`, 'plain');
    case 'step-blocked':
      return note(service, `${place(entry)} cannot be worked out: ${entry.error}`, 'fault');
    case 'step-failed':
      return failureLine(service, entry);
    case 'await-started':
      return note(service, `waits for ${entry.events.join(' or ')}`, 'plain');
    case 'wait-started':
      return note(service, `pauses (${nameOfPath(entry.step)})`, 'plain');
    case 'event-received':
      return entry.use === 'ignored' || entry.use === 'kept'
        ? note(service, EVENT_USES[entry.use], 'plain')
        : undefined;
    case 'unwinding-started':
      return note(service, `unwinds, because ${describeCause(entry.cause)}`, 'undo');
    case 'event-published':
      return note(service, `publishes ${entry.event}`, 'plain');
    case 'saga-completed':
      return { kind: 'note', text: `${plan.definition.saga} is completed`, tone: 'end' };
    case 'saga-aborted':
      return { kind: 'note', text: `${plan.definition.saga} is aborted`, tone: 'end' };
    case 'saga-parked':
      return {
        kind: 'note',
        text: `${plan.definition.saga} is stuck, ${stuck?.alert ?? 'nobody by name'} is alerted`,
        tone: 'end',
      };
    default:
      return undefined;
  }
}

const EVENT_USES = {
  ignored: 'ignores it: nothing waits for it',
  kept: 'keeps it for the step that will wait for it',
} as const;

function failureLine(service: string, entry: Extract<JournalEntry, { type: 'step-failed' }>): TraceLine | undefined {
  if (entry.handled) return note(service, `deals with the failure of ${place(entry)}`, 'plain');
  if (entry.optional && entry.direction === 'do') return note(service, `goes on without ${place(entry)}`, 'plain');
  return entry.direction === 'undo' ? note(service, `gives up ${place(entry)}`, 'fault') : undefined;
}

function place({ step, direction }: { readonly step: string; readonly direction: Direction }): string {
  const name = nameOfPath(step);
  return direction === 'do' ? name : `the ${direction} of ${name}`;
}
