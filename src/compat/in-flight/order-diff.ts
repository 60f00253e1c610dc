import type { StepPlace } from '../../model/graph.js';
import type { Step } from '../../model/index.js';
import { awaitedBy, commandRefsOf, innerSequences, nameSpanOf } from '../../model/step-parts.js';
import { longestRisingRun } from './longest-run.js';
import { containerOf } from './pair-steps.js';
import { droppedIn, noteIn, type SagaDiff, unheardIn } from './saga-diff.js';
import { listKey, type StepLists, stepLists } from './spots.js';

/** Notes steps that came, went, changed their order, or stand in another group. */
export function diffOrder(diff: SagaDiff): void {
  const before = stepLists(diff.old, diff.steps.oldPlaces);
  const after = stepLists(diff.new, diff.steps.newPlaces);
  for (const place of diff.steps.oldPlaces) {
    if (!diff.steps.byOld.has(place.step) && !isFrame(place.step)) noteRemoved(diff, before, place);
  }
  for (const place of diff.steps.newPlaces) {
    if (!diff.steps.byNew.has(place.step) && !isFrame(place.step)) noteAdded(diff, after, place);
  }
  for (const [key, list] of after.lists) diffList(diff, { before, after }, key, list);
}

interface Both {
  readonly before: StepLists;
  readonly after: StepLists;
}

/** A group with steps in it is told by these. */
function isFrame(step: Step): boolean {
  return (
    (step.kind === 'parallel' || step.kind === 'forEach') && innerSequences(step).some((inner) => inner.length > 0)
  );
}

function noteRemoved(diff: SagaDiff, lists: StepLists, place: StepPlace): void {
  const { step } = place;
  const facts = {
    step: step.name,
    spot: lists.spotOf(place),
    form: step.kind,
    ...(step.kind === 'do' && { command: step.command.name }),
    ...droppedBy(diff, step),
    ...(step.kind === 'await' && step.timeout && { timeout: step.timeout.text }),
    unheard: unheardIn(
      diff,
      awaitedBy(step).map(({ name }) => name),
    ),
  };
  noteIn(diff, 'step-removed', `steps.${step.name}`, facts, { old: nameSpanOf(step) });
}

function droppedBy(diff: SagaDiff, step: Step) {
  return {
    dropped: droppedIn(
      diff,
      commandRefsOf(step).map(({ name }) => name),
    ),
  };
}

function noteAdded(diff: SagaDiff, lists: StepLists, place: StepPlace): void {
  const { step } = place;
  const command = step.kind === 'do' ? { command: step.command.name } : {};
  const facts = { step: step.name, spot: lists.spotOf(place), ...command };
  noteIn(diff, 'step-added', `steps.${step.name}`, facts, { new: nameSpanOf(step) });
}

/** Of the steps that were in the counterpart of this list before, those that are not in their old order have moved. */
function diffList(diff: SagaDiff, both: Both, key: string, list: readonly StepPlace[]): void {
  const pairs = list.flatMap(({ step }) => diff.steps.byNew.get(step) ?? []);
  const home = key === '' ? '' : counterpart(diff, list);
  const order = new Map((both.before.lists.get(home ?? '') ?? []).map(({ step }, index) => [step, index]));
  const stayed = pairs.filter(({ old }) => listKey(containerOf(old)) === home);
  const inOrder = longestRisingRun(stayed.map(({ old }) => order.get(old.step) ?? 0));
  const positions = new Map(stayed.map(({ old }, index) => [old, index]));
  const spots = (old: StepPlace, next: StepPlace) => {
    return { step: old.step.name, from: both.before.spotOf(old), to: both.after.spotOf(next) };
  };
  for (const { old, new: next } of pairs) {
    const position = positions.get(old);
    if (position !== undefined && inOrder.has(position)) continue;
    const kind = position === undefined ? 'step-moved' : 'step-reordered';
    const sides = { old: nameSpanOf(old.step), new: nameSpanOf(next.step) };
    noteIn(diff, kind, `steps.${next.step.name}`, spots(old, next), sides);
  }
}

/** Key of the old list that a list of a group, loop or handler was; undefined where the group is new. */
function counterpart({ steps }: SagaDiff, list: readonly StepPlace[]): string | undefined {
  const [first] = list;
  const container = first && containerOf(first);
  const group = container && steps.byNew.get(container.of)?.old.step;
  if (container === undefined || group === undefined) return undefined;
  if (container.kind !== 'branch') return listKey({ ...container, of: group });
  for (const { step } of list) {
    const before = steps.byNew.get(step)?.old;
    const home = before && containerOf(before);
    if (home?.kind === 'branch' && home.of === group) return listKey(home);
  }
  return listKey({ ...container, of: group });
}
