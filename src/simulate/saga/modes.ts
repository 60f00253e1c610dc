import { callSite } from '../../runtime/saga/sites.js';
import type { Exploration } from '../explore/explore.js';
import type { Model } from '../explore/model.js';
import type { FailureMode } from '../report.js';
import { sentence } from './coverage.js';
import type { SagaMove } from './moves.js';
import { type Outcome, outcomeOf } from './outcome.js';
import type { SagaSetting } from './setting.js';
import { AFTER_GIVING_UP, DONE_WITHOUT_ANSWER, isRefused, NO_ANSWER, tellMove } from './tell-move.js';
import { factOf, type World } from './world.js';

/** Where a thing goes wrong. */
export interface Sighting {
  readonly before: World;
  readonly move: SagaMove;
  readonly after: World;
  readonly from: number;
}

/** Notes every way to fail, while a saga is explored. */
export interface ModeNotes {
  /** `faults`: how much has gone wrong in the run, this included. */
  note(sighting: Sighting, faults: number): void;
  result(exploration: Exploration<SagaMove>): readonly FailureMode[];
}

export function createModes(setting: SagaSetting, model: Model<World, SagaMove>): ModeNotes {
  const sightings = new Map<string, Sighting>();
  const keys = new Map<string, string>();

  /** Very many transitions, few keys. */
  function keyOf(move: SagaMove, { saga }: World): string {
    const stopping = isStop(move) ? ` ${saga.cause !== undefined}` : '';
    const id = `${move.id}${stopping}`;
    const key = keys.get(id) ?? `${sentence(tellMove(setting, move))}${stopping}`;
    keys.set(id, key);
    return key;
  }

  function note(sighting: Sighting, faults: number): void {
    const { move, after } = sighting;
    if (!isTold(setting, move)) return;
    const key = keyOf(move, after);
    const known = sightings.get(key);
    if (known === undefined || isBetter(sighting, known, faults)) sightings.set(key, sighting);
  }

  function result(exploration: Exploration<SagaMove>): readonly FailureMode[] {
    const without = remembered((world) => outcomeOf(setting, model, world, false));
    const modes = [...sightings.values()].flatMap((sighting) =>
      modesOf(setting, model, { sighting, exploration, without: without(sighting.before) }),
    );
    const order = [...setting.plan.steps.keys()];
    const place = ({ step }: FailureMode) => (step === undefined ? order.length : order.indexOf(step));
    const isUndo = ({ step = '', direction: of }: FailureMode) =>
      of === 'undo' || setting.plan.steps.get(step)?.kind === 'undo';
    const direction = (mode: FailureMode) => (isUndo(mode) ? 2 : mode.direction === 'check' ? 1 : 0);
    return mergeSilence(modes).toSorted((a, b) => direction(a) - direction(b) || place(a) - place(b));
  }
  return { note, result };
}

/** What goes wrong; a refusal that is lost is a refusal all the same, and what is only heard is nothing wrong. */
function isTold(setting: SagaSetting, move: SagaMove): boolean {
  if (move.faults === 0 || (move.kind === 'event' && move.how === 'heard')) return false;
  return (move.kind !== 'lose' && move.kind !== 'crash') || !isRefused(setting, move);
}

/** Where nothing else goes wrong, what it leads to shows best when the most is done; an undo, when there is something to undo. */
function isBetter({ before, move }: Sighting, known: Sighting, faults: number): boolean {
  if (faults === 1) return true;
  if (!('message' in move) || move.message.direction !== 'undo') return false;
  return factOf(before, move.message.step).effects > 0 && factOf(known.before, move.message.step).effects === 0;
}

/** The deadline, or a cancel: what it leads to depends on whether the point of no return is behind. */
function isStop(move: SagaMove): boolean {
  return (move.kind === 'timer' && move.timer === 'deadline') || (move.kind === 'event' && move.how === 'cancel');
}

interface Looking {
  readonly sighting: Sighting;
  readonly exploration: Exploration<SagaMove>;
  /** Where this does not go wrong. */
  readonly without: Outcome;
}

function modesOf(setting: SagaSetting, model: Model<World, SagaMove>, looking: Looking): readonly FailureMode[] {
  const { sighting } = looking;
  const outcome = outcomeOf(setting, model, sighting.after, false);
  const mode = modeOf(setting, looking, outcome);
  if (sighting.move.kind !== 'lose' || !sighting.move.forGood) return [mode];
  const late = outcomeOf(setting, model, sighting.after, true);
  if (isSameEnd(late, outcome)) return [mode];
  const what = sighting.move.fate.kind === 'done' ? 'answers after it was given up' : 'is done after it was given up';
  return [mode, { ...modeOf(setting, looking, late), what }];
}

function modeOf(setting: SagaSetting, { sighting, exploration, without }: Looking, outcome: Outcome): FailureMode {
  const { move, after, from } = sighting;
  const { step, direction, what } = tellMove(setting, move);
  const isUndo = 'message' in move && move.message.direction === 'undo';
  const when = after.saga.cause === undefined ? ' at or behind the pivot' : ' before the pivot';
  const before = exploration.runTo(from).moves.filter(({ faults }) => faults > 0);
  // Whatever makes the saga unwind leads to its undos.
  const least = isUndo ? 1 : 0;
  const service = 'message' in move ? { service: move.message.service } : {};
  const { alert } = setting.plan.definition.stuck ?? {};
  return {
    ...(step !== undefined && { step }),
    ...(direction !== undefined && { direction }),
    ...service,
    what: move.kind === 'timer' && isStop(move) && setting.plan.pivot !== undefined ? `${what}${when}` : what,
    ...(before.length > least && { after: before.map((other) => sentence(tellMove(setting, other))).join(', ') }),
    does: isTriedAgain(setting, move) ? ['tries again', ...outcome.does] : outcome.does,
    ends: outcome.ends,
    left: leftOf(outcome, without),
    told: outcome.told,
    ...(outcome.alerted && { alerted: alert ?? 'nobody by name' }),
    absorbed: isSameEnd(outcome, without) && (without.alerted || !outcome.alerted),
  };
}

/** What stands for all attempts is no single one. */
function isTriedAgain({ plan }: SagaSetting, move: SagaMove): boolean {
  if (!(move.kind === 'lose' && move.forGood) && !(move.kind === 'answer' && move.always)) return false;
  return callSite(plan, move.message.step, move.message.direction)?.call.retry.attempts !== 1;
}

/** After completion everything stands but what was left out. */
function leftOf({ ends, standing }: Outcome, without: Outcome): readonly string[] {
  if (ends.length !== 1 || ends[0] !== 'completed') return standing;
  const missing = without.standing.filter((name) => !standing.includes(name));
  return [missing.length === 0 ? 'everything' : `everything but ${missing.join(', ')}`];
}

function remembered(make: (world: World) => Outcome): (world: World) => Outcome {
  const known = new Map<World, Outcome>();
  return (world) => {
    const outcome = known.get(world) ?? make(world);
    known.set(world, outcome);
    return outcome;
  };
}

function isSameEnd(one: Outcome, other: Outcome): boolean {
  const text = ({ ends, standing, told }: Outcome) => JSON.stringify([ends, standing, told]);
  return text(one) === text(other);
}

const KINDS_OF_SILENCE: ReadonlySet<string> = new Set([DONE_WITHOUT_ANSWER, AFTER_GIVING_UP]);

/** Whether it was done or not, silence is one thing where the same comes of it. */
function mergeSilence(modes: readonly FailureMode[]): readonly FailureMode[] {
  const text = ({ what: _what, ...rest }: FailureMode) => JSON.stringify(rest);
  const silent = new Set(modes.filter(({ what }) => what === NO_ANSWER).map(text));
  return modes.filter((mode) => !KINDS_OF_SILENCE.has(mode.what) || !silent.has(text(mode)));
}
