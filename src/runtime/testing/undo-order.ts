import type { FailureHandlerDefinition, StepDefinition } from '../saga/definition.js';
import type { JournalEntry } from '../saga/journal.js';
import { innerScope, stepPath, tryPath } from '../saga/paths.js';
import { type SagaState, stepOf } from '../saga/state.js';

/** Paths in the order in which they were run: one after the other, or side by side. */
type Order =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'sequence' | 'together'; readonly parts: readonly Order[] };

/** The first pair of paths of which the earlier one was undone before the later one was settled. */
export function wrongUndoOrder(
  steps: readonly StepDefinition[],
  state: SagaState,
  journal: readonly JournalEntry[],
): readonly [string, string] | undefined {
  const from = journal.findIndex(({ type }) => type === 'unwinding-started');
  if (from < 0 || journal.some(({ type }) => type === 'late-success' || type === 'operator-acted')) return undefined;
  return wrongIn(orderOf(steps, '', state), journal.slice(from));
}

function wrongIn(order: Order, journal: readonly JournalEntry[]): readonly [string, string] | undefined {
  if (order.kind === 'path') return undefined;
  for (const [index, part] of order.parts.entries()) {
    const inside = wrongIn(part, journal);
    if (inside !== undefined) return inside;
    if (order.kind === 'together') continue;
    for (const later of order.parts.slice(index + 1).flatMap(pathsIn)) {
      const earlier = pathsIn(part).find((path) => isUndoneBefore(path, later, journal));
      if (earlier !== undefined) return [earlier, later];
    }
  }
  return undefined;
}

function isUndoneBefore(earlier: string, later: string, journal: readonly JournalEntry[]): boolean {
  const sent = journal.findIndex((entry) => entry.type === 'command-sent' && isUndoOf(earlier, entry));
  const settled = journal.findLastIndex((entry) => entry.type !== 'reply-ignored' && isUndoOf(later, entry));
  return sent >= 0 && settled > sent;
}

function isUndoOf(path: string, entry: JournalEntry): boolean {
  return 'direction' in entry && entry.direction === 'undo' && entry.step === path;
}

function pathsIn(order: Order): readonly string[] {
  return order.kind === 'path' ? [order.path] : order.parts.flatMap(pathsIn);
}

function orderOf(steps: readonly StepDefinition[], scope: string, state: SagaState): Order {
  return { kind: 'sequence', parts: steps.map((step) => orderOfStep(step, stepPath(scope, step.name), scope, state)) };
}

function orderOfStep(step: StepDefinition, path: string, scope: string, state: SagaState): Order {
  switch (step.kind) {
    case 'do':
    case 'await':
      return { kind: 'sequence', parts: orderOfTries(step.onFailure, path, state) };
    case 'parallel':
      return { kind: 'together', parts: step.branches.map((branch) => orderOf(branch, scope, state)) };
    case 'forEach': {
      const rounds = Array.from({ length: stepOf(state, path)?.loop?.rounds ?? 0 }, (_, index) => index + 1);
      const parts = rounds.map((round) => orderOf(step.steps, innerScope(path, round), state));
      return { kind: step.parallel ? 'together' : 'sequence', parts };
    }
    case 'undo':
    case 'wait':
      return { kind: 'path', path };
  }
}

function orderOfTries(handlers: readonly FailureHandlerDefinition[], base: string, state: SagaState): readonly Order[] {
  const parts: Order[] = [];
  for (let number = 1; stepOf(state, tryPath(base, number)) !== undefined; number += 1) {
    const path = tryPath(base, number);
    const handler = handlers.find(({ on }) => on === stepOf(state, path)?.handled?.on);
    parts.push({ kind: 'path', path }, orderOf(handler?.steps ?? [], innerScope(base, number), state));
  }
  return parts;
}
