import {
  commandsAnsweredBy,
  failureEventsOf,
  flattenSteps,
  isFailureEvent,
  memoised,
  sagasUsing,
  stepsIn,
  undoUsesOf,
} from '../../model/graph.js';
import {
  type Catalog,
  type CommandDef,
  type EventDef,
  messageById,
  type NameRef,
  type Step,
} from '../../model/index.js';
import { lexiconOf } from './lexicon-of.js';

/**
 * Whether an event is bad news, by its links or by a name that says so (`CardDeclined`). The success of a command is
 * none, whatever its name: `CarCancelled` is what an undo is for.
 */
export function isBadNews(catalog: Catalog, event: EventDef): boolean {
  if (isFailureEvent(catalog, event)) return true;
  if (commandsAnsweredBy(catalog, event.id).some(({ role }) => role === 'success')) return false;
  const kinds = lexiconOf(catalog).findFailure(event.name)?.kinds ?? [];
  return kinds.includes('failed') || kinds.includes('refused');
}

/** Whether a saga aborts with the event. */
export function isAbort(catalog: Catalog, event: EventDef): boolean {
  return aborts(catalog).has(event.id);
}

/** Whether a command is only ever sent to take something back. */
export function isOnlyUndo(catalog: Catalog, command: CommandDef): boolean {
  if (undoUsesOf(catalog, command.id).length === 0) return false;
  const sends = (step: Step) => step.kind === 'do' && [step.command.name, step.check?.name].includes(command.id);
  return !sagasUsing(catalog, command.id).some((saga) => flattenSteps(saga.steps).some(({ step }) => sends(step)));
}

/** Whether something in the catalog tells that `event` did not come about: by a link, or by its name alone. */
export function hasUnhappyEnd(catalog: Catalog, event: EventDef): boolean {
  if (event.cannotFail !== undefined || failureEventsOf(catalog, event).length > 0) return true;
  return haveOtherEnd(catalog).has(event.id) || hasUnlinkedFailure(catalog)(event.name);
}

/** Whether a saga that the command starts has an abort event: that is the command's other answer. */
export function startsWithAbort(catalog: Catalog, command: CommandDef): boolean {
  return haveOtherEnd(catalog).has(command.id);
}

/** Whether an event that no link ties down fails what the command's own name says: `CapturePayment`, `PaymentCaptureFailed`. */
export function hasFailureNamedFor(catalog: Catalog, command: CommandDef): boolean {
  const success = lexiconOf(catalog).eventTense(command.name).better;
  return success !== undefined && hasUnlinkedFailure(catalog)(success);
}

/** Events that a saga completes with or waits for, and commands that start one, while it may also end otherwise. */
const haveOtherEnd = memoised((catalog): ReadonlySet<string> => {
  const ends = [...catalog.sagas.values()]
    .filter((saga) => saga.abort.length > 0)
    .flatMap((saga) => [...saga.complete.map((end) => end.event), ...commandRef(catalog, saga.start)]);
  const waits = stepsIn(catalog).flatMap((step) =>
    step.kind === 'await' && step.failure.length > 0 ? step.events : [],
  );
  return new Set([...ends, ...waits].map((ref) => ref.name));
});

function commandRef(catalog: Catalog, ref: NameRef | undefined): readonly NameRef[] {
  return ref && catalog.commands.has(ref.name) ? [ref] : [];
}

/** Failure events that no link ties to one success may be the counterpart of any that their name fits. */
const hasUnlinkedFailure = memoised((catalog) => {
  const free = [...catalog.events.values()].filter(
    (event) =>
      !isTied(catalog, event) && !isAbort(catalog, event) && commandsAnsweredBy(catalog, event.id).length === 0,
  );
  const successes = [...catalog.events.values()].filter((event) => !isFailureEvent(catalog, event));
  return lexiconOf(catalog).counterpartFinder(
    free.map((event) => event.name),
    successes.map((event) => event.name),
  );
});

/** A `failureOf` that leads nowhere ties nothing: that name is wrong already, and says so itself. */
function isTied(catalog: Catalog, event: EventDef): boolean {
  if (event.failureOf) return messageById(catalog, event.failureOf.name) !== undefined;
  return isFailureEvent(catalog, event);
}

const aborts = memoised(
  (catalog): ReadonlySet<string> =>
    new Set([...catalog.sagas.values()].flatMap((saga) => saga.abort.map((end) => end.event.name))),
);
