import { hashJson } from '../json.js';
import type { CallDefinition, SagaDefinition, StepDefinition, UndoDefinition } from './definition.js';
import { idempotencyKey } from './names.js';
import { callOf, type Direction, isPending, type SagaState } from './state.js';

/** A command that an instance sends: the step's own, or its undo. */
export interface CallSite {
  readonly step: string;
  readonly direction: Direction;
  readonly call: CallDefinition;
  readonly pivot: boolean;
  readonly optional: boolean;
}

/** What the engine asks of a definition again and again, worked out once. */
export interface SagaPlan {
  readonly definition: SagaDefinition;
  /** SHA-256 of the definition. */
  readonly hash: string;
  /** Name of the point of no return: the marked step, or the last one if it has no undo. */
  readonly pivot?: string;
  /** Names of the steps that come after it; those beside it in a group do not. */
  readonly afterPivot: readonly string[];
  readonly sites: readonly CallSite[];
}

/** Every step at any depth, in the order of the definition. */
export function allSteps(steps: readonly StepDefinition[]): readonly StepDefinition[] {
  return steps.flatMap((step) => [step, ...nestedSteps(step)]);
}

function nestedSteps(step: StepDefinition): readonly StepDefinition[] {
  if (step.kind === 'parallel') return step.branches.flatMap(allSteps);
  if (step.kind === 'forEach') return allSteps(step.steps);
  if (step.kind === 'do' || step.kind === 'await') return step.onFailure.flatMap((handler) => allSteps(handler.steps));
  return [];
}

/** Prepares a definition for the engine. */
export function planSaga(definition: SagaDefinition): SagaPlan {
  const hash = hashJson(definition);
  const pivot = pivotOf(definition);
  const sites = allSteps(definition.steps).flatMap((step) => sitesOf(step, pivot));
  const afterPivot = pivot === undefined ? [] : stepsAfter(definition.steps, pivot);
  return { definition, hash, sites, afterPivot, ...(pivot === undefined ? {} : { pivot }) };
}

function stepsAfter(steps: readonly StepDefinition[], name: string): readonly string[] {
  const index = steps.findIndex((step) => allSteps([step]).some((inner) => inner.name === name));
  const step = steps[index];
  if (step === undefined) return [];
  const inside = step.kind === 'parallel' ? step.branches.flatMap((branch) => stepsAfter(branch, name)) : [];
  return [...inside, ...allSteps(steps.slice(index + 1)).map((later) => later.name)];
}

function pivotOf(definition: SagaDefinition): string | undefined {
  const marked = allSteps(definition.steps).find((step) => step.kind === 'do' && step.pivot);
  if (marked !== undefined) return marked.name;
  const last = definition.steps.findLast((step) => !(step.kind === 'do' && step.optional));
  return last?.kind === 'do' && last.undo === undefined && !last.call.readOnly ? last.name : undefined;
}

function sitesOf(step: StepDefinition, pivot: string | undefined): readonly CallSite[] {
  const { name } = step;
  const undo = undoOf(step);
  const undoSite = undo && { step: name, direction: 'undo' as const, call: undo.call, pivot: false, optional: false };
  if (step.kind !== 'do') return undoSite ? [undoSite] : [];
  const { call, optional } = step;
  const site = { step: name, direction: 'do' as const, call, pivot: name === pivot, optional };
  return undoSite ? [site, undoSite] : [site];
}

/** How a step is undone, if it is. */
export function undoOf(step: StepDefinition): UndoDefinition | undefined {
  return step.kind === 'do' || step.kind === 'undo' ? step.undo : undefined;
}

/** The site of a command, if the definition has it. */
export function siteOf(plan: SagaPlan, step: string, direction: Direction): CallSite | undefined {
  return plan.sites.find((site) => site.step === step && site.direction === direction);
}

/** The site whose idempotency key within the instance this is. */
export function siteOfKey(plan: SagaPlan, instance: string, key: string): CallSite | undefined {
  return plan.sites.find((site) => idempotencyKey(instance, site.step, site.direction) === key);
}

/** Forward commands whose outcome is still open. */
export function pendingSites(plan: SagaPlan, state: SagaState): readonly CallSite[] {
  return plan.sites.filter((site) => site.direction === 'do' && isPending(callOf(state, site.step, 'do')));
}

/**
 * The point of no return is behind: it has happened, or its guard was false or it was optional and the saga has gone on
 * to what comes after it, which nothing undoes.
 */
export function isPastPivot(plan: SagaPlan, state: SagaState): boolean {
  return state.pivotPassed || plan.afterPivot.some((name) => callOf(state, name, 'do') !== undefined);
}

/**
 * The point of no return was sent, cannot be undone, and nobody knows whether it happened: unwinding might undo what a
 * finished saga stands on.
 */
export function isPivotInDoubt(plan: SagaPlan, state: SagaState): boolean {
  if (plan.pivot === undefined || siteOf(plan, plan.pivot, 'undo') !== undefined) return false;
  const call = callOf(state, plan.pivot, 'do');
  return isPending(call) || (call?.status === 'failed' && call.mayHaveHappened);
}
