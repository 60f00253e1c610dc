import { didYouMean } from '../diagnostics/index.js';
import { memoised } from '../model/graph.js';
import type { Catalog, CommandDef, Duration, NameRef, RetryPolicy, Step } from '../model/index.js';
import type { CallDefinition, FailureDefinition, RetryDefinition } from '../runtime/saga/definition.js';
import { causesOf } from './causes.js';
import { type CompileContext, pointOf } from './compile-context.js';
import { compileFields } from './compile-fields.js';
import { compileDiagnostic } from './messages.js';

/** What an undo may say over its command's own settings. */
export interface CallOverrides {
  readonly timeout?: Duration;
  readonly retry?: RetryPolicy;
}

/** A command as the step sends it; undefined, with a diagnostic, where it cannot be sent. */
export function compileCall(
  context: CompileContext,
  step: Step,
  use: 'do' | 'check' | 'undo',
  ref: NameRef,
  overrides: CallOverrides = {},
): CallDefinition | undefined {
  const command = context.catalog.commands.get(ref.name);
  if (command === undefined) {
    reportUnknownName(context, 'command', ref, context.catalog.commands.keys());
    return undefined;
  }
  const causes = use === 'undo' ? causesOf(context.catalog, context.saga, step) : undefined;
  const input = compileFields(context, pointOf(context, step, use), causes);
  const service = handlerOf(context, command, ref);
  const timeout = overrides.timeout ?? timeoutOf(context.catalog, command);
  if (command.success.length === 0) {
    context.diagnostics.push(compileDiagnostic('saga-command-without-success', ref.span, { command: command.id }));
  }
  return {
    command: command.id,
    service,
    input,
    success: command.success.map((event) => knownEvent(context, 'success event', event)),
    failure: command.failure.map((event) => compileFailure(context, event)),
    ...(timeout && { timeoutMs: timeout.ms }),
    retry: compileRetry(overrides.retry ?? command.retry),
    readOnly: command.effect === 'none',
    ...(startsSaga(context.catalog, command) && { startsSaga: true }),
  };
}

/** The catalog's default is for work; a command that starts a saga may take as long as that takes. */
function timeoutOf(catalog: Catalog, command: CommandDef): Duration | undefined {
  const isDefault = command.timeout === catalog.settings.commandDefaults.timeout;
  return isDefault && startsSaga(catalog, command) ? undefined : command.timeout;
}

function startsSaga(catalog: Catalog, command: CommandDef): boolean {
  return sagaStarts(catalog).has(command.id);
}

const sagaStarts = memoised((catalog) => new Set([...catalog.sagas.values()].map((saga) => saga.start?.name)));

/** Reports a name that the catalog does not have; the saga cannot be compiled then. */
export function reportUnknownName(context: CompileContext, role: string, ref: NameRef, known: Iterable<string>): void {
  const params = { saga: context.saga.id, role, name: ref.name };
  const help = didYouMean(ref.name, known) ?? `Declare \`${ref.name}\`, or name another one.`;
  context.diagnostics.push(compileDiagnostic('saga-unknown-name', ref.span, params, { help }));
}

/** The name of an event, reported where the catalog does not have it. */
export function knownEvent(context: CompileContext, role: string, ref: NameRef): string {
  if (!context.catalog.events.has(ref.name)) reportUnknownName(context, role, ref, context.catalog.events.keys());
  return ref.name;
}

function handlerOf(context: CompileContext, command: CommandDef, ref: NameRef): string {
  if (command.handler) return command.handler.name;
  context.diagnostics.push(
    compileDiagnostic(
      'saga-command-without-handler',
      command.nameSpan,
      { command: command.id },
      {
        labels: [{ span: ref.span, text: 'sent here' }],
      },
    ),
  );
  return '';
}

function compileFailure(context: CompileContext, ref: NameRef): FailureDefinition {
  const event = context.catalog.events.get(knownEvent(context, 'failure event', ref));
  return {
    event: ref.name,
    retryable: event?.retryable ?? false,
    effectUnknown: event?.effect === 'unknown',
  };
}

function compileRetry(policy: RetryPolicy): RetryDefinition {
  const { attempts, backoff, delayMs, maxDelayMs, jitter, withinMs } = policy;
  return { attempts, backoff, delayMs, maxDelayMs, jitter, ...(withinMs !== undefined && { withinMs }) };
}
