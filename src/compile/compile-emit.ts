import type { EndEvent, FailureHandler } from '../model/index.js';
import { startCommandOf } from '../model/saga-starts.js';
import type { EmitDefinition } from '../runtime/saga/definition.js';
import { causesOf } from './causes.js';
import { knownEvent } from './compile-call.js';
import { type CompileContext, commandSteps } from './compile-context.js';
import { compileFields } from './compile-fields.js';

/** The events that a saga ends with, in one direction. The first answers the command that started it, if one did. */
export function compileEmits(context: CompileContext, use: 'complete' | 'abort'): readonly EmitDefinition[] {
  const emits = context.saga[use].map((end) => compileEmit(context, use, end));
  const answers = answersToStart(context, use);
  const first = emits.find(({ event }) => answers.includes(event));
  return first ? [first, ...emits.filter((emit) => emit !== first)] : emits;
}

function answersToStart({ catalog, saga }: CompileContext, use: 'complete' | 'abort'): readonly string[] {
  const command = startCommandOf(catalog, saga);
  const answers = use === 'complete' ? command?.success : command?.failure;
  return (answers ?? []).map((event) => event.name);
}

function compileEmit(context: CompileContext, use: 'complete' | 'abort', end: EndEvent): EmitDefinition {
  const event = knownEvent(context, `${use} event`, end.event);
  const point = context.flow.points.find((candidate) => candidate.use === use && candidate.message === end.event);
  if (point === undefined) throw new Error(`The event ${event} was not walked.`);
  const causes = use === 'abort' ? causesOf(context.catalog, context.saga) : undefined;
  // What is surely published by a step need not be fillable by the saga.
  const byStep = end.with.length === 0 && isSurelyPublished(context, use, event);
  const fillContext = byStep ? { ...context, diagnostics: [] } : context;
  return { event, input: compileFields(fillContext, point, causes) };
}

/** Whether a step publishes the event on every path that ends this way. */
function isSurelyPublished(context: CompileContext, use: 'complete' | 'abort', event: string): boolean {
  return commandSteps(context.saga.steps).some((step) => {
    const inOrder = context.saga.steps.includes(step) && step.when === undefined && !step.optional;
    if (step.kind === 'do' && (step.check || step.onFailure.some(livesOn))) return false;
    const command = use === 'complete' ? step.kind === 'do' && step.command : step.kind === 'undo' && step.undo.command;
    const answers = command ? context.catalog.commands.get(command.name)?.success : undefined;
    return inOrder && answers?.length === 1 && answers[0]?.name === event;
  });
}

function livesOn({ then: next }: FailureHandler): boolean {
  return next === 'continue' || next === 'skip';
}
