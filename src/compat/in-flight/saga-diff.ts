import { compareText, type Span } from '../../diagnostics/index.js';
import { commandsOf, flattenSteps, memoised, sagasUsing } from '../../model/graph.js';
import { push } from '../../model/grouped.js';
import type { Catalog, SagaDef } from '../../model/index.js';
import { sagasStartedBy } from '../../model/saga-starts.js';
import { awaitedBy } from '../../model/step-parts.js';
import type { Change, ChangeFacts } from '../change.js';
import { changeAt } from '../change-at.js';
import type { PairedSteps } from './pair-steps.js';
import type { DroppedCommand, SagaFacts } from './saga-facts.js';

/** Two states of one saga, and what was found of their differences so far. */
export interface SagaDiff {
  readonly oldCatalog: Catalog;
  readonly newCatalog: Catalog;
  readonly old: SagaDef;
  readonly new: SagaDef;
  readonly steps: PairedSteps;
  readonly changes: Change[];
  /** Commands that the new saga sends. */
  readonly sent: ReadonlySet<string>;
  /** Events of the outside that the new saga listens to, its start aside. */
  readonly heard: ReadonlySet<string>;
}

/** The kinds of change of a saga. */
type SagaChangeKind = keyof SagaFacts & string;

/** The places of a change; the side on which there is nothing is missing. */
export interface Sides {
  readonly old?: Span | undefined;
  readonly new?: Span | undefined;
}

/** Notes a change; `at` says where in the saga, as `steps.CapturePayment.undo`. */
export function noteIn<K extends SagaChangeKind>(
  { new: { id }, changes }: Pick<SagaDiff, 'new' | 'changes'>,
  kind: K,
  at: string,
  facts: ChangeFacts[K],
  sides: Sides,
): void {
  changes.push(changeAt(kind, { owner: { kind: 'saga', id }, at, ...sides }, facts));
}

/** Those of some commands of the old saga that the new one does not send. */
export function droppedIn(
  diff: Pick<SagaDiff, 'new' | 'newCatalog' | 'sent'>,
  commands: readonly string[],
): readonly DroppedCommand[] {
  const lost = [...new Set(commands)].filter((command) => !diff.sent.has(command)).sort(compareText);
  return lost.map((command) => droppedCommand(diff.newCatalog, diff.new.service?.name, command));
}

/** A command that a saga of a service does not send any more, with who still takes it there. */
export function droppedCommand(catalog: Catalog, service: string | undefined, command: string): DroppedCommand {
  const takers = [...sagasUsing(catalog, command), ...sagasStartedBy(catalog, command)];
  const near = takers.filter((saga) => saga.service?.name === service).map(({ id }) => id);
  return { command, gone: !catalog.commands.has(command), alsoIn: [...new Set(near)].sort(compareText) };
}

/** Ids of the sagas that a service runs. */
export function sagasOfService(catalog: Catalog, service: string | undefined): readonly string[] {
  return service === undefined ? [] : (sagasByService(catalog).get(service) ?? []);
}

const sagasByService = memoised((catalog) => {
  const sagas = new Map<string, string[]>();
  for (const { id, service } of catalog.sagas.values()) if (service) push(sagas, service.name, id);
  return sagas;
});

/** Those of some events of the old saga that the new one does not listen to. */
export function unheardIn({ heard }: Pick<SagaDiff, 'heard'>, events: readonly string[]): readonly string[] {
  return events.filter((event) => !heard.has(event));
}

/** The commands that a saga sends. */
export function sentBy(saga: SagaDef): ReadonlySet<string> {
  return new Set(commandsOf(saga));
}

/** The events of the outside that mean something to a saga, its start aside. */
export function heardBy(saga: SagaDef): ReadonlySet<string> {
  const awaited = flattenSteps(saga.steps).flatMap(({ step }) => awaitedBy(step));
  return new Set([...awaited, ...saga.hears, ...saga.cancelOn].map(({ name }) => name));
}

/** What is in one list and not in the other, both ways. */
export function listDelta(
  from: readonly string[],
  to: readonly string[],
): { readonly added: readonly string[]; readonly removed: readonly string[] } {
  const [before, after] = [new Set(from), new Set(to)];
  return {
    added: [...after].filter((name) => !before.has(name)),
    removed: [...before].filter((name) => !after.has(name)),
  };
}
