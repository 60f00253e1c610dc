import type { Catalog, CommandDef, EventDef, SagaDef } from '../../model/index.js';
import type { MessagePair } from './pair-messages.js';

/** The old state in the words of the new one. */
export interface Renamed {
  /** With the names under which its messages go on, which may be kept majors (`OrderPlaced@1`) or other names. */
  readonly catalog: Catalog;
  /** The pairs, their old messages naming others as the new state does; each keeps its own name. */
  readonly pairs: readonly MessagePair[];
}

/**
 * Lets the old state speak of messages as the new one does, so that a reference to a message that goes on under another name is
 * the same reference, and one that has been turned to its successor is another.
 */
export function withNewNames(old: Catalog, pairs: readonly MessagePair[]): Renamed {
  const names = new Map(
    pairs.flatMap((pair) => (pair.old.id === pair.new.id ? [] : [[pair.old.id, pair.new.id] as const])),
  );
  if (names.size === 0) return { catalog: old, pairs };
  const events = renamedMap(old.events, names);
  const commands = renamedMap(old.commands, names);
  const sagas = new Map([...old.sagas].map(([id, saga]) => [id, renamed(saga, names)]));
  return {
    catalog: { ...old, events, commands, sagas },
    pairs: pairs.map((pair) => {
      const message = renamed(pair.old, names);
      return message === pair.old ? pair : { old: message, new: pair.new };
    }),
  };
}

type Named = EventDef | CommandDef | SagaDef;

function renamedMap<T extends EventDef | CommandDef>(
  definitions: ReadonlyMap<string, T>,
  names: ReadonlyMap<string, string>,
): ReadonlyMap<string, T> {
  return new Map(
    [...definitions].map(([id, definition]) => {
      const now = names.get(id) ?? id;
      const copy = renamed(definition, names);
      return [now, now === id ? copy : { ...copy, id: now }];
    }),
  );
}

/** These say nothing of other messages, or are for people and places. */
const NO_REFERENCES = new Set([
  'payload',
  'examples',
  'node',
  'consumers',
  'producer',
  'handler',
  'senders',
  'calls',
  'service',
  'key',
  'channel',
]);

/** A definition that names others by their new names; the very same one where it names none of them. */
function renamed<T extends Named>(definition: T, names: ReadonlyMap<string, string>): T {
  const changed = Object.entries(Object.getOwnPropertyDescriptors(definition)).flatMap(([key, { value }]) => {
    if (NO_REFERENCES.has(key) || typeof value !== 'object' || value === null) return [];
    const now = renamedValue(value, names);
    return now === value ? [] : [[key, now] as const];
  });
  if (changed.length === 0) return definition;
  // `node` of a definition is a getter that reads the text again: it is taken over as it is.
  const properties = Object.getOwnPropertyDescriptors(definition) as Record<string, PropertyDescriptor>;
  for (const [key, value] of changed) properties[key] = { value, enumerable: true };
  return Object.create(Object.getPrototypeOf(definition), properties) as T;
}

/** Names stand in references (`name`), at the beginning of paths (`root`) and within conditions (`text`). */
function renamedValue(value: unknown, names: ReadonlyMap<string, string>, key = ''): unknown {
  if (typeof value === 'string')
    return isNameKey(key) ? (names.get(value) ?? value) : key === 'text' ? inText(value, names) : value;
  if (Array.isArray(value)) {
    const items = value.map((item) => renamedValue(item, names));
    return items.every((item, at) => item === value[at]) ? value : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, part]) => [
    name,
    NO_REFERENCES.has(name) ? part : renamedValue(part, names, name),
  ]);
  return entries.every(([name, part]) => part === (value as Record<string, unknown>)[name as string])
    ? value
    : Object.fromEntries(entries);
}

function isNameKey(key: string): boolean {
  return key === 'name' || key === 'root';
}

function inText(text: string, names: ReadonlyMap<string, string>): string {
  return text.replace(/[A-Za-z_][\w]*(?:@\d+)?/g, (word) => names.get(word) ?? word);
}
