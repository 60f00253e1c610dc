import type { JournalEntry } from '../../runtime/saga/journal.js';
import { nameOfPath } from '../../runtime/saga/paths.js';
import { undoOf } from '../../runtime/saga/plan.js';
import type { Model } from '../explore/model.js';
import type { SagaMove } from './moves.js';
import type { SagaSetting } from './setting.js';
import { standingPaths } from './standing.js';
import type { World } from './world.js';

/** How a run goes on and ends when nothing else goes wrong. */
export interface Outcome {
  /** What the saga does, a few words each, in the order of one such run. */
  readonly does: readonly string[];
  /** Sorted. */
  readonly ends: readonly string[];
  /** Steps whose effect stands, in the order of the definition. */
  readonly standing: readonly string[];
  /** Events that the saga has told its end with. */
  readonly told: readonly string[];
  readonly alerted: boolean;
}

/** More states than that no continuation without faults has that can be told in a line. */
const MOST_STATES = 2_000;

/** Follows a world to its ends while nothing goes wrong. `late`: whether what is on its way arrives, in the end. */
export function outcomeOf(setting: SagaSetting, model: Model<World, SagaMove>, from: World, late: boolean): Outcome {
  const ends: Ending[] = [];
  const seen = new Set<string>();
  const open: Ending[] = [{ world: from, entries: from.last.entries }];
  for (let next = open.shift(); next !== undefined && seen.size < MOST_STATES; next = open.shift()) {
    const { world, entries } = next;
    const key = model.keyOf(world);
    if (seen.has(key)) continue;
    seen.add(key);
    const moves = kindMoves(model, world, late);
    if (moves.length === 0) ends.push(next);
    for (const move of moves) {
      const after = model.next(world, move);
      open.push({ world: after, entries: [...entries, ...after.last.entries] });
    }
  }
  return summary(setting, ends);
}

interface Ending {
  readonly world: World;
  readonly entries: readonly JournalEntry[];
}

/** What nobody waits for any more comes last. */
function kindMoves(model: Model<World, SagaMove>, world: World, late: boolean): readonly SagaMove[] {
  const kind = model.choices(world, false);
  const timely = kind.filter((move) => move.kind !== 'arrive');
  return timely.length > 0 || !late ? timely : kind;
}

function summary(setting: SagaSetting, ends: readonly Ending[]): Outcome {
  const order = [...setting.plan.steps.keys()];
  const standing = new Set(ends.flatMap(({ world }) => standingPaths(world).map(nameOfPath)));
  const { complete, abort } = setting.plan.definition;
  const names = new Set([...complete, ...abort].map(({ event }) => event));
  const told = ends.flatMap(({ world }) => Object.keys(world.saga.messages).filter((name) => names.has(name)));
  return {
    does: ends[0] ? doneBy(setting, ends[0]) : [],
    ends: [...new Set(ends.map(({ world }) => world.saga.status))].sort(),
    standing: order.filter((name) => standing.has(name)).map((name) => effectOf(setting, name)),
    told: [...new Set(told)].sort(),
    alerted: ends.some(({ entries }) => entries.some(isAlert)),
  };
}

/** What stands of a step: one that is nothing but an undo stands for what was there before the saga. */
function effectOf({ plan }: SagaSetting, name: string): string {
  return plan.steps.get(name)?.kind === 'undo' ? `what \`${name}\` undoes` : name;
}

function isAlert(entry: JournalEntry): boolean {
  return entry.type === 'saga-parked' || (entry.type === 'deadline-passed' && entry.consequence === 'alert');
}

/** The acts of a journal that somebody would tell. */
function doneBy(setting: SagaSetting, { world, entries }: Ending): readonly string[] {
  const acts = entries.flatMap((entry) => actOf(setting, entry) ?? []);
  const isEmpty =
    !acts.some((act) => act.startsWith('undoes')) && entries.some(({ type }) => type === 'unwinding-started');
  // Where it unwinds, it does not go on.
  const ends = entries.some(({ type }) => type === 'unwinding-started') ? acts.filter((act) => act !== WITHOUT) : acts;
  const isFreed = world.saga.status !== 'stuck' && entries.some(({ type }) => type === 'saga-parked');
  const told = [
    ...ends,
    ...(isEmpty ? ['unwinds: nothing is to be undone'] : []),
    ...(isFreed ? ['goes on when the answer comes'] : []),
  ];
  return told.filter((act, index) => told.indexOf(act) === index);
}

function actOf({ plan }: SagaSetting, entry: JournalEntry): string | undefined {
  switch (entry.type) {
    case 'retry-scheduled':
      return 'tries again';
    case 'command-sent': {
      if (entry.direction === 'check') return `asks \`${entry.command}\``;
      const step = plan.steps.get(nameOfPath(entry.step));
      return entry.direction === 'undo' && entry.attempt === 1 && step && undoOf(step)
        ? `undoes by \`${entry.command}\``
        : undefined;
    }
    case 'step-failed':
      if (entry.handled) return HANDLED[entry.handled.then];
      return entry.optional && entry.direction === 'do' ? WITHOUT : undefined;
    case 'deadline-passed':
      return entry.consequence === 'alert' ? 'goes on' : undefined;
    case 'saga-parked':
      return 'stops';
    default:
      return undefined;
  }
}

const WITHOUT = 'goes on without it';
const HANDLED = {
  retry: 'tries anew',
  continue: 'goes on',
  skip: WITHOUT,
  unwind: 'deals with it, then unwinds',
} as const;
