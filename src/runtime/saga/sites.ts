import type { CallDefinition, DoStepDefinition, FailureHandlerDefinition, StepDefinition } from './definition.js';
import { encodePath, readKey } from './names.js';
import { nameOfPath } from './paths.js';
import { answersTo, eventsAwaitedBy, type SagaPlan, undoOf } from './plan.js';
import { callOf, type Direction, isPending, type SagaState } from './state.js';

/** A place that can succeed or fail: a step at its path, forward, undoing or asking. */
export interface Site {
  /** Path of the step. */
  readonly step: string;
  readonly direction: Direction;
  readonly pivot: boolean;
  readonly optional: boolean;
  readonly onFailure: readonly FailureHandlerDefinition[];
  /** The command that it sends; an await sends none. */
  readonly call?: CallDefinition;
  /** The command that finds out whether this one has happened. */
  readonly check?: CallDefinition;
}

/** A site that sends a command. */
export interface CallSite extends Site {
  readonly call: CallDefinition;
}

/** The definition of the step that a path belongs to. */
export function definitionAt(plan: SagaPlan, path: string): StepDefinition | undefined {
  return plan.steps.get(nameOfPath(path));
}

/** The events by which the forward step of a path may end. */
export function outcomesAt(plan: SagaPlan, path: string): readonly string[] {
  const step = definitionAt(plan, path);
  if (step?.kind === 'await') return eventsAwaitedBy(step);
  return step?.kind === 'do' ? answersTo(step.call) : [];
}

/** The site of a step that does something forward, if the path is that of one. */
export function forwardSite(plan: SagaPlan, path: string): Site | undefined {
  const step = definitionAt(plan, path);
  if (step?.kind === 'do') return doSite(plan, step, path);
  if (step?.kind !== 'await') return undefined;
  const { optional, onFailure, name } = step;
  return { step: path, direction: 'do', pivot: name === plan.pivot, optional, onFailure };
}

/** The site of a command, if the definition has one there. */
export function callSite(plan: SagaPlan, path: string, direction: Direction): CallSite | undefined {
  const step = definitionAt(plan, path);
  if (step === undefined) return undefined;
  if (direction === 'do') return step.kind === 'do' ? doSite(plan, step, path) : undefined;
  const call = direction === 'undo' ? undoOf(step)?.call : step.kind === 'do' ? step.check : undefined;
  return call && { step: path, direction, call, pivot: false, optional: false, onFailure: [] };
}

/** The site of a command that the instance has sent, by its idempotency key. */
export function siteOfKey(plan: SagaPlan, state: SagaState, key: string): CallSite | undefined {
  const read = readKey(state.instance, key);
  if (read === undefined) return undefined;
  const path = Object.hasOwn(state.steps, read.path)
    ? read.path
    : Object.keys(state.steps).find((candidate) => encodePath(candidate) === read.path);
  return path === undefined ? undefined : callSite(plan, path, read.direction);
}

/** Paths whose forward outcome is still open. */
export function pendingPaths(state: SagaState): readonly string[] {
  return Object.keys(state.steps).filter((path) => isPending(callOf(state, path, 'do')));
}

/** Paths at which a step has been reached, all its rounds and tries. */
export function pathsOf(state: SagaState, name: string): readonly string[] {
  return Object.keys(state.steps).filter((path) => nameOfPath(path) === name);
}

function doSite(plan: SagaPlan, { name, call, optional, onFailure, check }: DoStepDefinition, path: string): CallSite {
  const site = { step: path, direction: 'do' as const, call, pivot: name === plan.pivot, optional, onFailure };
  return check ? { ...site, check } : site;
}
