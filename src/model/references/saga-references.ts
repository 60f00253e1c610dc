import type { NameRef } from '../element.js';
import { flattenSteps } from '../flatten-steps.js';
import type { Guard, Mapping, SagaDef, Step, Undo, ValueExpr } from '../saga.js';
import { ownerNamed } from './message-references.js';
import type { ReferenceSink } from './reference-sink.js';

/** What stands for itself among causes, and so is no name of a message. */
const PLAIN_CAUSES = new Set(['timeout', 'deadline', 'cancel', 'else']);
const PATH = /([A-Za-z_]\w*(?:@\d+)?)((?:\.[A-Za-z_]\w*)+)/;

/** Notes every name in a saga: messages, services, fields and the roots of paths. */
export function collectSagaReferences(sink: ReferenceSink, saga: SagaDef): void {
  const scope = createScope(sink, saga);
  sink.name(saga, saga.service, 'service', 'service');
  sink.name(saga, saga.start, 'message', 'start');
  sink.field(saga, saga.correlation, ownerNamed(sink, saga.start?.name), 'correlation');
  sink.names(saga, saga.hears, 'event', 'heard event');
  sink.names(saga, saga.cancelOn, 'event', 'cancelling event');
  for (const { step } of flattenSteps(saga.steps)) stepReferences(scope, step);
  for (const [ends, role] of [
    [saga.complete, 'completing event'],
    [saga.abort, 'aborting event'],
  ] as const) {
    for (const end of ends) {
      sink.name(saga, end.event, 'event', role);
      scope.mappings(end.event, end.with);
    }
  }
}

type Scope = ReturnType<typeof createScope>;

function createScope(sink: ReferenceSink, saga: SagaDef) {
  const places = flattenSteps(saga.steps);
  const stepNames = new Set(places.map(({ step }) => step.name));
  const loops = places.flatMap(({ step }) => (step.kind === 'forEach' && step.as ? [step.as.name] : []));
  const variables = new Set([...saga.ids.map((id) => id.name), ...loops]);

  function mappings(message: NameRef, list: readonly Mapping[]): void {
    for (const { field, value } of list) {
      sink.field(saga, field, ownerNamed(sink, message.name), 'mapped field');
      valueReferences(value);
    }
  }

  function valueReferences(value: ValueExpr): void {
    if (value.kind === 'path') path(value.root, value.path, value.span);
    if (value.kind !== 'cause') return;
    for (const one of value.cases) {
      cause(one.cause);
      valueReferences(one.value);
    }
  }

  /** A loop variable or id stands for itself; what else begins a path is a message. */
  function path(root: string, parts: readonly string[], span: NameRef['span']): void {
    if (variables.has(root)) return;
    const end = Math.min(span.end, span.start + root.length);
    sink.name(saga, { name: root, span: { ...span, end } }, 'message', 'source');
    sink.field(saga, { name: parts.join('.'), span }, ownerNamed(sink, root), 'source field');
  }

  /** `Name.timeout` may name a command, an awaited event or a step. */
  function cause(ref: NameRef): void {
    if (PLAIN_CAUSES.has(ref.name)) return;
    const [name = ref.name, timeout] = ref.name.split('.');
    if (timeout === undefined) sink.name(saga, ref, 'event', 'cause');
    else if (!stepNames.has(name)) sink.name(saga, { ...ref, name }, 'message', 'cause');
  }

  /** A bare name or `not Name`; conditions in CEL are checked where they are compiled. */
  function guard(when: Guard | undefined): void {
    const name = /^(?:not\s+)?([A-Za-z_]\w*(?:@\d+)?)$/.exec(when?.text.trim() ?? '')?.[1];
    if (when && name !== undefined) sink.name(saga, { name, span: when.span }, 'message', 'guard');
  }

  /** The path in the text of a `wait` or `forEach`, where it has one. */
  function pathIn(ref: { readonly text: string; readonly span: NameRef['span'] }): void {
    const [, root, rest] = PATH.exec(ref.text) ?? [];
    if (root !== undefined && rest !== undefined) path(root, rest.slice(1).split('.'), ref.span);
  }

  return { sink, saga, mappings, cause, guard, pathIn };
}

function stepReferences(scope: Scope, step: Step): void {
  const { sink, saga } = scope;
  scope.guard(step.when);
  switch (step.kind) {
    case 'do':
      sink.name(saga, step.command, 'command', 'step');
      sink.name(saga, step.check, 'command', 'check');
      scope.mappings(step.command, step.with);
      undoReferences(scope, step.undo);
      for (const handler of step.onFailure) scope.cause(handler.on);
      return;
    case 'undo':
      undoReferences(scope, step.undo);
      return;
    case 'await':
      sink.names(saga, step.events, 'event', 'awaited event');
      sink.names(saga, step.failure, 'event', 'awaited failure');
      for (const handler of step.onFailure) scope.cause(handler.on);
      return;
    case 'wait':
      sink.name(saga, step.until, 'event', 'ending event');
      scope.pathIn(step.for);
      return;
    case 'forEach':
      sink.name(saga, step.until, 'event', 'ending event');
      scope.pathIn(step.items);
      return;
    case 'parallel':
      return;
  }
}

function undoReferences(scope: Scope, undo: Undo | undefined): void {
  if (undo === undefined) return;
  scope.sink.name(scope.saga, undo.command, 'command', 'undo');
  scope.guard(undo.when);
  scope.mappings(undo.command, undo.with);
}
