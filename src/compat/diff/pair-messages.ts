import { grouped } from '../../model/grouped.js';
import { type Catalog, type MessageDef, messageById, messagesIn } from '../../model/index.js';
import { parseSemVer } from '../../model/semver.js';

/** A message of the old state, and what it is compared with in the new one. */
export interface MessagePair {
  readonly old: MessageDef;
  readonly new: MessageDef;
}

/**
 * Which message of the old state is compared with which of the new, in the order of the old state: what was `Name` in major 1
 * with `Name@1` where that has come (and the reverse), else by id, and what is left by the name on the wire.
 */
export function pairMessages(old: Catalog, next: Catalog): readonly MessagePair[] {
  const messages = messagesIn(old);
  const moved = movedMajors(old, next);
  const taken = new Set(moved.values());
  const pairs = new Map<MessageDef, MessageDef>();
  for (const message of messages) {
    const partner = moved.get(message) ?? untaken(messageById(next, message.id), taken);
    if (partner) pairs.set(message, partner);
  }
  if (pairs.size < messages.length) linkByWire(pairs, messages, next);
  return messages.flatMap((message) => {
    const partner = pairs.get(message);
    return partner ? [{ old: message, new: partner }] : [];
  });
}

function untaken(message: MessageDef | undefined, taken: ReadonlySet<MessageDef>): MessageDef | undefined {
  return message && !taken.has(message) ? message : undefined;
}

/** What goes on as an older major because another has taken its name, and what has got its name back. */
function movedMajors(old: Catalog, next: Catalog): ReadonlyMap<MessageDef, MessageDef> {
  const moved = new Map<MessageDef, MessageDef>();
  for (const [current, kept] of keptSince(old, next)) moved.set(current, kept);
  const taken = new Set(moved.values());
  for (const [current, kept] of keptSince(next, old)) {
    if (taken.has(current)) continue;
    moved.set(kept, current);
    taken.add(current);
  }
  return moved;
}

/** Messages of one state with the older major of the other as which they go on there. */
function keptSince(here: Catalog, there: Catalog): readonly (readonly [MessageDef, MessageDef])[] {
  return messagesIn(there).flatMap((kept) => {
    if (kept.oldMajor === undefined || messageById(here, kept.id)) return [];
    const current = messageById(here, kept.name);
    const successor = messageById(there, kept.name);
    const isMoved = current && majorOf(current) === kept.oldMajor;
    return isMoved && !(successor && majorOf(successor) === kept.oldMajor) ? [[current, kept] as const] : [];
  });
}

function linkByWire(pairs: Map<MessageDef, MessageDef>, messages: readonly MessageDef[], next: Catalog): void {
  const taken = new Set(pairs.values());
  const left = messages.filter((message) => !pairs.has(message));
  const come = grouped(
    messagesIn(next).filter((message) => !taken.has(message)),
    wireOf,
  );
  for (const [wire, [message, ...others]] of grouped(left, wireOf)) {
    const [same, ...rivals] = come.get(wire) ?? [];
    if (message && same && others.length + rivals.length === 0) pairs.set(message, same);
  }
}

/** The major of a message: of `Name@1` the 1, else what its version begins with; without a version it is 1. */
export function majorOf({ oldMajor, version }: MessageDef): number {
  if (oldMajor !== undefined) return oldMajor;
  return version === undefined ? 1 : (parseSemVer(version)?.major ?? (Number.parseInt(version, 10) || 1));
}

/** The name by which a message is known outside the catalog; each kept major of it is one of its own. */
function wireOf(message: MessageDef): string {
  return `${wireNameOf(message)}@${message.oldMajor ?? ''}`;
}

/** The type that a message has on the wire. */
export function wireNameOf({ wire, name }: MessageDef): string {
  return wire ?? name;
}
