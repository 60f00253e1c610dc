import { compareText } from '../../../diagnostics/index.js';
import type { SagaDef } from '../../../model/index.js';
import type { CallDefinition, SagaDefinition, StepDefinition } from '../../../runtime/saga/definition.js';
import type { TypeStyle } from '../typescript/print-type.js';

/** A command that a saga may send, and as what. */
export interface PlannedCall {
  /** Key in scripts: the step's name, with `/undo` behind it for its undo and `/check` for its check. */
  readonly key: string;
  readonly step: string;
  readonly use: 'do' | 'undo' | 'check';
  readonly call: CallDefinition;
}

/** One saga with all that its files are made from. */
export interface SagaPlan {
  readonly style: TypeStyle;
  readonly saga: SagaDef;
  readonly definition: SagaDefinition;
  readonly calls: readonly PlannedCall[];
  /** Commands by id, each once, with one of its calls. */
  readonly commands: ReadonlyMap<string, CallDefinition>;
  /** Services that take part, sorted. */
  readonly services: readonly string[];
  /** Ids of all messages that the saga sends, sees or publishes, sorted. */
  readonly messages: readonly string[];
}

/** Gathers what the files of one saga are made from. */
export function planSagaFiles(style: TypeStyle, saga: SagaDef, definition: SagaDefinition): SagaPlan {
  const calls = definition.steps.flatMap(callsOf);
  const byId = new Map(calls.map(({ call }) => [call.command, call]));
  const commands = new Map([...byId].sort(([a], [b]) => compareText(a, b)));
  const services = unique(calls.map(({ call }) => call.service));
  const emitted = [...definition.complete, ...definition.abort].map((emit) => emit.event);
  const answers = calls.flatMap(({ call }) => eventsOf(call));
  const messages = unique([...Object.keys(definition.messages), ...commands.keys(), ...answers, ...emitted]);
  return { style, saga, definition, calls, commands, services, messages };
}

/** Events that a command may be answered with, the usual one first. */
export function eventsOf(call: CallDefinition): readonly string[] {
  return [...call.success, ...call.failure.map((failure) => failure.event)];
}

function callsOf(step: StepDefinition): readonly PlannedCall[] {
  switch (step.kind) {
    case 'do':
      return [
        { key: step.name, step: step.name, use: 'do', call: step.call },
        ...(step.undo ? [undoCall(step.name, step.undo.call)] : []),
        ...(step.check
          ? [{ key: `${step.name}/check`, step: step.name, use: 'check' as const, call: step.check }]
          : []),
        ...step.onFailure.flatMap((handler) => handler.steps.flatMap(callsOf)),
      ];
    case 'undo':
      return [undoCall(step.name, step.undo.call)];
    case 'parallel':
      return step.branches.flatMap((branch) => branch.flatMap(callsOf));
    case 'forEach':
      return step.steps.flatMap(callsOf);
    case 'await':
      return step.onFailure.flatMap((handler) => handler.steps.flatMap(callsOf));
    case 'wait':
      return [];
  }
}

function undoCall(step: string, call: CallDefinition): PlannedCall {
  return { key: `${step}/undo`, step, use: 'undo', call };
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort(compareText);
}
