import { nodeAt } from '../../language/node.js';
import { type Catalog, type FlowDef, messageById } from '../../model/index.js';
import type { Change, ChangeOf } from '../change.js';
import { type ChangePlace, changeAt } from '../change-at.js';
import type { ReactionPart } from '../change-facts.js';
import { ownerOf } from './definition-place.js';
import type { MessagePair } from './pair-messages.js';
import { pairReactions } from './pair-reactions.js';
import { namesOf, outcomesOf, type ReadReaction, readReactions } from './read-reactions.js';

/** What differs between the flows of two states: what services do of themselves when an event comes. */
export function diffFlows(old: Catalog, next: Catalog, pairs: readonly MessagePair[]): readonly Change[] {
  const changes: Change[] = [];
  if (old.flows.size === 0 && next.flows.size === 0) return changes;
  const names = newNames(next, pairs);
  const idOf = (id: string) => names.get(id) ?? id;
  for (const flow of old.flows.values()) {
    const same = next.flows.get(flow.id);
    if (same === undefined) changes.push(flowRemoval(flow, idOf));
    else if (same !== flow) diffFlow(changes, next, same, readReactions(flow, idOf));
  }
  for (const flow of next.flows.values()) {
    if (old.flows.has(flow.id)) continue;
    changes.push(changeAt('flow-added', { owner: ownerOf(flow), at: '', new: flow.nameSpan }, {}));
  }
  return changes;
}

/** What is called otherwise now and the same on the wire is the same message. */
function newNames(next: Catalog, pairs: readonly MessagePair[]): ReadonlyMap<string, string> {
  const renamed = pairs.filter((pair) => pair.old.id !== pair.new.id && messageById(next, pair.old.id) === undefined);
  return new Map(renamed.map((pair) => [pair.old.id, pair.new.id]));
}

function flowRemoval(flow: FlowDef, idOf: (id: string) => string): Change {
  const reactions = readReactions(flow, idOf).map((one) => ({ ...one.name, emits: outcomesOf(one) }));
  return changeAt('flow-removed', { owner: ownerOf(flow), at: '', old: flow.nameSpan }, { reactions });
}

function diffFlow(changes: Change[], next: Catalog, flow: FlowDef, before: readonly ReadReaction[]): void {
  const owner = ownerOf(flow);
  const { pairs, gone, come } = pairReactions(
    before,
    readReactions(flow, (id) => id),
  );
  for (const one of gone) {
    const place = { owner, at: one.label, old: nameSpan(one) };
    changes.push(changeAt('reaction-removed', place, { ...one.name, emits: outcomesOf(one) }));
  }
  for (const one of come) {
    changes.push(changeAt('reaction-added', { owner, at: one.label, new: nameSpan(one) }, one.name));
  }
  for (const [from, to] of pairs) diffReaction(changes, next, flow, from, to);
}

/** The whole of a reaction may be many lines; what it waits for stands for it. */
function nameSpan({ reaction }: ReadReaction) {
  return reaction.on[0]?.span ?? reaction.span;
}

function diffReaction(changes: Change[], next: Catalog, flow: FlowDef, from: ReadReaction, to: ReadReaction): void {
  for (const part of Object.keys(to.parts) as ReactionPart[]) {
    const [before, after] = [from.parts[part], to.parts[part]];
    if (isSame(before, after) || (part === 'idempotentBy' && isRenamedKey(next, to, before, after))) continue;
    const gone = part === 'emits' || part === 'fails' ? goneFrom(from, to, before) : [];
    const place = partPlace(flow, from, to, part);
    changes.push(changeAt('reaction-changed', place, { ...to.name, part, from: before, to: after, gone }));
  }
  diffCallKeys(changes, next, flow, from, to);
}

/** A failure that is a success now is still published. */
function goneFrom(from: ReadReaction, to: ReadReaction, before: readonly string[]): readonly string[] {
  const left = new Set(outcomesOf(to));
  const emitted = new Set(from.parts.emits);
  return before.filter((event) => !left.has(event) && (before === from.parts.emits || !emitted.has(event)));
}

function partPlace(flow: FlowDef, from: ReadReaction, to: ReadReaction, part: ReactionPart): ChangePlace {
  const [old, next] = [from, to].map((one) => nodeAt(one.reaction.node, part)?.span ?? nameSpan(one));
  return { owner: ownerOf(flow), at: `${to.label}.${part}`, old, new: next };
}

/** The keys under which a reaction calls the services that it called before. */
function diffCallKeys(changes: Change[], next: Catalog, flow: FlowDef, from: ReadReaction, to: ReadReaction): void {
  const before = new Map(from.reaction.calls.map((call) => [call.service.name, call]));
  const after = new Map(to.reaction.calls.map((call) => [call.service.name, call]));
  for (const [call, { service, idempotentBy }] of after) {
    const same = before.get(call);
    if (!same) continue;
    const [old, now] = [namesOf(same.idempotentBy), namesOf(idempotentBy)];
    if (isSame(old, now) || isRenamedKey(next, to, old, now)) continue;
    const at = `${to.label}.calls.${call}.idempotentBy`;
    const place = { owner: ownerOf(flow), at, old: same.service.span, new: service.span };
    const facts: Facts = { ...to.name, part: 'idempotentBy', call, from: old, to: now, gone: [] };
    changes.push(changeAt('reaction-changed', place, facts));
  }
}

type Facts = Pick<ChangeOf<'reaction-changed'>, 'on' | 'by' | 'part' | 'call' | 'from' | 'to' | 'gone'>;

/** The same fields under new names have the same values. */
function isRenamedKey(next: Catalog, { name }: ReadReaction, from: readonly string[], to: readonly string[]): boolean {
  const fields = name.on.flatMap((id) => next.events.get(id)?.payload.fields ?? []);
  const isNow = (old: string, now: string | undefined) =>
    old === now || fields.some((field) => field.name === now && [field.renamedFrom, ...field.aliases].includes(old));
  return from.length === to.length && from.every((old, index) => isNow(old, to[index]));
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((name, index) => name === other[index]);
}
