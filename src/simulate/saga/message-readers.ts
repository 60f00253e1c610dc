import { compileStatements } from '../../compile/compile-statements.js';
import type { CallDefinition, SourceDefinition, StepDefinition } from '../../runtime/saga/definition.js';
import { answersOf, type SagaPlan, undoOf } from '../../runtime/saga/plan.js';
import { messagesInGuards } from './guard-reads.js';
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

/** Everything in a definition that reads messages: what nobody reads makes no difference. */
export function messageReaders({ catalog, saga, plan }: SagaSetting): MessageReaders {
  const { definition } = plan;
  const asked = [...messagesInGuards(plan), ...[...definition.complete, ...definition.abort].map(({ event }) => event)];
  // A statement may ask for anything.
  const stated = compileStatements(catalog, saga).value.length > 0 ? Object.keys(definition.messages) : [];
  const whole = new Set([
    ...asked,
    ...definition.cancelOn,
    ...stated,
    ...(saga.statements.length > 0 ? plan.listensTo : []),
  ]);
  return { whole, values: byPath(sourcesOf(plan).flatMap(readsOf)) };
}

interface PlacedSource {
  readonly source: SourceDefinition;
  /** Events that the source does not take from other steps: an undo sees its own answer alone. */
  readonly own: readonly string[];
}

function sourcesOf({ steps, definition }: SagaPlan): readonly PlacedSource[] {
  const emits = [...definition.complete, ...definition.abort].flatMap(({ input }) => input.map(({ from }) => from));
  return [...emits.map((source) => ({ source, own: [] })), ...[...steps.values()].flatMap(sourcesOfStep)];
}

function sourcesOfStep(step: StepDefinition): readonly PlacedSource[] {
  const inputs = (call: CallDefinition | undefined) => call?.input.map(({ from }) => from) ?? [];
  const own = answersOf(step);
  const undo = inputs(undoOf(step)?.call).flatMap((source) => [
    { source, own: [] },
    { source, own },
  ]);
  const forward = step.kind === 'do' ? [...inputs(step.call), ...inputs(step.check)] : [];
  const items = step.kind === 'forEach' ? [step.items] : [];
  const times = step.kind === 'wait' && step.for.kind === 'value' ? [step.for.from] : [];
  return [...undo, ...[...forward, ...items, ...times].map((source) => ({ source, own: [] }))];
}

function readsOf({ source, own }: PlacedSource): readonly Read[] {
  switch (source.kind) {
    case 'path':
      return [{ messages: source.messages.filter((name) => !own.includes(name)), path: source.path }];
    case 'cause':
      return source.cases.flatMap(({ from }) => readsOf({ source: from, own }));
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
export function causesPicked(plan: SagaPlan): ReadonlySet<string> {
  return new Set(
    sourcesOf(plan).flatMap(({ source }) => (source.kind === 'cause' ? source.cases.map(({ cause }) => cause) : [])),
  );
}
