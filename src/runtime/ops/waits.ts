import type { Timer } from '../saga/input.js';
import { idempotencyKey } from '../saga/names.js';
import { eventsAwaitedBy, type SagaPlan } from '../saga/plan.js';
import { obstaclesOf, parkingProblems, unwindingProblems } from '../saga/problems.js';
import { callSite, definitionAt } from '../saga/sites.js';
import { callsIn, type Direction, isPending, type PlacedCall, type SagaState } from '../saga/state.js';

/** Something that an unfinished instance waits for. */
export interface Wait {
  /** Path of the step. */
  readonly step: string;
  readonly direction: Direction;
  /**
   * `worker`: one has the command in hand, or must deliver it. `answer`: of a participant elsewhere. `attempt`: the time
   * of the next one. `event`: of the outside. `time`: of a pause.
   */
  readonly kind: 'worker' | 'answer' | 'attempt' | 'event' | 'time';
  /** The command, or the events of which one is enough. */
  readonly names: readonly string[];
  /** Who handles the command. */
  readonly service?: string;
  /** Number of the attempt: the one that is out, or that comes next. */
  readonly attempt?: number;
  /** When it is over at the latest, in milliseconds since 1970. */
  readonly dueAt?: number;
  /** What the last attempt said. */
  readonly problem?: string;
}

/** All that an instance waits for, in the order in which it came to it. */
export function waitsOf(plan: SagaPlan, state: SagaState): readonly Wait[] {
  // A stuck instance waits for nothing but a person.
  if (state.status === 'stuck') return [];
  const times = new Map(Object.values(state.timers).map(({ timer, dueAt }) => [placeOf(timer), dueAt]));
  return callsIn(state, ['do', 'check', 'undo']).flatMap((placed) => {
    const dueAt = times.get(`${placed.direction} ${placed.step}`);
    return waitOf(plan, { ...placed, ...(dueAt !== undefined && { dueAt }) }) ?? [];
  });
}

function placeOf(timer: Timer): string {
  if (timer.kind === 'deadline') return timer.kind;
  return `${'direction' in timer ? timer.direction : 'do'} ${timer.step}`;
}

/** Why a stuck instance needs a person, one sentence per problem; empty for all others. */
export function problemsOf(plan: SagaPlan, state: SagaState): readonly string[] {
  if (state.status !== 'stuck') return [];
  return state.parkedFrom === 'unwinding' ? unwindingProblems(plan, state) : parkingProblems(plan, state);
}

/** A command that an instance is stuck with, as its participant knows it. */
export interface StuckCall {
  /** Path of the step. */
  readonly step: string;
  readonly direction: Direction;
  readonly command: string;
  readonly service: string;
  /** Idempotency key. */
  readonly key: string;
}

/** The commands that a stuck instance is stuck with; empty for all others. */
export function stuckCallsOf(plan: SagaPlan, state: SagaState): readonly StuckCall[] {
  if (state.status !== 'stuck') return [];
  return obstaclesOf(plan, state).flatMap(({ step, direction }) => {
    const call = callSite(plan, step, direction)?.call;
    if (call === undefined) return [];
    const { command, service } = call;
    return [{ step, direction, command, service, key: idempotencyKey(state.instance, step, direction) }];
  });
}

interface Place extends PlacedCall {
  readonly dueAt?: number;
}

function waitOf(plan: SagaPlan, { call, ...place }: Place): Wait | undefined {
  // What is being checked waits for its check, which is a call of its own.
  if (!isPending(call) || call.status === 'checking') return undefined;
  const site = callSite(plan, place.step, place.direction);
  if (site === undefined) return waitInside(plan, place);
  const { command, service } = site.call;
  const problem = call.problem === undefined ? {} : { problem: call.problem };
  const common = { ...place, names: [command], service, ...problem };
  if (call.status === 'backing-off') return { ...common, kind: 'attempt', attempt: call.attempt + 1 };
  return { ...common, kind: call.dispatched === true ? 'answer' : 'worker', attempt: call.attempt };
}

function waitInside(plan: SagaPlan, place: Omit<Place, 'call'>): Wait | undefined {
  const definition = definitionAt(plan, place.step);
  if (definition === undefined) return undefined;
  return { ...place, kind: definition.kind === 'wait' ? 'time' : 'event', names: eventsAwaitedBy(definition) };
}
