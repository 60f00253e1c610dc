import { compareText } from '../../../diagnostics/index.js';
import type { SagaDef } from '../../../model/index.js';
import type { CallDefinition, SagaDefinition, StepDefinition } from '../../../runtime/saga/definition.js';
import { allSteps, answersTo, eventsAwaitedBy, planSaga } from '../../../runtime/saga/plan.js';
import type { TypeStyle } from '../typescript/print-type.js';

/** A command that a saga may send, and as what. */
export interface PlannedCall {
  /** Key in scripts: the step's name, with `/undo` behind it for its undo and `/check` for its check. */
  readonly key: string;
  readonly step: string;
  readonly use: 'do' | 'undo' | 'check';
  readonly call: CallDefinition;
}

/** A step that awaits the world, and every event that ends it, the usual one first. */
export interface PlannedAwait {
  /** The step's name, which is its key in scripts too. */
  readonly key: string;
  readonly events: readonly string[];
}

/** One saga with all that its files are made from. */
export interface SagaPlan {
  readonly style: TypeStyle;
  readonly saga: SagaDef;
  readonly definition: SagaDefinition;
  readonly calls: readonly PlannedCall[];
  readonly awaits: readonly PlannedAwait[];
  /** Events of the outside that mean something to the saga, its start among them, sorted. */
  readonly listensTo: readonly string[];
  /** Commands by id, each once, with one of its calls. */
  readonly commands: ReadonlyMap<string, CallDefinition>;
  /** Services that take part, sorted. */
  readonly services: readonly string[];
  /** Ids of all messages that the saga sends, sees or publishes, sorted. */
  readonly messages: readonly string[];
}

/** Gathers what the files of one saga are made from. */
export function planSagaFiles(style: TypeStyle, saga: SagaDef, definition: SagaDefinition): SagaPlan {
  const steps = allSteps(definition.steps);
  const calls = steps.flatMap(callsOf);
  const awaits = steps.flatMap((step) =>
    step.kind === 'await' ? [{ key: step.name, events: eventsAwaitedBy(step) }] : [],
  );
  const { start } = definition;
  const listensTo = unique([...planSaga(definition).listensTo, ...(start.kind === 'event' ? [start.message] : [])]);
  const byId = new Map(calls.map(({ call }) => [call.command, call]));
  const commands = new Map([...byId].sort(([a], [b]) => compareText(a, b)));
  const services = unique(calls.map(({ call }) => call.service));
  const emitted = [...definition.complete, ...definition.abort].map((emit) => emit.event);
  const answers = calls.flatMap(({ call }) => answersTo(call));
  const messages = unique([
    ...Object.keys(definition.messages),
    ...commands.keys(),
    ...answers,
    ...emitted,
    ...listensTo,
  ]);
  return { style, saga, definition, calls, awaits, listensTo, commands, services, messages };
}

function callsOf(step: StepDefinition): readonly PlannedCall[] {
  if (step.kind === 'undo') return [undoCall(step.name, step.undo.call)];
  if (step.kind !== 'do') return [];
  const { name, call, undo, check } = step;
  return [
    { key: name, step: name, use: 'do', call },
    ...(undo ? [undoCall(name, undo.call)] : []),
    ...(check ? [{ key: `${name}/check`, step: name, use: 'check' as const, call: check }] : []),
  ];
}

function undoCall(step: string, call: CallDefinition): PlannedCall {
  return { key: `${step}/undo`, step, use: 'undo', call };
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort(compareText);
}
