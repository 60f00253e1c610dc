import { didYouMean } from '../diagnostics/index.js';
import { flattenSteps, type StepContainer, type StepPlace } from '../model/flatten-steps.js';
import { type FailureHandler, messageById, type NameRef, type Step } from '../model/index.js';
import { startCommandOf } from '../model/saga-starts.js';
import type { CompileContext } from './compile-context.js';
import { isReservedInGuards } from './guard-environment.js';
import { compileDiagnostic } from './messages.js';

/** Reports what the names of a saga's steps say and the engine could never do. */
export function checkSteps(context: CompileContext): void {
  for (const place of flattenSteps(context.saga.steps)) {
    checkHandlers(context, place.step);
    checkPivotPlace(context, place);
    checkCheck(context, place.step);
    if (place.step.kind === 'forEach' && place.step.as) checkLoopVariable(context, place, place.step.as);
  }
  for (const id of context.saga.ids) checkVariable(context, id);
  checkStart(context);
}

function checkHandlers(context: CompileContext, step: Step): void {
  if (step.kind !== 'do' && step.kind !== 'await') return;
  // What nobody knows may fail with anything; its name is reported where it stands.
  if (step.kind === 'do' && !context.catalog.commands.has(step.command.name)) return;
  const failures =
    step.kind === 'await' ? step.failure : (context.catalog.commands.get(step.command.name)?.failure ?? []);
  const known = [...failures.map((event) => event.name), 'timeout'];
  for (const handler of step.onFailure) {
    checkFailure(context, step, handler, known);
    if (handler.rounds === undefined || handler.then === 'retry') continue;
    const params = { failure: handler.on.name };
    context.diagnostics.push(compileDiagnostic('saga-rounds-without-retry', handler.on.span, params));
  }
}

function checkFailure(context: CompileContext, step: Step, { on }: FailureHandler, known: readonly string[]): void {
  if (known.includes(on.name)) return;
  const help = didYouMean(on.name, known);
  const params = { step: step.name, failure: on.name };
  context.diagnostics.push(compileDiagnostic('saga-unknown-failure', on.span, params, help ? { help } : {}));
}

/** The point of no return is passed once, and nothing unwinds behind it. */
function checkPivotPlace(context: CompileContext, { step, inside }: StepPlace): void {
  const place = step.pivot ? inside.map(placeWithoutPivot).find((words) => words !== undefined) : undefined;
  if (place === undefined) return;
  context.diagnostics.push(compileDiagnostic('saga-pivot-place', step.span, { step: step.name, place }));
}

function placeWithoutPivot(container: StepContainer): string | undefined {
  switch (container.kind) {
    case 'branch':
      return undefined;
    case 'round':
      return 'a loop';
    case 'handler': {
      const { then: next } = container.handler;
      return next === 'retry' || next === 'unwind' ? `what a failure does before \`then: ${next}\`` : undefined;
    }
  }
}

function checkCheck(context: CompileContext, step: Step): void {
  if (step.kind !== 'do' || step.check === undefined) return;
  const command = context.catalog.commands.get(step.check.name);
  if (command === undefined || command.effect === 'none') return;
  const params = { command: command.id, step: step.name };
  context.diagnostics.push(compileDiagnostic('saga-check-with-effect', step.check.span, params));
}

function checkLoopVariable(context: CompileContext, { inside }: StepPlace, as: NameRef): void {
  const around = inside.flatMap(({ of }) => (of.kind === 'forEach' && of.as ? [of.as.name] : []));
  const taken = [...around, ...context.saga.ids.map((id) => id.name)];
  if (taken.includes(as.name)) reportVariable(context, as, 'it already stands for something else there');
  else checkVariable(context, as);
}

function checkVariable(context: CompileContext, variable: NameRef): void {
  const { name } = variable;
  if (name === 'now' || isReservedInGuards(name))
    reportVariable(context, variable, 'the word has a meaning of its own');
  else if (messageById(context.catalog, name)) reportVariable(context, variable, 'a message has that name');
}

function reportVariable({ diagnostics }: CompileContext, { name, span }: NameRef, problem: string): void {
  diagnostics.push(compileDiagnostic('saga-variable-name', span, { name, problem }));
}

/** A command that starts a saga is answered by its end, so one of its ends must be an answer to it. */
function checkStart({ catalog, saga, diagnostics }: CompileContext): void {
  const command = startCommandOf(catalog, saga);
  if (saga.start === undefined || command === undefined || command.success.length === 0) return;
  const answers = command.success.map((event) => event.name);
  if (saga.complete.some(({ event }) => answers.includes(event.name))) return;
  const span = saga.complete[0]?.event.span ?? saga.start.span;
  diagnostics.push(compileDiagnostic('saga-start-unanswered', span, { command: command.id, saga: saga.id }));
}
