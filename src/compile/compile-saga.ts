import type { Outcome } from '../diagnostics/index.js';
import { memoisedFor } from '../model/graph.js';
import { type Catalog, messageById, type NameRef, type SagaDef } from '../model/index.js';
import type { SagaDefinition } from '../runtime/saga/definition.js';
import { checkCorrelation } from './check-correlation.js';
import { checkGuards } from './check-guards.js';
import { checkSteps } from './check-steps.js';
import { knownEvent, reportUnknownName } from './compile-call.js';
import { type CompileContext, compileContext } from './compile-context.js';
import { compileEmits } from './compile-emit.js';
import { compileVariables } from './compile-read.js';
import { compileStatements } from './compile-statements.js';
import { compileSteps } from './compile-step.js';
import { messagesOf } from './definition-messages.js';
import { messageShapes } from './message-shape.js';
import { compileDiagnostic } from './messages.js';

/**
 * Turns a saga into the data that the engine runs; without a value where an error makes that impossible. Lint rules, targets and
 * the pipeline ask for the same sagas.
 */
export const compileSaga = memoisedFor(compile);

function compile(catalog: Catalog, saga: SagaDef): Outcome<SagaDefinition | undefined> {
  const context = compileContext(catalog, saga);
  const head = compileHead(context);
  // What such a saga knows at any place cannot be told.
  if (saga.start && !messageById(catalog, saga.start.name))
    return { value: undefined, diagnostics: context.diagnostics };
  const body = compileBody(context);
  const messages = messageShapes(catalog, [...context.flow.everything, ...messagesOf(body)]);
  const variables = compileVariables(context);
  checkSteps(context);
  checkGuards(context, messages);
  context.diagnostics.push(...compileStatements(catalog, saga).diagnostics);
  const failed = context.diagnostics.some((diagnostic) => diagnostic.severity === 'error');
  if (failed || head === undefined) return { value: undefined, diagnostics: context.diagnostics };
  const { stuck, deadline } = saga;
  const value: SagaDefinition = {
    format: 1,
    saga: saga.id,
    version: saga.version ?? '0.0.0',
    ...head,
    ...(deadline && { deadlineMs: deadline.ms }),
    repeat: saga.repeat,
    ...body,
    ...(stuck && { stuck: stuckOf(stuck) }),
    ids: saga.ids.map((id) => id.name),
    messages,
    ...(Object.keys(variables).length > 0 && { variables }),
  };
  return { value, diagnostics: context.diagnostics };
}

function compileBody(
  context: CompileContext,
): Pick<SagaDefinition, 'steps' | 'complete' | 'abort' | 'hears' | 'cancelOn'> {
  const { saga } = context;
  return {
    steps: compileSteps(context, saga.steps),
    complete: compileEmits(context, 'complete'),
    abort: compileEmits(context, 'abort'),
    hears: saga.hears.map((event) => knownEvent(context, 'heard event', event)),
    cancelOn: saga.cancelOn.map((event) => knownEvent(context, 'cancel event', event)),
  };
}

type Head = Pick<SagaDefinition, 'service' | 'start' | 'correlation'>;

/** What no saga can run without; each missing part is reported. */
function compileHead(context: CompileContext): Head | undefined {
  const service = required(context, 'service');
  const start = required(context, 'start');
  const correlation = required(context, 'correlation');
  if (!service || !start || !correlation) return undefined;
  const { catalog } = context;
  if (!catalog.services.has(service.name)) reportUnknownName(context, 'service', service, catalog.services.keys());
  const isCommand = catalog.commands.has(start.name);
  if (!isCommand) knownEvent(context, 'start message', start);
  checkCorrelation(context, start, correlation);
  return {
    service: service.name,
    start: { message: start.name, kind: isCommand ? 'command' : 'event' },
    correlation: correlation.name,
  };
}

function required(context: CompileContext, key: 'service' | 'start' | 'correlation'): NameRef | undefined {
  const ref = context.saga[key];
  if (ref === undefined) {
    const params = { saga: context.saga.id, missing: key };
    context.diagnostics.push(compileDiagnostic('saga-incomplete', context.saga.nameSpan, params));
  }
  return ref;
}

function stuckOf(stuck: { readonly alert?: string; readonly runbook?: string }): {
  readonly alert?: string;
  readonly runbook?: string;
} {
  return {
    ...(stuck.alert !== undefined && { alert: stuck.alert }),
    ...(stuck.runbook !== undefined && { runbook: stuck.runbook }),
  };
}
