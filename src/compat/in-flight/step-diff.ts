import { compareText, type Span } from '../../diagnostics/index.js';
import { keySpan } from '../../language/node.js';
import { compact } from '../../model/build/compact.js';
import { namesOf } from '../../model/graph.js';
import type {
  AwaitStep,
  DoStep,
  Duration,
  FailureHandler,
  ForEachStep,
  Guard,
  Mapping,
  NameRef,
  RetryPolicy,
  Step,
  Undo,
  WaitStep,
} from '../../model/index.js';
import { nameSpanOf } from '../../model/step-parts.js';
import type { StepPair } from './pair-steps.js';
import { droppedIn, listDelta, noteIn, type SagaDiff, type Sides, unheardIn } from './saga-diff.js';
import type { LengthEffect, StepPart } from './saga-facts.js';
import { isSameStructure } from './same-structure.js';

/** Notes what is different in a step that is there on both sides. */
export function diffStep(diff: SagaDiff, { old: { step: old }, new: { step: next } }: StepPair): void {
  if (isSameStructure(old, next)) return;
  const at = { diff, step: old.name, path: `steps.${next.name}`, old, next };
  if (old.name !== next.name && 'renamedFrom' in next && next.renamedFrom !== undefined) {
    noteIn(diff, 'step-renamed', at.path, { step: old.name, to: next.name }, sidesOf(at));
  }
  diffGuard(at, 'step', old.when, next.when);
  if (old.optional !== next.optional) {
    noteIn(diff, 'step-optional-changed', at.path, { step: at.step, to: next.optional }, keySides(at, 'optional'));
  }
  diffForm(at, old, next);
}

/** A step with its place in both states. */
interface At {
  readonly diff: SagaDiff;
  readonly step: string;
  readonly path: string;
  readonly old: Step;
  readonly next: Step;
}

function diffForm(at: At, old: Step, next: Step): void {
  if (old.kind === 'do' && next.kind === 'do') diffDo(at, old, next);
  else if (old.kind === 'await' && next.kind === 'await') diffAwait(at, old, next);
  else if (old.kind === 'wait' && next.kind === 'wait') diffWait(at, old, next);
  else if (old.kind === 'forEach' && next.kind === 'forEach') diffLoop(at, old, next);
  else if (old.kind === 'undo' && next.kind === 'undo') diffUndo(at, old.undo, next.undo);
}

function diffDo(at: At, old: DoStep, next: DoStep): void {
  const { diff, step, path } = at;
  const [from, to] = [old.command.name, next.command.name];
  if (from !== to) {
    noteIn(diff, 'step-command-changed', path, { step, from, to, dropped: droppedIn(diff, [from]) }, sidesOf(at));
  }
  diffMapping(at, 'step', old.with, next.with);
  if (old.undo !== undefined && next.undo !== undefined) diffUndo(at, old.undo, next.undo);
  else if (old.undo !== undefined) undoRemoved(at, old.undo, next);
  else if (next.undo !== undefined) {
    const sides = { old: nameSpanOf(old), new: next.undo.command.span };
    noteIn(diff, 'step-undo-added', `${path}.undo`, { step, command: next.undo.command.name }, sides);
  } else if (old.noUndo !== next.noUndo) noUndoChanged(at, old, next);
  diffCheck(at, old.check, next.check);
  diffHandlers(at, old.onFailure, next.onFailure);
}

function undoRemoved({ diff, step, path }: At, { command: { name, span } }: Undo, next: DoStep): void {
  const reason = next.noUndo === undefined ? {} : { noUndo: next.noUndo };
  const facts = { step, command: name, dropped: droppedIn(diff, [name]), ...reason };
  noteIn(diff, 'step-undo-removed', `${path}.undo`, facts, { old: span, new: nameSpanOf(next) });
}

function noUndoChanged(at: At, { noUndo: from }: DoStep, { noUndo: to }: DoStep): void {
  const reasons = compact({ from, to });
  noteIn(at.diff, 'step-no-undo-changed', `${at.path}.noUndo`, { step: at.step, ...reasons }, keySides(at, 'noUndo'));
}

function diffUndo(at: At, old: Undo, next: Undo): void {
  const { diff, step, path } = at;
  const [from, to] = [old.command.name, next.command.name];
  const sides = { old: old.command.span, new: next.command.span };
  if (from !== to) {
    noteIn(diff, 'step-undo-changed', `${path}.undo`, { step, from, to, dropped: droppedIn(diff, [from]) }, sides);
  }
  diffGuard(at, 'undo', old.when, next.when);
  diffMapping(at, 'undo', old.with, next.with);
  diffTimeout(at, 'undo', old.timeout, next.timeout, { old: old.span, new: next.span });
  if (!isSameStructure(old.retry, next.retry)) {
    noteIn(
      diff,
      'step-retry-changed',
      `${path}.undo.retry`,
      { step, effect: retryEffect(old.retry, next.retry) },
      sides,
    );
  }
}

function retryEffect(from: RetryPolicy | undefined, to: RetryPolicy | undefined): LengthEffect | 'other' {
  if (from === undefined) return 'added';
  if (to === undefined) return 'removed';
  const [before, after] = [attemptsOf(from), attemptsOf(to)];
  return before === after ? 'other' : before < after ? 'longer' : 'shorter';
}

function attemptsOf({ attempts }: RetryPolicy): number {
  return attempts === 'unlimited' ? Number.POSITIVE_INFINITY : attempts;
}

function diffCheck({ diff, step, path, ...at }: At, from: NameRef | undefined, to: NameRef | undefined): void {
  if (from?.name === to?.name) return;
  const names = compact({ from: from?.name, to: to?.name });
  const facts = { step, ...names, dropped: droppedIn(diff, from ? [from.name] : []) };
  const sides = { old: from?.span ?? nameSpanOf(at.old), new: to?.span ?? nameSpanOf(at.next) };
  noteIn(diff, 'step-check-changed', `${path}.check`, facts, sides);
}

function diffGuard(at: At, part: StepPart, from: Guard | undefined, to: Guard | undefined): void {
  if (from?.text === to?.text) return;
  const texts = compact({ from: from?.text, to: to?.text });
  const sides = { old: from?.span ?? nameSpanOf(at.old), new: to?.span ?? nameSpanOf(at.next) };
  noteIn(at.diff, 'step-guard-changed', partPath(at, part, 'when'), { step: at.step, part, ...texts }, sides);
}

function partPath({ path }: At, part: StepPart, key: string): string {
  return part === 'undo' ? `${path}.undo.${key}` : `${path}.${key}`;
}

function diffMapping(at: At, part: StepPart, from: readonly Mapping[], to: readonly Mapping[]): void {
  const mapped = mappedFields(from, to);
  if (mapped.length === 0) return;
  const spanOf = (mappings: readonly Mapping[]): Span | undefined =>
    mappings.find(({ field }) => field.name === mapped[0])?.field.span;
  const sides = { old: spanOf(from) ?? nameSpanOf(at.old), new: spanOf(to) ?? nameSpanOf(at.next) };
  noteIn(at.diff, 'step-mapping-changed', partPath(at, part, 'with'), { step: at.step, part, mapped }, sides);
}

/** Fields that are filled otherwise, sorted. */
export function mappedFields(from: readonly Mapping[], to: readonly Mapping[]): readonly string[] {
  const before = new Map(from.map(({ field, value }) => [field.name, value]));
  const after = new Map(to.map(({ field, value }) => [field.name, value]));
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].filter((name) => !isSameStructure(before.get(name), after.get(name))).sort(compareText);
}

function diffTimeout(at: At, part: StepPart, from: Duration | undefined, to: Duration | undefined, whole: Sides): void {
  const effect = lengthEffect(from, to);
  if (effect === undefined) return;
  const texts = compact({ from: from?.text, to: to?.text });
  const sides = { old: from?.span ?? whole.old, new: to?.span ?? whole.new };
  noteIn(
    at.diff,
    'step-timeout-changed',
    partPath(at, part, 'timeout'),
    { step: at.step, part, ...texts, effect },
    sides,
  );
}

/** How one length differs from another; undefined where they are the same. */
export function lengthEffect(from: Duration | undefined, to: Duration | undefined): LengthEffect | undefined {
  if (from?.ms === to?.ms) return undefined;
  if (from === undefined) return 'added';
  if (to === undefined) return 'removed';
  return from.ms < to.ms ? 'longer' : 'shorter';
}

function diffAwait(at: At, old: AwaitStep, next: AwaitStep): void {
  const { diff, step, path } = at;
  const events = listDelta(namesOf(old.events), namesOf(next.events));
  const failures = listDelta(namesOf(old.failure), namesOf(next.failure));
  if ([events.added, events.removed, failures.added, failures.removed].some((list) => list.length > 0)) {
    const unheard = unheardIn(diff, [...events.removed, ...failures.removed]);
    const lists = { ...events, failuresAdded: failures.added, failuresRemoved: failures.removed, unheard };
    const timeout = old.timeout === undefined ? {} : { timeout: old.timeout.text };
    noteIn(diff, 'step-await-changed', path, { step, ...lists, ...timeout }, sidesOf(at));
  }
  diffTimeout(at, 'step', old.timeout, next.timeout, sidesOf(at));
  if (old.early !== next.early)
    noteIn(diff, 'step-early-changed', `${path}.early`, { step, to: next.early }, keySides(at, 'early'));
  diffHandlers(at, old.onFailure, next.onFailure);
}

function diffWait(at: At, old: WaitStep, next: WaitStep): void {
  const [from, to] = [old.for.text, next.for.text];
  const sides = { old: old.for.span, new: next.for.span };
  if (from !== to) noteIn(at.diff, 'step-wait-changed', `${at.path}.wait`, { step: at.step, from, to }, sides);
  diffUntil(at, old.until, next.until);
}

function diffUntil(at: At, from: NameRef | undefined, to: NameRef | undefined): void {
  if (from?.name === to?.name) return;
  const names = compact({ from: from?.name, to: to?.name });
  const facts = { step: at.step, ...names, unheard: unheardIn(at.diff, from ? [from.name] : []) };
  noteIn(at.diff, 'step-until-changed', `${at.path}.until`, facts, keySides(at, 'until'));
}

function diffLoop(at: At, old: ForEachStep, next: ForEachStep): void {
  const parts = [
    ['items', old.items.text, next.items.text, 'forEach'],
    ['as', old.as?.name ?? '', next.as?.name ?? '', 'as'],
    ['parallel', String(old.parallel), String(next.parallel), 'parallel'],
  ] as const;
  for (const [what, from, to, key] of parts) {
    if (from !== to)
      noteIn(at.diff, 'step-rounds-changed', `${at.path}.${key}`, { step: at.step, what, from, to }, keySides(at, key));
  }
  diffUntil(at, old.until, next.until);
}

function diffHandlers(at: At, from: readonly FailureHandler[], to: readonly FailureHandler[]): void {
  const before = new Map(from.map((handler) => [handler.on.name, handler]));
  const after = new Map(to.map((handler) => [handler.on.name, handler]));
  for (const on of new Set([...before.keys(), ...after.keys()])) {
    const [old, next] = [before.get(on), after.get(on)];
    const texts = compact({ from: old && handlerText(old), to: next && handlerText(next) });
    if (texts.from === texts.to) continue;
    const effect = old === undefined ? 'added' : next === undefined ? 'removed' : 'changed';
    const sides = { old: old?.on.span ?? nameSpanOf(at.old), new: next?.on.span ?? nameSpanOf(at.next) };
    noteIn(
      at.diff,
      'step-handler-changed',
      `${at.path}.onFailure.${on}`,
      { step: at.step, on, effect, ...texts },
      sides,
    );
  }
}

function handlerText({ then: next, rounds }: FailureHandler): string {
  return rounds === undefined ? next : `${next}, ${rounds} rounds`;
}

function sidesOf({ old, next }: At): Sides {
  return { old: nameSpanOf(old), new: nameSpanOf(next) };
}

function keySides({ old, next }: At, key: string): Sides {
  return { old: keySpan(old.node, key) ?? nameSpanOf(old), new: keySpan(next.node, key) ?? nameSpanOf(next) };
}
