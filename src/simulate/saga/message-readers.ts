import type { EmitDefinition, SourceDefinition, StepDefinition } from '../../runtime/saga/definition.js';
import { answersOf, type SagaPlan, undoOf } from '../../runtime/saga/plan.js';
import { guardOf, messagesInGuards, undoGuardOf } from './guard-reads.js';
import type { SagaSetting } from './setting.js';

/** What a saga can still learn from the messages that it has seen. */
export interface MessageReaders {
  /** Messages that it asks for as a whole, or whether they have come. */
  readonly whole: ReadonlySet<string>;
  /** Values that it takes from the first of several messages that has come, by where they stand in them. */
  readonly values: readonly ValueReaders[];
}

/** All that read one path. */
export interface ValueReaders {
  readonly path: readonly string[];
  /** Of each reader: the messages from which it takes the first that has come. */
  readonly sources: readonly (readonly string[])[];
  /** Every message of them. */
  readonly messages: ReadonlySet<string>;
}

interface Read {
  readonly path: readonly string[];
  readonly messages: readonly string[];
}

/** Who reads messages, by when. */
export interface ReadersByTime {
  /** As long as anything forward is to come. */
  readonly forward: MessageReaders;
  /** When only undos are left: the end of an aborted saga, and what its statements ask. */
  readonly backward: MessageReaders;
  /** By the name of a step: its undo, as long as that is not decided. */
  readonly undos: ReadonlyMap<string, MessageReaders>;
}

/** Everything in a definition that reads messages: what nobody reads makes no difference. */
export function messageReaders({ plan, statements }: SagaSetting): ReadersByTime {
  const { definition } = plan;
  const steps = [...plan.steps.values()];
  const ends = [...definition.complete, ...definition.abort];
  // A statement may ask for anything.
  const stated = statements.length > 0 ? [...Object.keys(definition.messages), ...plan.listensTo] : [];
  const guards = messagesInGuards(steps.flatMap((step) => [...guardOf(step), ...undoGuardOf(step)]));
  const abort = definition.abort.map(({ event }) => event);
  return {
    forward: {
      whole: new Set([...guards, ...ends.map(({ event }) => event), ...definition.cancelOn, ...stated]),
      values: byPath([...ends.flatMap(readsOfEnd), ...steps.flatMap(readsOfStep), ...steps.flatMap(readsOfUndo)]),
    },
    backward: { whole: new Set([...abort, ...stated]), values: byPath(definition.abort.flatMap(readsOfEnd)) },
    undos: new Map(
      steps
        .filter((step) => undoOf(step) !== undefined)
        .map((step) => {
          const whole = new Set(messagesInGuards(undoGuardOf(step)));
          return [step.name, { whole, values: byPath(readsOfUndo(step)) }];
        }),
    ),
  };
}

function readsOfEnd({ input }: EmitDefinition): readonly Read[] {
  return input.flatMap(({ from }) => readsOf(from));
}

function readsOfStep(step: StepDefinition): readonly Read[] {
  const calls = step.kind === 'do' ? [step.call, ...(step.check ? [step.check] : [])] : [];
  const items = step.kind === 'forEach' ? [step.items] : [];
  const times = step.kind === 'wait' && step.for.kind === 'value' ? [step.for.from] : [];
  const inputs = calls.flatMap((call) => call.input.map(({ from }) => from));
  return [...inputs, ...items, ...times].flatMap((source) => readsOf(source));
}

/** An undo sees its own answer, and that of no other step by the same event: so it may read on behind it. */
function readsOfUndo(step: StepDefinition): readonly Read[] {
  const inputs = undoOf(step)?.call.input.map(({ from }) => from) ?? [];
  return inputs.flatMap((source) => [...readsOf(source), ...readsOf(source, answersOf(step))]);
}

function readsOf(source: SourceDefinition, without: readonly string[] = []): readonly Read[] {
  switch (source.kind) {
    case 'path':
      return [{ messages: source.messages.filter((name) => !without.includes(name)), path: source.path }];
    case 'cause':
      return source.cases.flatMap(({ from }) => readsOf(from, without));
    case 'const':
    case 'now':
    case 'variable':
      return [];
  }
}

function byPath(reads: readonly Read[]): readonly ValueReaders[] {
  const paths = new Map<string, Read[]>();
  for (const read of reads) paths.set(read.path.join('.'), [...(paths.get(read.path.join('.')) ?? []), read]);
  return [...paths.values()].map((same) => ({
    path: same[0]?.path ?? [],
    sources: [...new Map(same.map(({ messages }) => [messages.join(), messages])).values()],
    messages: new Set(same.flatMap(({ messages }) => messages)),
  }));
}

/** The names of causes by which values are picked. */
export function causesPicked({ steps, definition }: SagaPlan): ReadonlySet<string> {
  const undos = [...steps.values()].flatMap((step) => undoOf(step)?.call.input ?? []);
  const ends = [...definition.complete, ...definition.abort].flatMap(({ input }) => input);
  const sources = [...undos, ...ends].map(({ from }) => from);
  return new Set(sources.flatMap((source) => (source.kind === 'cause' ? source.cases.map(({ cause }) => cause) : [])));
}
