import type { CallDefinition } from '../../runtime/saga/definition.js';
import type { CommandMessage } from '../../runtime/saga/effects.js';
import { triesForEver } from '../../runtime/saga/retry.js';
import { callSite } from '../../runtime/saga/sites.js';
import { isEnded } from '../../runtime/saga/state.js';
import { undeliveredCommands } from '../../runtime/saga/undelivered.js';
import { arrivalMoves } from './arrival-moves.js';
import { beginMoves } from './begin.js';
import { eventMoves } from './event-moves.js';
import type { AnswerMove, Fate, SagaMove } from './moves.js';
import { type Answering, answering } from './participant.js';
import { isUpNext } from './real-time.js';
import type { SagaSetting } from './setting.js';
import { takeTurns } from './take-turns.js';
import { timerMoves } from './timer-moves.js';
import { factOf, type World } from './world.js';

/** All that can happen next, the kindest first; `mayFail`: whether anything may still go wrong. */
export function choicesOf(setting: SagaSetting, world: World, mayFail: boolean): readonly SagaMove[] {
  if (!world.begun) return beginMoves(setting);
  const arrivals = arrivalMoves(setting, world);
  if (isEnded(world.saga)) return arrivals;
  const commands = undeliveredCommands(setting.plan, world.saga).map((message) =>
    commandMoves(setting, world, message, mayFail),
  );
  const all = [...commands.flat(), ...timerMoves(setting, world), ...eventMoves(setting, world), ...arrivals];
  const moves = takeTurns(setting, world, all);
  const kind = moves.filter(({ faults }) => faults === 0);
  return mayFail ? [...kind, ...moves.filter(({ faults }) => faults > 0)] : kind;
}

/** What can become of a command that is out. */
function commandMoves(
  setting: SagaSetting,
  world: World,
  message: CommandMessage,
  mayFail: boolean,
): readonly SagaMove[] {
  const { step: path, direction } = message;
  const call = callSite(setting.plan, path, direction)?.call;
  if (call === undefined) return [];
  const able = answering(world, { path, direction, call });
  const id = `${direction} ${path} ${message.attempt}`;
  if (able.kind === 'refuses') return [{ kind: 'throw', id: `throw ${id}`, faults: 0, message }];
  const answers = answersTo(setting, message, call, able);
  if (!mayFail) return answers;
  return [
    ...answers,
    ...answers.filter((move) => !isPlainRefusal(setting, call, move)).flatMap(crashAfter),
    ...answers.slice(0, 1).map(repeated),
    ...losses(setting, world, message, call, answers),
  ];
}

function answersTo(
  setting: SagaSetting,
  message: CommandMessage,
  call: CallDefinition,
  able: Exclude<Answering, { kind: 'refuses' }>,
): readonly AnswerMove[] {
  switch (able.kind) {
    case 'bound':
      return [answer(message, able.event, able.data, 0)];
    case 'truth':
      return able.events.flatMap((event) =>
        setting.samples.answers(event, message.input).map((data, index) => answer(message, event, data, 0, index)),
      );
    case 'free':
      return freeAnswers(setting, message, call);
  }
}

function freeAnswers(setting: SagaSetting, message: CommandMessage, call: CallDefinition): readonly AnswerMove[] {
  const all = (event: string, faults: 0 | 1) =>
    setting.samples.answers(event, message.input).map((data, index) => answer(message, event, data, faults, index));
  const failures = call.failure.flatMap(({ event, effectUnknown, retryable }) => {
    const plain = all(event, 1);
    const told = effectUnknown && !call.readOnly ? [...plain, ...plain.map(leaving)] : plain;
    return retryable && setting.time === 'free' && !triesForEver(call.retry) ? [...told, ...told.map(always)] : told;
  });
  return [...call.success.flatMap((event) => all(event, 0)), ...failures];
}

function answer(
  message: CommandMessage,
  event: string,
  data: AnswerMove['data'],
  faults: 0 | 1,
  index = 0,
): AnswerMove {
  const { direction, step, attempt } = message;
  const id = `answer ${direction} ${step} ${attempt} ${event}${index === 0 ? '' : ` ${index}`}`;
  return { kind: 'answer', id, faults, message, event, data };
}

function leaving(move: AnswerMove): AnswerMove {
  return { ...move, id: `${move.id} leaving`, leaves: true };
}

function always(move: AnswerMove): AnswerMove {
  return { ...move, id: `${move.id} always`, always: true };
}

function repeated(move: AnswerMove): AnswerMove {
  return { ...move, id: `${move.id} twice`, faults: 1, twice: true };
}

/**
 * A refusal leaves nothing behind: one that is lost and given again, or that comes just after the saga has given up, is to
 * everybody as if it had been given in time, or never.
 */
function isPlainRefusal(
  { reduced, time }: SagaSetting,
  { failure }: CallDefinition,
  { event, leaves }: Pick<AnswerMove, 'event' | 'leaves'>,
): boolean {
  return reduced && time === 'free' && leaves !== true && failure.some((candidate) => candidate.event === event);
}

function crashAfter({ id, message, event, data, leaves, always: all }: AnswerMove): readonly SagaMove[] {
  return leaves || all ? [] : [{ kind: 'crash', id: `crash ${id}`, faults: 1, message, event, data }];
}

/** The answer is lost or late, or the command itself is; this once, or for good where attempts come to an end. */
function losses(
  setting: SagaSetting,
  world: World,
  message: CommandMessage,
  call: CallDefinition,
  answers: readonly AnswerMove[],
): readonly SagaMove[] {
  const { time } = setting;
  // A saga that was started answers in the end, whenever that is.
  if (call.startsSaga) return [];
  if (time === 'real' && !isUpNext(setting, world, message)) return [];
  const done = answers
    .filter((move) => !move.always)
    .map(({ event, data, leaves }) => ({
      kind: 'done' as const,
      event,
      data,
      ...(leaves && { leaves }),
    }));
  const fates: readonly Fate[] = [...done, ...(mayStillHappen(world, message) ? [{ kind: 'underway' as const }] : [])];
  const { direction, step, attempt } = message;
  const lose = (fate: Fate, index: number, forGood: boolean): SagaMove => {
    const soon = fate.kind === 'done' && fate.soon ? ' soon' : '';
    const id = `lose ${direction} ${step} ${attempt} ${fate.kind} ${index}${forGood ? ' for good' : ''}${soon}`;
    return { kind: 'lose', id, faults: 1, message, fate, forGood };
  };
  const isTold = (fate: Fate) => fate.kind === 'underway' || !isPlainRefusal(setting, call, fate);
  const once =
    isLast(call, attempt) && time === 'free' ? [] : fates.filter(isTold).map((fate, index) => lose(fate, index, false));
  if (time === 'real' || triesForEver(call.retry)) return once;
  const soon = done.filter(isTold).map((fate): Fate => ({ ...fate, soon: true }));
  return [...once, ...[...fates, ...soon].map((fate, index) => lose(fate, index, true))];
}

/** Its loss is the end of it, as if all were lost. */
function isLast({ retry }: CallDefinition, attempt: number): boolean {
  return retry.attempts !== 'unlimited' && attempt >= retry.attempts;
}

/** A command whose answer is known already changes nothing when it is late. */
function mayStillHappen(world: World, { step, direction }: CommandMessage): boolean {
  const fact = factOf(world, step);
  if (direction === 'do') return fact.answer === undefined;
  return direction === 'undo' && fact.undoAnswer === undefined;
}
