import type { Catalog } from '../catalog.js';
import type { NameRef } from '../element.js';
import type { AwaitStep, DoStep, FailureHandler, ForEachStep, Guard, ParallelStep, SagaDef, Step } from '../saga.js';
import type { ValueType } from '../values/value-type.js';
import { areOpposite, eitherWay } from './either-way.js';
import { askedForBy, notNullBy, readGuard } from './guard.js';
import { itemType } from './loop-item.js';
import type { DataFlow, DataPoint, GuardPoint, ReadPoint } from './points.js';
import {
  type Seen,
  type SeenGroup,
  withCertain,
  withGroup,
  withGroups,
  withNotNull,
  withPossible,
  withPresent,
  withVariable,
} from './seen.js';
import { readItems } from './step-texts.js';

export type { DataFlow, DataPoint, GuardPoint, ReadPoint } from './points.js';

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
  return { points: walk.points, guards: walk.guards, reads: walk.reads, reached: walk.reached, everything };
}

const ID_TYPE: ValueType = { type: { kind: 'primitive', name: 'uuid' }, nullable: false, optional: false };

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
  readonly reached: Map<Step, Seen>;
  /** All answers, failures too, that steps can get. */
  readonly outcomes: SeenGroup[];
  readonly undone: SeenGroup[];
  parallels: number;
  /** How many loops, and handlers after which a step is tried again, are around: messages of earlier rounds are seen there. */
  repeats: number;
  /** What a round of each loop adds: loops in loops would be walked without end otherwise. */
  readonly previews: Map<ForEachStep, readonly SeenGroup[]>;
}

function newWalk(catalog: Catalog): Walk {
  const collected = { points: [], guards: [], reads: [], reached: new Map(), outcomes: [], undone: [] };
  return { catalog, ...collected, parallels: 0, repeats: 0, previews: new Map() };
}

function walkSteps(walk: Walk, steps: readonly Step[], seen: Seen): Seen {
  let current = seen;
  const done: Walked[] = [];
  for (const step of steps) {
    const before = walk.repeats === 0 ? done : [];
    const walked = walkStep(walk, step, current, sureUnder(step.when, before));
    const last = before.at(-1);
    current = last ? withEither(walked.seen, last, walked) : walked.seen;
    done.push(walked);
  }
  return current;
}

/** What earlier steps under the very same guard have seen: it holds for all of them, as long as it asks no `seen`. */
function sureUnder(guard: Guard | undefined, before: readonly Walked[]): readonly string[] {
  const meaning = guard && readGuard(guard.text);
  if (meaning?.kind !== 'cel' || /\bseen\b/.test(meaning.cel)) return [];
  const same = before.filter(({ step }) => !step.optional && step.when?.text === guard?.text);
  const added = same.flatMap((walked) => walked.added.filter((each) => each.certain && each.messages.length === 1));
  return added.flatMap(({ messages }) => messages);
}

/** Steps that may run again, so that of two ways both may have been gone: the older message must not be taken for this round's. */
function walkRepeated(walk: Walk, steps: readonly Step[], seen: Seen): Seen {
  walk.repeats += 1;
  const after = walkSteps(walk, steps, seen);
  walk.repeats -= 1;
  return after;
}

/** A step with what is seen behind it, and what it adds where its guard holds. */
interface Walked {
  readonly step: Step;
  readonly added: readonly SeenGroup[];
  readonly seen: Seen;
}

function walkStep(walk: Walk, step: Step, seen: Seen, sure: readonly string[]): Walked {
  if (step.when) walk.guards.push({ guard: step.when, step, seen });
  const inside = sure.reduce(withCertain, afterGuard(seen, step.when));
  walk.reached.set(step, inside);
  const added = newGroups(walk, step, inside);
  const certain = step.when === undefined && !step.optional;
  return { step, added, seen: certain ? withGroups(seen, added) : withPossible(seen, added) };
}

/** Of two steps in a row with opposite guards one is run. That stands before their groups, which say more of the order. */
function withEither(seen: Seen, { step: one, added }: Walked, { step: other, added: alsoAdded }: Walked): Seen {
  if (!one.when || !other.when || one.optional || other.optional || !areOpposite(one.when, other.when)) return seen;
  const at = seen.groups.length - added.length - alsoAdded.length;
  return { ...seen, groups: seen.groups.toSpliced(at, 0, ...eitherWay([added, alsoAdded])) };
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
  const handled = step.onFailure.map((handler) => ({ handler, added: walkHandler(walk, handler, seen) }));
  const lived = step.optional ? failure : [];
  const goOn = handled.filter(({ handler }) => handler.then === 'continue' || handler.then === 'skip');
  const succeeded = group(success, true);
  const possible = [...handled.flatMap(({ added }) => added), ...group(lived, false)].map(asPossible);
  if (goOn.length === 0) return [...possible, ...succeeded];
  const either = walk.repeats === 0 ? eitherWay([...goOn.map(({ added }) => added), succeeded]) : [];
  return [...either, ...possible, ...succeeded.map(asPossible)];
}

function asPossible(added: SeenGroup): SeenGroup {
  return { ...added, certain: false };
}

/** What a handler sees; nothing of it is seen behind the step where it leads into the unwinding. */
function walkHandler(walk: Walk, handler: FailureHandler, seen: Seen): readonly SeenGroup[] {
  const cause = handler.on.name === 'timeout' ? [] : [handler.on.name];
  const told = withGroup(seen, cause, true);
  const after =
    handler.then === 'retry' ? walkRepeated(walk, handler.steps, told) : walkSteps(walk, handler.steps, told);
  return handler.then === 'unwind' ? [] : after.groups.slice(seen.groups.length);
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
  walkRepeated(walk, step.steps, step.parallel ? first : withPossible(first, preview));
  // A number of rounds is at least one, but the event that ends the loop may come before it.
  const isRun = readItems(step.items.text)?.kind === 'count' && step.until === undefined;
  const rounds = preview.map((round) => ({ ...round, certain: round.certain && isRun }));
  return [...rounds, ...untilEvent(walk, step.until)];
}

function previewRound(walk: Walk, step: ForEachStep, seen: Seen): readonly SeenGroup[] {
  const dry = { ...newWalk(walk.catalog), parallels: walk.parallels, previews: walk.previews };
  const preview = walkRepeated(dry, step.steps, seen).groups.slice(seen.groups.length);
  walk.previews.set(step, preview);
  return preview;
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

/** Behind `when: Name` that message has come, and behind `has(...)` what it asks for is there. */
function afterGuard(seen: Seen, guard: Guard | undefined): Seen {
  if (guard === undefined) return seen;
  const { messages, fields } = askedForBy(guard.text);
  return withNotNull(withPresent(messages.reduce(withCertain, seen), fields), notNullBy(guard.text));
}
