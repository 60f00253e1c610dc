import type { Element, NameRef } from './element.js';
import type { CommandDef, EventDef, MessageDef } from './message.js';
import type { FlowDef, SagaDef } from './saga.js';
import type { Settings } from './settings.js';
import type { ChannelDef, ServiceDef } from './topology.js';
import type { TypeDef } from './type.js';

export type ReferenceTarget = 'service' | 'type' | 'channel' | 'event' | 'command' | 'message' | 'field';

/** A place where one definition names another. */
export interface Reference {
  readonly ref: NameRef;
  readonly target: ReferenceTarget;
  /** The definition that it stands in. */
  readonly from: Element;
  /** What `ref` is there, in a word or two: "producer", "success event", "undo". */
  readonly role: string;
  /** Of a field: the message or type that should have it. */
  readonly of?: string;
  /** Of a field that does not resolve: the names it could have been. */
  readonly candidates?: readonly string[];
}

/**
 * A whole catalog, typed and frozen. Maps are keyed by element id and ordered by id, so that iterating is
 * deterministic whatever the layout of files. Names that resolve to nothing are listed in `unresolved`.
 */
export interface Catalog {
  readonly settings: Settings;
  readonly services: ReadonlyMap<string, ServiceDef>;
  readonly types: ReadonlyMap<string, TypeDef>;
  readonly channels: ReadonlyMap<string, ChannelDef>;
  readonly events: ReadonlyMap<string, EventDef>;
  readonly commands: ReadonlyMap<string, CommandDef>;
  readonly sagas: ReadonlyMap<string, SagaDef>;
  readonly flows: ReadonlyMap<string, FlowDef>;
  readonly references: readonly Reference[];
  readonly unresolved: readonly Reference[];
  /** Text of every definition file: fixes are edits of it, comments are read from it. */
  readonly texts: ReadonlyMap<string, string>;
}

/** The event or command of this id. */
export function messageById(catalog: Pick<Catalog, 'events' | 'commands'>, id: string): MessageDef | undefined {
  return catalog.events.get(id) ?? catalog.commands.get(id);
}

/** All events, and then all commands. */
export function messagesIn(catalog: Pick<Catalog, 'events' | 'commands'>): readonly MessageDef[] {
  return [...catalog.events.values(), ...catalog.commands.values()];
}

/** Every definition, section by section. */
export function elementsIn(catalog: Catalog): readonly Element[] {
  const { services, types, channels, events, commands, sagas, flows } = catalog;
  return [services, types, channels, events, commands, sagas, flows].flatMap((map): Element[] => [...map.values()]);
}
