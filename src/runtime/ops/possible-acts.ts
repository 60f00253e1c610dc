import type { OperatorAct } from '../saga/input.js';
import { either, inBackquotes } from '../saga/name-list.js';
import { nameOfPath } from '../saga/paths.js';
import type { SagaPlan } from '../saga/plan.js';
import { planAct } from '../saga/plan-act.js';
import { callSite, definitionAt, outcomesAt } from '../saga/sites.js';
import { type CallState, callOf, type Direction, type SagaState, type StepState } from '../saga/state.js';

/** Something that an operator can do to an instance as it stands now. */
export interface PossibleAct {
  readonly action: OperatorAct['action'];
  /** Path of the step; missing where the act is about the whole instance. */
  readonly step?: string;
  /** Of `resolve`: the events of which one must be named. */
  readonly events?: readonly string[];
  /** What it does, as a sentence without its subject: "sends `X` again". */
  readonly effect: string;
}

/** Every act that fits the instance now, step by step; empty once it has ended. */
export function possibleActs(plan: SagaPlan, state: SagaState): readonly PossibleAct[] {
  const open = Object.entries(state.steps).filter(([path, step]) => isOpen(plan, state, path, step));
  const acts = open.flatMap(([step]) =>
    (['retry', 'resolve', 'skip'] as const).flatMap((action) => actOn(plan, state, action, step)),
  );
  const cancel = planAct(plan, state, { action: 'cancel' });
  if ('reason' in cancel) return acts;
  return [...acts, { action: 'cancel', effect: 'unwinds the saga: all that has happened is undone' }];
}

/** Most steps of a long loop are over: nothing can be done to them, which need not be found out one by one. */
function isOpen(plan: SagaPlan, state: SagaState, path: string, step: StepState): boolean {
  if (state.status === 'stuck' && nameOfPath(path) === plan.pivot) return true;
  return [step.do, step.undo, step.check].some(
    (call) => call !== undefined && call.status !== 'succeeded' && call.status !== 'skipped',
  );
}

function actOn(
  plan: SagaPlan,
  state: SagaState,
  action: 'retry' | 'resolve' | 'skip',
  step: string,
): readonly PossibleAct[] {
  const planned = planAct(plan, state, { action, step });
  const target = 'reason' in planned ? undefined : planned.targets.find((found) => found.step === step);
  if (target === undefined) return [];
  const call = callOf(state, step, target.direction);
  const place = { plan, state, step, direction: target.direction, call };
  // What has happened for certain needs nobody's word for it.
  if (action === 'resolve' && target.direction === 'do' && call?.status === 'succeeded') return [];
  switch (action) {
    case 'retry':
      return [{ action, step, effect: effectOfRetry(place) }];
    case 'skip':
      return [{ action, step, effect: effectOfSkip(place) }];
    case 'resolve':
      return [{ action, step, ...resolution(place) }];
  }
}

interface Place {
  readonly plan: SagaPlan;
  readonly state: SagaState;
  readonly step: string;
  readonly direction: Direction;
  readonly call: CallState | undefined;
}

function effectOfRetry({ plan, step, direction, call }: Place): string {
  const command = callSite(plan, step, direction)?.call.command;
  if (call?.status === 'blocked') return `works out the guard and input of \`${command ?? step}\` anew`;
  if (command === undefined) return `waits for ${either(inBackquotes(outcomesAt(plan, step)))} anew`;
  return `sends \`${command}\` again, with the same idempotency key`;
}

function effectOfSkip({ plan, state, step, direction, call }: Place): string {
  if (direction === 'undo') return `goes on without the undo: what \`${step}\` did stays as it is`;
  if (call?.status === 'succeeded') return `lets \`${step}\` stand, although the rest is undone`;
  if (definitionAt(plan, step)?.kind === 'wait') return 'ends the pause now';
  const unwinds = (state.parkedFrom ?? state.status) === 'unwinding';
  return unwinds
    ? `goes on unwinding, and does not undo \`${step}\``
    : `goes on as if \`${step}\` were not in the saga`;
}

function resolution({ plan, step, direction }: Place): Pick<PossibleAct, 'events' | 'effect'> {
  if (direction === 'undo') return { effect: `says that \`${step}\` was undone by hand` };
  const events = outcomesAt(plan, step);
  return { events, effect: `says how \`${step}\` really ended: by ${either(inBackquotes(events))}` };
}
