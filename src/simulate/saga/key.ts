import { canonicalJson, type JsonObject } from '../../runtime/json.js';
import { DEADLINE } from '../../runtime/saga/change-state.js';
import { namesOfCause } from '../../runtime/saga/mapping.js';
import type { SagaPlan } from '../../runtime/saga/plan.js';
import { callSite, pendingPaths } from '../../runtime/saga/sites.js';
import {
  type CallState,
  type Direction,
  isPending,
  isUndecided,
  type SagaState,
  type StepState,
  stepOf,
} from '../../runtime/saga/state.js';
import { wasDropped } from './event-moves.js';
import { causesPicked, type MessageReaders, messageReaders, type ValueReaders } from './message-readers.js';
import { valueAt } from './sample-variants.js';
import type { SagaSetting } from './setting.js';
import { type Fact, type Straggler, stragglerId, type World } from './world.js';

const makers = new WeakMap<SagaSetting, (world: World) => string>();

/**
 * The key of a world: everything that can still matter, and nothing else. How many attempts a settled call took, what its
 * last problem was, and how long the journal is, no function of the engine asks; of an open one, only whether this attempt
 * is its last. What was seen or went wrong counts as far as somebody may still read it.
 */
export function keyOf(setting: SagaSetting, world: World): string {
  const make = makers.get(setting) ?? (setting.reduced ? createKeyMaker(setting) : wholeKey);
  makers.set(setting, make);
  return make(world);
}

/** States share most of what they are made of: the key of each part is worked out once. */
function createKeyMaker(setting: SagaSetting): (world: World) => string {
  const readers = messageReaders(setting);
  const picked = causesPicked(setting.plan);
  const forward = remembered((step: StepState, path: string) => stepKey(setting, path, step));
  const backward = remembered((step: StepState, path: string) => stepKey(setting, path, withoutDecided(step)));
  const all = remembered((seen: SagaState['messages']) => readKey(readers.forward, seen));
  const messages = (saga: SagaState): string => {
    const { messages: seen } = saga;
    if (!isBackward(saga) || pendingPaths(saga).length > 0) return all(seen);
    const undos = [...readers.undos].flatMap(([step, reader]) =>
      mayBeUndone(setting.plan, saga, step) ? [readKey(reader, seen)] : [],
    );
    return [readKey(readers.backward, seen), ...undos].join('/');
  };
  const cause = remembered((of: NonNullable<SagaState['cause']>) =>
    ['because', ...namesOfCause(of).filter((name) => picked.has(name))].join('+'),
  );

  return (world) => {
    const { saga } = world;
    if (!world.begun) return 'origin';
    const steps = listKey(saga.steps, isBackward(saga) ? backward : forward);
    const early = saga.early.map(({ event, data }) => `${event}${dataKey(data)}`).join();
    const why = saga.cause === undefined ? '' : cause(saga.cause);
    const inside = `${headKey(saga)}${why}|${messages(saga)}|${early}|${steps}|${agesKey(world)}`;
    const outside = `${factsKey(world.facts)}|${world.stragglers.map(stragglerKey).join()}|${sentKey(world)}`;
    // Where time is real, it is part of the world.
    const time = setting.time === 'free' ? '' : `|${world.now}|${JSON.stringify([saga.timers, world.limits])}`;
    return `${inside}|${outside}${time}`;
  };
}

/** Everything that is in a state, but how long it took to get there. */
function wholeKey({ saga, last: _last, ...world }: World): string {
  const { version: _version, ...rest } = saga;
  return canonicalJson({ ...world, saga: rest });
}

function isBackward({ status, parkedFrom }: SagaState): boolean {
  return status === 'unwinding' || status === 'aborted' || parkedFrom === 'unwinding';
}

/** While it unwinds, a step whose undo is decided is no longer asked what became of it. */
function withoutDecided(step: StepState): StepState {
  if ((step.undo?.attempt ?? 0) === 0 || isPending(step.do)) return step;
  const { do: _do, ...rest } = step;
  return rest;
}

function headKey({ status, pivotPassed, overdue, parkedFrom, deadlineAt, timers }: SagaState): string {
  const isLate = status === 'running' && deadlineAt !== undefined && timers[DEADLINE] === undefined;
  return `${status} ${parkedFrom ?? ''} ${pivotPassed ? 1 : 0}${overdue ? 1 : 0}${isLate ? 1 : 0}`;
}

/** While nothing but undos is left to do, the deadline means nothing. */
function agesKey({ saga, timerAges }: World): string {
  const isOver = saga.status === 'unwinding' && pendingPaths(saga).length === 0;
  const groups = isOver ? timerAges.map((owners) => owners.filter((owner) => owner !== DEADLINE)) : timerAges;
  return groups.map((owners) => owners.join()).join(';');
}

function stepKey(setting: SagaSetting, path: string, step: StepState): string {
  const { handled, loop, answer } = step;
  const rest = [
    handled && `h${handled.on}>${handled.then}`,
    loop && `l${loop.rounds}/${loop.items.length}`,
    answer && `a${answer.event}${dataKey(answer.data)}`,
  ];
  const calls = DIRECTIONS.map((direction) => callKey(setting, path, direction, step[direction]));
  return `${calls.join('')}${rest.filter((part) => part !== undefined).join('')}`;
}

const DIRECTIONS: readonly Direction[] = ['do', 'undo', 'check'];

function callKey(setting: SagaSetting, path: string, direction: Direction, call: CallState | undefined): string {
  if (call === undefined) return '';
  const { status, attempt, mayHaveHappened } = call;
  const prefix = `${direction}:`;
  if (isPending(call)) {
    const attempts = callSite(setting.plan, path, direction)?.call.retry.attempts;
    const number = setting.time === 'free' ? Number(attempt === attempts) : attempt;
    return `${prefix}${status}${number}${mayHaveHappened ? '?' : ''}${dataKey(call.input)}`;
  }
  // Of what was given up it matters whether it was ever sent, and whether it is in doubt.
  return `${prefix}${status}${attempt > 0 ? '+' : ''}${status === 'failed' && mayHaveHappened ? '?' : ''}`;
}

function remembered<Part extends object>(
  make: (part: Part, name: string) => string,
): (part: Part, name?: string) => string {
  const known = new WeakMap<Part, string>();
  return (part, name = '') => {
    const key = known.get(part) ?? make(part, name);
    known.set(part, key);
    return key;
  };
}

function listKey<Value>(
  record: Readonly<Record<string, Value>>,
  keyOfValue: (value: Value, name: string) => string,
): string {
  const names = Object.keys(record).sort();
  return names.map((name) => `${name}${keyOfValue(record[name] as Value, name)}`).join();
}

const factsKey = remembered((facts: World['facts']) => listKey(facts, factKey));

/** How often each event has come, and which of them were dropped. */
function sentKey(world: World): string {
  return listKey(world.sent, (times, event) => `${times}${wasDropped(world, event) ? '-' : ''}`);
}

function stragglerKey(straggler: Straggler): string {
  return straggler.kind === 'reply' ? `${stragglerId(straggler)}${dataKey(straggler.data)}` : stragglerId(straggler);
}

function factKey({ effects, undone, answer, undoAnswer, found, closed, knownRefused }: Fact): string {
  const said = [answer, undoAnswer].map((each) => (each === undefined ? '' : `${each.event}${dataKey(each.data)}`));
  return `${effects}-${undone}${said.join('/')}${found ?? ''}${closed ? 'x' : ''}${knownRefused ? 'r' : ''}`;
}

/** Whether the undo of a step may still be decided: it has been reached, and its undo was not sent. */
function mayBeUndone({ steps, repeated }: SagaPlan, saga: SagaState, name: string): boolean {
  const state = stepOf(saga, name);
  if (repeated.has(name)) return true;
  return state === undefined ? steps.get(name)?.kind === 'undo' : isUndecided(state.undo);
}

/** Of what was seen, what somebody may read; inside rounds and handlers, who reads what depends on the place: all of it. */
function readKey({ whole, values }: MessageReaders, seen: SagaState['messages']): string {
  const names = Object.keys(seen);
  const asked = names.filter((name) => whole.has(name) || name.includes('/')).sort();
  const read = values.map((reader) => valuesKey(reader, seen, names));
  return `${asked.map((name) => `${name}${dataKey(seen[name] ?? {})}`).join()};${read.join()}`;
}

/** Where all messages say the same, nobody can tell which of them he reads. */
function valuesKey(reader: ValueReaders, seen: SagaState['messages'], names: readonly string[]): string {
  const values = names.flatMap((name) => (reader.messages.has(name) ? [valueKey(seen[name] ?? {}, reader)] : []));
  if (values.every((value) => value === values[0])) return values[0] ?? '';
  const read = reader.sources.map((source) => source.find((name) => Object.hasOwn(seen, name)) ?? '');
  return read.map((name) => valueKey(seen[name] ?? {}, reader)).join('.');
}

const valueKeys = new WeakMap<JsonObject, Map<ValueReaders, string>>();

function valueKey(data: JsonObject, reader: ValueReaders): string {
  const known = valueKeys.get(data) ?? new Map<ValueReaders, string>();
  valueKeys.set(data, known);
  const key = known.get(reader) ?? `${numberOf(JSON.stringify(valueAt(data, reader.path)) ?? '')}`;
  known.set(reader, key);
  return key;
}

/** Equal texts have one number. */
const numbers = new Map<string, number>();

const dataKey = remembered((data: JsonObject) => `#${numberOf(JSON.stringify(data))}`);

function numberOf(text: string): number {
  const number = numbers.get(text) ?? numbers.size;
  numbers.set(text, number);
  return number;
}
