import { advance } from '../../runtime/saga/advance.js';
import { type Decision, decide } from '../../runtime/saga/decide.js';
import type { CallDefinition, SagaDefinition, StepDefinition } from '../../runtime/saga/definition.js';
import { messagesOf } from '../../runtime/saga/effects.js';
import { evolve } from '../../runtime/saga/evolve.js';
import type { SagaInput } from '../../runtime/saga/input.js';
import type { JournalEntry } from '../../runtime/saga/journal.js';
import { planSaga, type SagaPlan } from '../../runtime/saga/plan.js';
import type { SagaState } from '../../runtime/saga/state.js';

type Decide = typeof decide;

/** An engine with one thing wrong. */
export interface EngineMutant {
  readonly id: string;
  readonly decide: Decide;
}

/** What a decision was made of. */
export interface Deciding {
  readonly plan: SagaPlan;
  readonly before: SagaState | undefined;
  readonly input: SagaInput;
}

/** The engine writes other entries than it should; state and messages follow from them. */
export function writing(
  id: string,
  change: (entries: readonly JournalEntry[], deciding: Deciding) => readonly JournalEntry[],
): EngineMutant {
  return {
    id,
    decide: (plan, before, input) => {
      const right = decide(plan, before, input);
      const entries = change(right.entries, { plan, before, input });
      return entries === right.entries ? right : decisionOf(before, entries, right);
    },
  };
}

/** The engine writes others in the place of the first entry of a kind, and goes on from there. */
export function instead<Type extends JournalEntry['type']>(
  id: string,
  type: Type,
  change: (entry: EntryOf<Type>, deciding: Deciding) => readonly JournalEntry[] | undefined,
): EngineMutant {
  return {
    id,
    decide: (plan, before, input) => {
      const right = decide(plan, before, input);
      for (const [index, entry] of right.entries.entries()) {
        const changed = entry.type === type ? change(entry as EntryOf<Type>, { plan, before, input }) : undefined;
        if (changed === undefined) continue;
        const written = [...right.entries.slice(0, index), ...changed];
        return goOn(plan, before, written, input.now);
      }
      return right;
    },
  };
}

export type EntryOf<Type extends JournalEntry['type']> = Extract<JournalEntry, { readonly type: Type }>;

/** Does all that can be done after some entries, by a plan that may be another one than before. */
export function goOn(
  plan: SagaPlan,
  before: SagaState | undefined,
  entries: readonly JournalEntry[],
  now: number,
): Decision {
  const state = stateAfter(before, entries);
  if (state === undefined) throw new Error('nothing has begun');
  const draft = { plan, now, entries: [...entries], state };
  advance(draft);
  return decisionOf(before, draft.entries, { entries, messages: [], state });
}

/** The engine goes by another definition than it was given. */
export function misreading(id: string, change: (definition: SagaDefinition) => SagaDefinition): EngineMutant {
  return misplanning(id, (plan) => planSaga(change(plan.definition)));
}

/** The engine goes by another plan than it was given. */
export function misplanning(id: string, change: (plan: SagaPlan) => SagaPlan): EngineMutant {
  const known = new WeakMap<SagaPlan, SagaPlan>();
  return {
    id,
    decide: (plan, before, input) => {
      const misread = known.get(plan) ?? change(plan);
      known.set(plan, misread);
      return decide(misread, before, input);
    },
  };
}

/** The engine takes an input for another one; undefined: for none. */
export function mishearing(
  id: string,
  change: (input: SagaInput, deciding: Deciding) => SagaInput | undefined,
): EngineMutant {
  return {
    id,
    decide: (plan, before, input) => {
      const heard = change(input, { plan, before, input });
      if (heard !== undefined) return decide(plan, before, heard);
      if (before === undefined) throw new Error('a start cannot be missed');
      return { entries: [], messages: [], state: before };
    },
  };
}

/** The engine decides rightly, and something is lost or added on the way to the disk. */
export function losing(id: string, change: (decision: Decision, deciding: Deciding) => Decision): EngineMutant {
  return {
    id,
    decide: (plan, before, input) => change(decide(plan, before, input), { plan, before, input }),
  };
}

/** The definition with each of its calls changed. */
export function withCalls(
  definition: SagaDefinition,
  change: (call: CallDefinition) => CallDefinition,
): SagaDefinition {
  return withSteps(definition, (step) => {
    if (step.kind === 'undo') return { ...step, undo: { ...step.undo, call: change(step.undo.call) } };
    if (step.kind !== 'do') return step;
    const undo = step.undo && { undo: { ...step.undo, call: change(step.undo.call) } };
    return { ...step, call: change(step.call), ...(step.check && { check: change(step.check) }), ...undo };
  });
}

/** The definition with each of its steps changed, at whatever depth. */
export function withSteps(
  definition: SagaDefinition,
  change: (step: StepDefinition) => StepDefinition,
): SagaDefinition {
  return { ...definition, steps: definition.steps.map((step) => change(withInner(step, change))) };
}

function withInner(step: StepDefinition, change: (step: StepDefinition) => StepDefinition): StepDefinition {
  const all = (steps: readonly StepDefinition[]) => steps.map((inner) => change(withInner(inner, change)));
  switch (step.kind) {
    case 'parallel':
      return { ...step, branches: step.branches.map(all) };
    case 'forEach':
      return { ...step, steps: all(step.steps) };
    case 'do':
    case 'await':
      return { ...step, onFailure: step.onFailure.map((handler) => ({ ...handler, steps: all(handler.steps) })) };
    case 'undo':
    case 'wait':
      return step;
  }
}

function stateAfter(before: SagaState | undefined, entries: readonly JournalEntry[]): SagaState | undefined {
  return entries.reduce<SagaState | undefined>((state, entry) => evolve(state, entry), before);
}

function decisionOf(before: SagaState | undefined, entries: readonly JournalEntry[], right: Decision): Decision {
  const state = stateAfter(before, entries) ?? right.state;
  const first = state.version - entries.length;
  const messages = entries.flatMap((entry, index) => messagesOf(state.instance, entry, first + index + 1));
  return { entries, messages, state };
}
