import { compact } from '../../model/build/compact.js';
import { dayIn } from '../../model/facts/days.js';
import { type Catalog, type MessageDef, messagesIn } from '../../model/index.js';
import type { Change } from '../change.js';
import { type ChangePlace, changeAt } from '../change-at.js';
import { diffCommandDefaults, diffCommands } from './commands-diff.js';
import { ownerOf, placeOf } from './definition-place.js';
import { diffEvents } from './events-diff.js';
import { findResembling } from './find-resembling.js';
import { type MessagePair, wireNameOf } from './pair-messages.js';

/** What differs between the events and commands of two states, their payloads aside. */
export function diffMessages(old: Catalog, next: Catalog, pairs: readonly MessagePair[]): readonly Change[] {
  const changes: Change[] = [];
  diffCommandDefaults(changes, old, next);
  for (const pair of pairs) {
    if (pair.old === pair.new) continue;
    diffMessage(changes, pair);
    if (pair.old.kind === 'event' && pair.new.kind === 'event') diffEvents(changes, pair.old, pair.new);
    if (pair.old.kind === 'command' && pair.new.kind === 'command') {
      diffCommands(changes, { old, new: next }, pair.old, pair.new);
    }
  }
  noteGone(changes, old, next, pairs);
  return changes;
}

function noteGone(changes: Change[], old: Catalog, next: Catalog, pairs: readonly MessagePair[]): void {
  // Nearly always, all that was there still is, and nothing else.
  if (pairs.length === countOf(old) && pairs.length === countOf(next)) return;
  const [known, kept] = [new Set(pairs.map((pair) => pair.old.id)), new Set(pairs.map((pair) => pair.new.id))];
  const gone = messagesIn(old).filter(({ id }) => !known.has(id));
  const come = messagesIn(next).filter(({ id }) => !kept.has(id));
  const resembling = findResembling(gone, come);
  for (const message of gone) changes.push(removal(message, resembling.get(message)));
  if (come.length === 0) return;
  const movedAway = new Map(pairs.map((pair) => [pair.old.id, pair.new] as const));
  for (const message of come) changes.push(addition(message, movedAway.get(message.id)));
}

function countOf({ events, commands }: Catalog): number {
  return events.size + commands.size;
}

function removal(message: MessageDef, resembles: string | undefined): Change {
  const place = { owner: ownerOf(message), at: '', old: message.nameSpan };
  const { deprecated } = message;
  return changeAt('message-removed', place, {
    message: message.kind,
    deprecated: deprecated !== undefined,
    ...compact({ sunset: dayIn(deprecated?.sunset), resembles }),
  });
}

/** `kept` is what the former message of this name goes on as. */
function addition(message: MessageDef, kept: MessageDef | undefined): Change {
  const place = { owner: ownerOf(message), at: '', new: message.nameSpan };
  if (kept?.oldMajor !== undefined) return changeAt('old-major-kept', place, { major: kept.oldMajor });
  return changeAt('message-added', place, { message: message.kind });
}

function diffMessage(changes: Change[], pair: MessagePair): void {
  const { old, new: next } = pair;
  if (old.kind !== next.kind) {
    changes.push(changeAt('message-kind-changed', namesOf(pair), { from: old.kind, to: next.kind }));
  }
  if (old.name !== next.name) changes.push(changeAt('message-renamed', namesOf(pair), { from: old.id, to: next.id }));
  const [from, to] = [wireNameOf(old), wireNameOf(next)];
  if (from !== to) changes.push(changeAt('wire-name-changed', placeOf(pair, 'wire'), { from, to }));
  if (old.channel?.name !== next.channel?.name) diffChannels(changes, pair);
  if (old.key?.name !== next.key?.name && !isRenamedKey(old, next)) diffKeys(changes, pair);
  if (old.deprecated || next.deprecated) diffDeprecation(changes, pair);
}

function namesOf({ old, new: next }: MessagePair): ChangePlace {
  return { owner: ownerOf(next), at: '', old: old.nameSpan, new: next.nameSpan };
}

function diffChannels(changes: Change[], pair: MessagePair): void {
  const [from, to] = [pair.old.channel, pair.new.channel];
  const place = { ...namesOf(pair), at: 'channel', ...compact({ old: from?.span, new: to?.span }) };
  const names = compact({ from: from?.name, to: to?.name });
  changes.push(changeAt('channel-changed', place, { message: pair.new.kind, ...names }));
}

/** A key that is the channel's has its place there. */
function diffKeys(changes: Change[], pair: MessagePair): void {
  const [from, to] = [pair.old.key, pair.new.key];
  const place = { ...namesOf(pair), at: 'key', ...compact({ old: from?.span, new: to?.span }) };
  const names = compact({ channel: pair.new.channel?.name, from: from?.name, to: to?.name });
  changes.push(changeAt('key-changed', place, names));
}

/** The same field under a new name has the same values. */
function isRenamedKey(old: MessageDef, next: MessageDef): boolean {
  const [from, to] = [old.key?.name, next.key?.name];
  if (from === undefined || to === undefined) return false;
  const field = next.payload.fields.find(({ name }) => name === to);
  return field !== undefined && (field.renamedFrom === from || field.aliases.includes(from));
}

function diffDeprecation(changes: Change[], pair: MessagePair): void {
  const [before, after] = [pair.old.deprecated, pair.new.deprecated];
  const owner = ownerOf(pair.new);
  if (before === undefined) {
    const facts = compact({ sunset: dayIn(after?.sunset), use: after?.use });
    changes.push(changeAt('message-deprecated', { owner, at: 'deprecated', new: after?.span }, facts));
    return;
  }
  if (after === undefined) {
    changes.push(changeAt('deprecation-removed', { owner, at: 'deprecated', old: before.span }, {}));
    return;
  }
  const [from, to] = [dayIn(before.sunset), dayIn(after.sunset)];
  if (from === to) return;
  changes.push(changeAt('sunset-changed', placeOf(pair, 'deprecated', 'sunset'), compact({ from, to })));
}
