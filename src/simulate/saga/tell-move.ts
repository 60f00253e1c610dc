import { nameOfPath } from '../../runtime/saga/paths.js';
import { eventsAwaitedBy } from '../../runtime/saga/plan.js';
import { callSite } from '../../runtime/saga/sites.js';
import type { Direction } from '../../runtime/saga/state.js';
import type { CrashMove, LoseMove, SagaMove } from './moves.js';
import type { SagaSetting } from './setting.js';

/** What happens in a move, for tables and lists: equal moves at other attempts and in other rounds read the same. */
export interface MoveText {
  /** Name of the step; missing where it concerns the whole saga. */
  readonly step?: string;
  readonly direction?: Direction;
  /** The rest of a sentence that begins with the step, or the whole. */
  readonly what: string;
}

/** Says what happens in a move. */
export function tellMove(setting: SagaSetting, move: SagaMove): MoveText {
  switch (move.kind) {
    case 'begin':
      return { what: 'the start message comes' };
    case 'answer':
    case 'crash':
    case 'throw':
    case 'lose':
      return { ...placeOf(setting, move.message.step, move.message.direction), what: whatOf(setting, move) };
    case 'arrive':
      return tellArrival(setting, move.straggler);
    case 'timer':
      return tellTimer(setting, move);
    case 'event':
      return { what: `\`${move.event}\` ${HOW_EVENTS_COME[move.how]}` };
  }
}

/** Where a command belongs; the only one of a step needs no direction: it is the step. */
export function placeOf({ plan }: SagaSetting, path: string, direction: Direction): Omit<MoveText, 'what'> {
  const step = nameOfPath(path);
  return plan.steps.get(step)?.kind === 'undo' ? { step } : { step, direction };
}

export const NO_ANSWER = 'gives no answer';
export const DONE_WITHOUT_ANSWER = 'gives no answer, though it is done';
export const AFTER_GIVING_UP = 'answers just after it was given up';
export const DEADLINE = 'the deadline passes';

/** How an answer is told. */
export function answers(event: string): string {
  return `answers \`${event}\``;
}

/** How an awaited event that does not come is told. */
export function comesTooLate(events: readonly string[]): string {
  return `waits for ${events.map((event) => `\`${event}\``).join(' or ')} in vain`;
}

function whatOf(setting: SagaSetting, move: Extract<SagaMove, { readonly message: unknown }>): string {
  switch (move.kind) {
    case 'answer':
      if (move.twice) return 'answers twice';
      if (move.always)
        return `${answers(move.event)} to every attempt${move.leaves ? ', and has left something behind' : ''}`;
      return move.leaves ? `${answers(move.event)}, and has left something behind` : answers(move.event);
    case 'crash':
      return 'answers, and the orchestrator crashes before it has written that down';
    case 'throw':
      return 'refuses what comes too late';
    case 'lose': {
      const isDone = hasHappened(setting, move);
      if (isRefused(setting, move)) return move.forGood ? 'refuses, and never says so' : 'loses a refusal';
      if (!move.forGood) return isDone ? 'loses an answer' : 'loses an attempt';
      if (move.fate.kind === 'done' && move.fate.soon) return AFTER_GIVING_UP;
      return isDone ? DONE_WITHOUT_ANSWER : NO_ANSWER;
    }
  }
}

/** It was done, and nobody says so; what a question is answered with, nobody wants to know. */
function hasHappened(setting: SagaSetting, move: LoseMove): boolean {
  return move.fate.kind === 'done' && move.message.direction !== 'check' && !isRefused(setting, move);
}

/** The answer that is lost is a failure event. */
export function isRefused({ plan }: SagaSetting, move: LoseMove | CrashMove): boolean {
  const event = move.kind === 'crash' ? move.event : move.fate.kind === 'done' ? move.fate.event : undefined;
  const call = callSite(plan, move.message.step, move.message.direction)?.call;
  return event !== undefined && move.message.direction !== 'check' && call?.success.includes(event) === false;
}

function tellArrival(setting: SagaSetting, straggler: Extract<SagaMove, { kind: 'arrive' }>['straggler']): MoveText {
  if (straggler.kind === 'event') return { what: `\`${straggler.event}\` comes too late` };
  const { path, direction } = straggler;
  const what = straggler.kind === 'reply' ? `${answers(straggler.event)} too late` : 'is carried out too late';
  return { ...placeOf(setting, path, direction), what };
}

function tellTimer({ plan }: SagaSetting, move: Extract<SagaMove, { kind: 'timer' }>): MoveText {
  const name = nameOfPath(move.step ?? '');
  switch (move.timer) {
    case 'deadline':
      return { what: DEADLINE };
    case 'await': {
      const step = plan.steps.get(name);
      return { step: name, what: comesTooLate(step === undefined ? [] : eventsAwaitedBy(step).slice(0, 1)) };
    }
    case 'wait':
      return { step: name, what: 'ends its pause' };
    case 'retry':
      return { step: name, what: 'is tried again' };
    case 'attempt':
      return { step: name, what: 'loses an attempt' };
  }
}

const HOW_EVENTS_COME: Readonly<Record<Extract<SagaMove, { kind: 'event' }>['how'], string>> = {
  awaited: 'comes',
  refusal: 'comes',
  early: 'comes too early',
  again: 'comes again',
  heard: 'comes, and is heard',
  cancel: 'comes, and cancels',
  'too-late': 'comes too late to cancel',
};
