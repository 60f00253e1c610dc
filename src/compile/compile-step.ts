import { guardToCel } from '../model/data-flow/guard.js';
import type {
  AwaitStep,
  DoStep,
  FailureHandler,
  ForEachStep,
  ParallelStep,
  Step,
  Undo,
  UndoStep,
  WaitStep,
} from '../model/index.js';
import type {
  FailureHandlerDefinition,
  GuardDefinition,
  StepDefinition,
  UndoDefinition,
} from '../runtime/saga/definition.js';
import { compileCall, knownEvent } from './compile-call.js';
import type { CompileContext } from './compile-context.js';
import { compileItems, compileWaitTime } from './compile-read.js';

/** Compiles steps in their order; a step that cannot be compiled is left out, with a diagnostic. */
export function compileSteps(context: CompileContext, steps: readonly Step[]): readonly StepDefinition[] {
  return steps.flatMap((step) => compileStep(context, step) ?? []);
}

function compileStep(context: CompileContext, step: Step): StepDefinition | undefined {
  switch (step.kind) {
    case 'do':
      return compileDo(context, step);
    case 'undo':
      return compileUndoStep(context, step);
    case 'parallel':
      return compileParallel(context, step);
    case 'await':
      return compileAwait(context, step);
    case 'wait':
      return compileWait(context, step);
    case 'forEach':
      return compileForEach(context, step);
  }
}

function compileDo(context: CompileContext, step: DoStep): StepDefinition | undefined {
  const call = compileCall(context, step, 'do', step.command);
  const undo = step.undo && compileUndo(context, step, step.undo);
  const check = step.check && compileCall(context, step, 'check', step.check);
  const onFailure = compileHandlers(context, step.onFailure);
  if (call === undefined) return undefined;
  return {
    kind: 'do',
    name: step.name,
    ...(step.renamedFrom !== undefined && { renamedFrom: step.renamedFrom }),
    call,
    ...guardOf(step),
    pivot: step.pivot,
    optional: step.optional,
    ...(undo && { undo }),
    ...(check && { check }),
    onFailure,
  };
}

function compileUndoStep(context: CompileContext, step: UndoStep): StepDefinition | undefined {
  const undo = compileUndo(context, step, step.undo);
  return undo && { kind: 'undo', name: step.name, undo };
}

function compileUndo(context: CompileContext, step: Step, undo: Undo): UndoDefinition | undefined {
  const call = compileCall(context, step, 'undo', undo.command, {
    ...(undo.timeout && { timeout: undo.timeout }),
    ...(undo.retry && { retry: undo.retry }),
  });
  return call && { call, ...guardOf(undo) };
}

function compileParallel(context: CompileContext, step: ParallelStep): StepDefinition {
  const branches = step.branches.map((steps) => compileSteps(context, steps));
  return { kind: 'parallel', name: step.name, ...guardOf(step), branches };
}

function compileAwait(context: CompileContext, step: AwaitStep): StepDefinition {
  return {
    kind: 'await',
    name: step.name,
    ...guardOf(step),
    events: step.events.map((event) => knownEvent(context, 'awaited event', event)),
    failure: step.failure.map((event) => knownEvent(context, 'failure event', event)),
    ...(step.timeout && { timeoutMs: step.timeout.ms }),
    early: step.early,
    pivot: step.pivot,
    optional: step.optional,
    onFailure: compileHandlers(context, step.onFailure),
  };
}

function compileWait(context: CompileContext, step: WaitStep): StepDefinition | undefined {
  const time = compileWaitTime(context, step);
  const until = step.until && knownEvent(context, 'event', step.until);
  if (time === undefined) return undefined;
  return { kind: 'wait', name: step.name, ...guardOf(step), for: time, ...(until !== undefined && { until }) };
}

function compileForEach(context: CompileContext, step: ForEachStep): StepDefinition | undefined {
  const items = compileItems(context, step);
  const until = step.until && knownEvent(context, 'event', step.until);
  const steps = compileSteps(context, step.steps);
  if (items === undefined) return undefined;
  return {
    kind: 'forEach',
    name: step.name,
    ...guardOf(step),
    items,
    ...(step.as && { as: step.as.name }),
    parallel: step.parallel,
    ...(until !== undefined && { until }),
    steps,
  };
}

function compileHandlers(
  context: CompileContext,
  handlers: readonly FailureHandler[],
): readonly FailureHandlerDefinition[] {
  return handlers.map((handler) => ({
    on: handler.on.name,
    steps: compileSteps(context, handler.steps),
    // biome-ignore lint/suspicious/noThenProperty: the word of the language; a text there makes nothing thenable.
    then: handler.then,
    ...(handler.rounds !== undefined && { rounds: handler.rounds }),
  }));
}

function guardOf(guarded: Pick<Step | Undo, 'when'>): { readonly when?: GuardDefinition } {
  return guarded.when ? { when: { cel: guardToCel(guarded.when.text) } } : {};
}
