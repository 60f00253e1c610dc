import { compareText } from '../diagnostics/index.js';
import type { Catalog } from './catalog.js';
import type { NameRef } from './element.js';
import { type EventUses, eventUsesOf, NO_USES } from './event-uses.js';
import { flattenSteps, type StepPlace } from './flatten-steps.js';
import { push } from './grouped.js';
import type { CommandDef, EventDef, MessageDef } from './message.js';
import { commandsOf } from './references/saga-places.js';
import type { Reaction, SagaDef, Step, Undo } from './saga.js';
import { undoOf } from './step-parts.js';
import type { ChannelDef } from './topology.js';

export type { Answer, EventConsumer, EventProducer } from './event-uses.js';
export { flattenSteps, type StepContainer, type StepPlace } from './flatten-steps.js';
export { commandsOf, isBeforePivot, pivotOf } from './references/saga-places.js';

/** A place where a command takes back what a step did. */
export interface UndoUse {
  readonly saga: SagaDef;
  readonly undo: Undo;
  readonly place: StepPlace;
}

/** The commands that an event answers, each with whether it is a success or a failure of it. */
export function commandsAnsweredBy(catalog: Catalog, event: string) {
  return usesOf(catalog, event).answers;
}

/** Who publishes an event: its declared producer, handlers of commands, reactions, and sagas that end with it. */
export function producersOf(catalog: Catalog, event: string) {
  return usesOf(catalog, event).producers;
}

/** Who learns of an event: declared consumers, reactions, and sagas that start with it, wait for it or hear it. */
export function consumersOf(catalog: Catalog, event: string) {
  return usesOf(catalog, event).consumers;
}

function usesOf(catalog: Catalog, event: string): EventUses {
  return eventUses(catalog).get(event) ?? NO_USES;
}

const eventUses = memoised(eventUsesOf);

/** Whether an event is only the answer to a command: an outcome of one that goes over no channel. */
export function isReply(catalog: Catalog, event: EventDef): boolean {
  return event.channel === undefined && commandsAnsweredBy(catalog, event.id).length > 0;
}

/**
 * The events that say that `message` went otherwise. Of a command: its failures and what is `failureOf` it or of one
 * of its successes. Of an event: what is `failureOf` it, and the failures of the commands and reactions it is a success of.
 */
export function failureEventsOf(catalog: Catalog, message: MessageDef): readonly EventDef[] {
  const all = message.kind === 'command' ? failuresOfCommand(catalog, message) : failuresOfEvent(catalog, message);
  if (all.length === 0) return NO_EVENTS;
  const names = new Set(all);
  names.delete(message.id);
  return [...names].flatMap((name) => catalog.events.get(name) ?? []);
}

const NO_EVENTS: readonly EventDef[] = [];
const NO_NAMES: readonly string[] = [];

function failuresOfCommand(catalog: Catalog, command: CommandDef): readonly string[] {
  const linked = [command.id, ...namesOf(command.success)].flatMap((name) => failureLinks(catalog).get(name) ?? []);
  return [...namesOf(command.failure), ...linked];
}

function failuresOfEvent(catalog: Catalog, event: EventDef): readonly string[] {
  const linked = failureLinks(catalog).get(event.id) ?? NO_NAMES;
  const answers = commandsAnsweredBy(catalog, event.id);
  const reactions = reactionsEmitting(catalog).get(event.id);
  // Nearly every event of a big catalog.
  if (answers.length === 0 && reactions === undefined) return linked;
  const commands = answers.filter((answer) => answer.role === 'success');
  const ofCommands = commands.flatMap(({ command }) => [
    ...namesOf(command.failure),
    ...(failureLinks(catalog).get(command.id) ?? []),
  ]);
  return [...linked, ...ofCommands, ...(reactions ?? []).flatMap((reaction) => namesOf(reaction.fails))];
}

/**
 * The failure events that a reaction may end with: those it names, or, where it names none, those that are `failureOf` what it
 * emits and come from the same service.
 */
export function failuresOfReaction(catalog: Catalog, { fails, emits, by }: Reaction): readonly string[] {
  if (fails.length > 0) return namesOf(fails);
  const emitted = new Set(namesOf(emits));
  const linked = new Set([...emitted].flatMap((name) => failureLinks(catalog).get(name) ?? []));
  return [...linked]
    .filter((id) => !emitted.has(id) && catalog.events.get(id)?.producer?.name === by?.name)
    .sort(compareText);
}

/** Whether an event is said to be a failure: by `failureOf`, or by a command, a reaction or an await that names it so. */
export function isFailureEvent(catalog: Catalog, event: EventDef): boolean {
  return event.failureOf !== undefined || namedFailures(catalog).has(event.id);
}

const namedFailures = memoised((catalog) => {
  return new Set([
    ...[...catalog.commands.values()].flatMap((command) => namesOf(command.failure)),
    ...reactionsIn(catalog).flatMap((reaction) => namesOf(reaction.fails)),
    ...stepsIn(catalog).flatMap((step) => (step.kind === 'await' ? namesOf(step.failure) : [])),
  ]);
});

/** Ids of the events that say `failureOf` a message, by that message's id. */
const failureLinks = memoised((catalog) => {
  const links = new Map<string, string[]>();
  for (const event of catalog.events.values()) if (event.failureOf) push(links, event.failureOf.name, event.id);
  return links;
});

const reactionsEmitting = memoised((catalog) => {
  const reactions = new Map<string, Reaction[]>();
  for (const reaction of reactionsIn(catalog)) {
    for (const event of reaction.emits) push(reactions, event.name, reaction);
  }
  return reactions;
});

/** Where a command is an undo. */
export function undoUsesOf(catalog: Catalog, command: string): readonly UndoUse[] {
  return undoUses(catalog).get(command) ?? [];
}

/** The commands that are an undo somewhere, with where; ordered by their first use. */
export function undoCommands(catalog: Catalog): ReadonlyMap<string, readonly UndoUse[]> {
  return undoUses(catalog);
}

const undoUses = memoised((catalog) => {
  const uses = new Map<string, UndoUse[]>();
  for (const saga of catalog.sagas.values()) {
    for (const place of flattenSteps(saga.steps)) {
      const undo = undoOf(place.step);
      if (undo) push(uses, undo.command.name, { saga, undo, place });
    }
  }
  return uses;
});

/** The sagas that send a command: as a step, an undo or a check. */
export function sagasUsing(catalog: Catalog, command: string): readonly SagaDef[] {
  return sagasByCommand(catalog).get(command) ?? [];
}

const sagasByCommand = memoised((catalog) => {
  const sagas = new Map<string, SagaDef[]>();
  for (const saga of catalog.sagas.values()) {
    for (const name of new Set(commandsOf(saga))) push(sagas, name, saga);
  }
  return sagas;
});

/** The steps of all sagas. */
export function stepsIn(catalog: Catalog): readonly Step[] {
  return [...catalog.sagas.values()].flatMap((saga) => flattenSteps(saga.steps).map(({ step }) => step));
}

/** The reactions of all flows. */
export function reactionsIn(catalog: Catalog): readonly Reaction[] {
  return [...catalog.flows.values()].flatMap((flow) => flow.reactions);
}

/** The channel that a message goes over, if the catalog has it. */
export function channelOf(catalog: Catalog, { channel }: MessageDef): ChannelDef | undefined {
  return channel && catalog.channels.get(channel.name);
}

/** Whether a message goes over a channel that says `public: true`: its readers need not stand in the catalog. */
export function isOnPublicChannel(catalog: Catalog, message: MessageDef): boolean {
  return channelOf(catalog, message)?.public === true;
}

/** The commands that a service handles. */
export function commandsHandledBy(catalog: Catalog, service: string): readonly CommandDef[] {
  return commandsByHandler(catalog).get(service) ?? [];
}

const commandsByHandler = memoised((catalog) => {
  const commands = new Map<string, CommandDef[]>();
  for (const command of catalog.commands.values()) if (command.handler) push(commands, command.handler.name, command);
  return commands;
});

/** Whether somebody else runs a service. */
export function isExternal(catalog: Catalog, service: string): boolean {
  return catalog.services.get(service)?.external === true;
}

/** The events that references name, without the names of nothing. */
export function eventsNamed(catalog: Catalog, refs: readonly NameRef[]): readonly EventDef[] {
  return refs.flatMap(({ name }) => catalog.events.get(name) ?? []);
}

/** The services that publish or learn of something, each as often as it is said. */
export function serviceNames(uses: readonly { readonly service?: NameRef }[]): readonly string[] {
  return uses.flatMap(({ service }) => service?.name ?? []);
}

/** What references name. */
export function namesOf(refs: readonly NameRef[]): readonly string[] {
  return refs.map((ref) => ref.name);
}

/** Computes once per catalog; catalogs are frozen, so the answer stays true. */
export function memoised<T>(compute: (catalog: Catalog) => T): (catalog: Catalog) => T {
  const known = new WeakMap<Catalog, { readonly value: T }>();
  return (catalog) => {
    const found = known.get(catalog);
    if (found !== undefined) return found.value;
    const value = compute(catalog);
    known.set(catalog, { value });
    return value;
  };
}

/** Computes once per catalog and thing in it. */
export function memoisedFor<K, T>(compute: (catalog: Catalog, thing: K) => T): (catalog: Catalog, thing: K) => T {
  const knownIn = memoised(() => new Map<K, { readonly value: T }>());
  return (catalog, thing) => {
    const known = knownIn(catalog);
    const found = known.get(thing) ?? { value: compute(catalog, thing) };
    known.set(thing, found);
    return found.value;
  };
}
