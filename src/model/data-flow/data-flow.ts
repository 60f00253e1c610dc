import type { Catalog } from '../catalog.js';
import type { NameRef } from '../element.js';
import type {
  AwaitStep,
  DoStep,
  FailureHandler,
  ForEachStep,
  Guard,
  Mapping,
  ParallelStep,
  SagaDef,
  Step,
  WaitStep,
} from '../saga.js';
import { resolveType, type ValueType } from '../values/value-type.js';
import { readGuard } from './guard.js';
import { pathValue } from './path-value.js';
import { type Seen, type SeenGroup, withCertain, withGroup, withPossible, withVariable } from './seen.js';
import { readItems } from './step-texts.js';

/** A place where the saga fills a message: a command that it sends, or an event that it ends with. */
export interface DataPoint {
  readonly use: 'do' | 'check' | 'undo' | 'complete' | 'abort';
  /** The step that sends the command; none for the saga's own events. */
  readonly step?: Step;
  readonly message: NameRef;
  readonly with: readonly Mapping[];
  readonly seen: Seen;
}

/** A guard and what has been seen where it is asked. */
export interface GuardPoint {
  readonly guard: Guard;
  readonly step: Step;
  readonly seen: Seen;
}

/** A pause or a loop, which read one value when they are reached. */
export type ReadPoint =
  | { readonly step: WaitStep; readonly seen: Seen }
  /** `item` is what each round is handed: an item of the list, or the number of the round. */
  | { readonly step: ForEachStep; readonly seen: Seen; readonly item: ValueType };

/** How the data of a saga moves; everything in the order in which it is written. */
export interface DataFlow {
  readonly points: readonly DataPoint[];
  readonly guards: readonly GuardPoint[];
  readonly reads: readonly ReadPoint[];
  /** Every message that the saga can ever see, oldest first. */
  readonly everything: readonly string[];
}

/** Walks a saga and says what has been seen wherever data is needed; `fillMessage` then fills a point's message. */
export function dataFlowOf(catalog: Catalog, saga: SagaDef): DataFlow {
  const walk = newWalk(catalog);
  const start = startOf(saga);
  const end = walkSteps(walk, saga.steps, start);
  for (const event of saga.complete) {
    walk.points.push({ use: 'complete', message: event.event, with: event.with, seen: end });
  }
  const worst = atWorst(saga, start, walk);
  for (const event of saga.abort)
    walk.points.push({ use: 'abort', message: event.event, with: event.with, seen: worst });
  const everything = [...new Set(worst.groups.flatMap((group) => group.messages))];
  return { points: walk.points, guards: walk.guards, reads: walk.reads, everything };
}

const ID_TYPE: ValueType = { type: { kind: 'primitive', name: 'uuid' }, nullable: false, optional: false };
const COUNT_TYPE: ValueType = { type: { kind: 'primitive', name: 'int' }, nullable: false, optional: false };

/** Heard events may come at any time; they count as oldest, so that they never hide an answer. */
function startOf(saga: SagaDef): Seen {
  const heard: Seen = { groups: [], variables: new Map(saga.ids.map((id) => [id.name, ID_TYPE])) };
  const told = [...saga.hears, ...saga.cancelOn].reduce((seen, event) => withGroup(seen, [event.name], false), heard);
  return withGroup(told, saga.start ? [saga.start.name] : [], true);
}

/** An abort may come before anything has answered: only the start is certain then, all else may have come. */
function atWorst(saga: SagaDef, start: Seen, walk: Walk): Seen {
  const outcomes = withPossible(start, walk.outcomes);
  const undone = withPossible(outcomes, walk.undone.toReversed());
  return saga.cancelOn.reduce((seen, event) => withGroup(seen, [event.name], false), undone);
}

/** What is collected on the way; walking a list of steps again only needs a fresh one. */
interface Walk {
  readonly catalog: Catalog;
  readonly points: DataPoint[];
  readonly guards: GuardPoint[];
  readonly reads: ReadPoint[];
  /** All answers, failures too, that steps can get. */
  readonly outcomes: SeenGroup[];
  readonly undone: SeenGroup[];
  parallels: number;
  /** What a round of each loop adds: loops in loops would be walked without end otherwise. */
  readonly previews: Map<ForEachStep, readonly SeenGroup[]>;
}

function newWalk(catalog: Catalog): Walk {
  return { catalog, points: [], guards: [], reads: [], outcomes: [], undone: [], parallels: 0, previews: new Map() };
}

function walkSteps(walk: Walk, steps: readonly Step[], seen: Seen): Seen {
  return steps.reduce((current, step) => walkStep(walk, step, current), seen);
}

function walkStep(walk: Walk, step: Step, seen: Seen): Seen {
  if (step.when) walk.guards.push({ guard: step.when, step, seen });
  const inside = afterGuard(seen, step.when);
  const added = newGroups(walk, step, inside);
  const certain = step.when === undefined && !step.optional;
  return certain ? { ...seen, groups: [...seen.groups, ...added] } : withPossible(seen, added);
}

/** What a step adds to the messages seen when it is run and the saga goes on. */
function newGroups(walk: Walk, step: Step, seen: Seen): readonly SeenGroup[] {
  switch (step.kind) {
    case 'do':
      return walkDo(walk, step, seen);
    case 'undo':
      walkUndo(walk, step, seen);
      return [];
    case 'parallel':
      return walkParallel(walk, step, seen);
    case 'await':
      return walkAwait(walk, step, seen);
    case 'wait':
      walk.reads.push({ step, seen });
      return untilEvent(walk, step.until);
    case 'forEach':
      return walkForEach(walk, step, seen);
  }
}

function walkDo(walk: Walk, step: DoStep, seen: Seen): readonly SeenGroup[] {
  const { success, failure } = answersOf(walk, step.command);
  walk.points.push({ use: 'do', step, message: step.command, with: step.with, seen });
  record(walk, success, failure);
  const happened = [...new Set([...success, ...walkCheck(walk, step, seen)])];
  walkUndo(walk, step, withGroup(seen, [...happened, ...failure.filter((event) => leavesEffect(walk, event))], false));
  return afterAnswer(walk, step, happened, failure, seen);
}

/** A check that finds that the step has happened tells so in place of the step's own answer. */
function walkCheck(walk: Walk, step: DoStep, seen: Seen): readonly string[] {
  if (step.check === undefined) return [];
  walk.points.push({ use: 'check', step, message: step.check, with: [], seen });
  const { success } = answersOf(walk, step.check);
  record(walk, success);
  return success;
}

function walkAwait(walk: Walk, step: AwaitStep, seen: Seen): readonly SeenGroup[] {
  const success = step.events.map((event) => event.name);
  const failure = step.failure.map((event) => event.name);
  record(walk, success, failure);
  return afterAnswer(walk, step, success, failure, seen);
}

/** Failures that the saga lives on with, what their handlers saw, and the success. */
function afterAnswer(
  walk: Walk,
  step: DoStep | AwaitStep,
  success: readonly string[],
  failure: readonly string[],
  seen: Seen,
): readonly SeenGroup[] {
  const handled = step.onFailure.flatMap((handler) => walkHandler(walk, handler, seen));
  const lived = step.optional ? failure : [];
  const always = step.onFailure.every((handler) => handler.then === 'retry' || handler.then === 'unwind');
  return [...handled, ...group(lived, false), ...group(success, always)];
}

function walkHandler(walk: Walk, handler: FailureHandler, seen: Seen): readonly SeenGroup[] {
  const cause = handler.on.name === 'timeout' ? [] : [handler.on.name];
  const after = walkSteps(walk, handler.steps, withGroup(seen, cause, true));
  if (handler.then === 'unwind') return [];
  return after.groups.slice(seen.groups.length).map((added) => ({ ...added, certain: false }));
}

function walkUndo(walk: Walk, step: Step, seen: Seen): void {
  if ((step.kind !== 'do' && step.kind !== 'undo') || step.undo === undefined) return;
  const { undo } = step;
  if (undo.when) walk.guards.push({ guard: undo.when, step, seen });
  const inside = afterGuard(seen, undo.when);
  walk.points.push({ use: 'undo', step, message: undo.command, with: undo.with, seen: inside });
  walk.undone.push(...group(answersOf(walk, undo.command).success, false));
}

function walkParallel(walk: Walk, step: ParallelStep, seen: Seen): readonly SeenGroup[] {
  walk.parallels += 1;
  const parallel = `${walk.parallels}`;
  return step.branches.flatMap((steps, branch) => {
    const marks = { outcomes: walk.outcomes.length, undone: walk.undone.length };
    const added = walkSteps(walk, steps, seen).groups.slice(seen.groups.length);
    const inLane = (from: SeenGroup): SeenGroup => ({ ...from, lanes: [...from.lanes, { parallel, branch }] });
    walk.outcomes.push(...walk.outcomes.splice(marks.outcomes).map(inLane));
    walk.undone.push(...walk.undone.splice(marks.undone).map(inLane));
    return added.map(inLane);
  });
}

/** A round sees what earlier rounds saw, unless the rounds run side by side. */
function walkForEach(walk: Walk, step: ForEachStep, seen: Seen): readonly SeenGroup[] {
  const item = itemType(walk.catalog, step, seen);
  walk.reads.push({ step, seen, item });
  const first = step.as === undefined ? seen : withVariable(seen, step.as.name, item);
  const preview = walk.previews.get(step) ?? previewRound(walk, step, first);
  walkSteps(walk, step.steps, step.parallel ? first : withPossible(first, preview));
  const rounds = preview.map((round) => ({ ...round, certain: false }));
  return [...rounds, ...untilEvent(walk, step.until)];
}

function previewRound(walk: Walk, step: ForEachStep, seen: Seen): readonly SeenGroup[] {
  const dry = { ...newWalk(walk.catalog), parallels: walk.parallels, previews: walk.previews };
  const preview = walkSteps(dry, step.steps, seen).groups.slice(seen.groups.length);
  walk.previews.set(step, preview);
  return preview;
}

function itemType(catalog: Catalog, step: ForEachStep, seen: Seen): ValueType {
  const items = readItems(step.items.text);
  const value = items?.kind === 'path' ? pathValue(catalog, seen, items.root, items.path) : undefined;
  const list = value?.kind === 'found' ? resolveType(catalog, value.type.type) : undefined;
  if (list?.kind !== 'list') return COUNT_TYPE;
  return { type: list.items, nullable: list.items.kind === 'nullable', optional: false };
}

function untilEvent(walk: Walk, until: NameRef | undefined): readonly SeenGroup[] {
  const added = group(until ? [until.name] : [], false);
  walk.outcomes.push(...added);
  return added;
}

function answersOf(walk: Walk, command: NameRef): { success: readonly string[]; failure: readonly string[] } {
  const def = walk.catalog.commands.get(command.name);
  return { success: def?.success.map(nameOf) ?? [], failure: def?.failure.map(nameOf) ?? [] };
}

function leavesEffect(walk: Walk, event: string): boolean {
  return walk.catalog.events.get(event)?.effect === 'unknown';
}

function record(walk: Walk, success: readonly string[], failure: readonly string[] = []): void {
  walk.outcomes.push(...group(success, false), ...group(failure, false));
}

function group(messages: readonly string[], certain: boolean): readonly SeenGroup[] {
  return messages.length === 0 ? [] : [{ messages, certain, lanes: [] }];
}

function nameOf(ref: NameRef): string {
  return ref.name;
}

/** Behind `when: Name` that message has come. */
function afterGuard(seen: Seen, guard: Guard | undefined): Seen {
  const meaning = guard && readGuard(guard.text);
  return meaning?.kind === 'seen' && !meaning.negated ? withCertain(seen, meaning.message) : seen;
}
