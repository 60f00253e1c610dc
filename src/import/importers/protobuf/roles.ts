import { type Definitions, type MessageDefinition, typeNameOf } from './definitions.js';

/** What becomes of each message. */
export interface Roles {
  /** Full names of the messages that are events or commands, in the order of the files. */
  readonly messages: readonly string[];
  /** Full names of messages and enums that are types; one may be a message as well, where it contains itself. */
  readonly types: readonly string[];
  /** Messages that only options of Protobuf files are made of. */
  readonly ofOptions: readonly string[];
}

/**
 * A message of a given file that stands at the top and that no other refers to is an event or a command. All that these reach are
 * types, and so is whatever else the given files define.
 */
export function rolesIn(definitions: Definitions): Roles {
  const uses = new Map([...definitions.messages].map(([name, entry]) => [name, usedBy(definitions, entry)]));
  const used = new Set([...uses].flatMap(([name, names]) => [...names].filter((other) => other !== name)));
  const ofOptions = optionMessages(definitions, used);
  const given = [...definitions.messages.values()].filter(({ file }) => definitions.given.has(file.path));
  const tops = given.filter(({ message, isTop }) => isTop && !ofOptions.has(message.fullName));
  const roots = tops.filter(({ message }) => !used.has(message.fullName)).map(({ message }) => message.fullName);
  const messages = [...roots, ...headsOfCircles(tops, roots, uses)];
  const isMessage = new Set(messages);
  const selfUsing = messages.filter((name) => reachOf([...(uses.get(name) ?? [])], uses).has(name));
  const enums = [...definitions.enums.values()].filter(({ file }) => definitions.given.has(file.path));
  const rest = given
    .map(({ message }) => message.fullName)
    .filter((name) => !isMessage.has(name) && !ofOptions.has(name));
  const reached = reachOf([...messages.flatMap((name) => [...(uses.get(name) ?? [])]), ...rest], uses);
  const types = new Set([...selfUsing, ...rest, ...reached, ...enums.map(({ definition }) => definition.fullName)]);
  const isKnown = (name: string) => definitions.messages.has(name) || definitions.enums.has(name) || name === EMPTY;
  const known = [...types].filter(isKnown);
  return {
    messages,
    types: known.filter((name) => !isMessage.has(name) || selfUsing.includes(name)),
    ofOptions: [...ofOptions],
  };
}

/** Protobuf's own message without fields: the only one of its messages that is a type of its own in a catalog. */
export const EMPTY = 'google.protobuf.Empty';

function usedBy(definitions: Definitions, { fields }: MessageDefinition): ReadonlySet<string> {
  return new Set(fields.flatMap((field) => typeNameOf(definitions, field) ?? []));
}

/** What extends the options of Protobuf itself is no data, nor is what only that is made of. */
function optionMessages(definitions: Definitions, used: ReadonlySet<string>): ReadonlySet<string> {
  const names = [...definitions.files.extensions.values()].flatMap((field) =>
    isOption(field.extendee) ? (typeNameOf(definitions, field) ?? []) : [],
  );
  return new Set(names.filter((name) => !used.has(name) && definitions.messages.has(name)));
}

/** Whether an extension is an option of files, messages and the like. */
export function isOption(extendee: string | undefined): boolean {
  return extendee?.startsWith('google.protobuf.') ?? false;
}

/** Messages that refer to each other in a circle, which no other message leads into: the first of each circle. */
function headsOfCircles(
  tops: readonly MessageDefinition[],
  roots: readonly string[],
  uses: ReadonlyMap<string, ReadonlySet<string>>,
): readonly string[] {
  const heads: string[] = [];
  const reached = new Set(reachOf(roots, uses));
  for (const { message } of tops) {
    if (reached.has(message.fullName)) continue;
    heads.push(message.fullName);
    for (const name of reachOf([message.fullName], uses)) reached.add(name);
  }
  // A later one may lead into the circle of an earlier one, which then is none of its own.
  return heads.filter((head) => !heads.some((other) => other !== head && reachOf([other], uses).has(head)));
}

function reachOf(names: readonly string[], uses: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  const reached = new Set<string>();
  const open = [...names];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (reached.has(name)) continue;
    reached.add(name);
    open.push(...(uses.get(name) ?? []));
  }
  return reached;
}
