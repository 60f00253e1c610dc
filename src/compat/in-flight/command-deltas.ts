import { compact } from '../../model/build/compact.js';
import { namesOf } from '../../model/graph.js';
import type { Catalog, CommandDef } from '../../model/index.js';
import type { OutcomeRole } from '../change-facts.js';
import type { Sides } from './saga-diff.js';

/** What is different in a command for a saga that sends it. */
export type CommandDelta = { readonly sides: Sides } & (
  | { readonly kind: 'added'; readonly event: string; readonly outcome: OutcomeRole; readonly was?: OutcomeRole }
  | { readonly kind: 'removed'; readonly event: string; readonly outcome: OutcomeRole }
  | { readonly kind: 'meaning'; readonly event: string; readonly what: 'effect' | 'retryable'; readonly to: boolean }
  | { readonly kind: 'handler'; readonly from?: string; readonly to?: string }
);

/** The commands that are different, by id. */
export type CommandDeltas = ReadonlyMap<string, readonly CommandDelta[]>;

/** Finds the commands, there on both sides, that are answered otherwise than before, or by another service. */
export function commandDeltas(old: Catalog, next: Catalog): CommandDeltas {
  const deltas = new Map<string, readonly CommandDelta[]>();
  for (const [id, before] of old.commands) {
    const after = next.commands.get(id);
    if (after === undefined) continue;
    const found = [...outcomeDeltas({ old, new: next }, before, after), ...handlerDelta(before, after)];
    if (found.length > 0) deltas.set(id, found);
  }
  return deltas;
}

interface Catalogs {
  readonly old: Catalog;
  readonly new: Catalog;
}

function outcomeDeltas(catalogs: Catalogs, old: CommandDef, next: CommandDef): readonly CommandDelta[] {
  const [before, after] = [rolesOf(old), rolesOf(next)];
  const deltas: CommandDelta[] = [];
  for (const [event, outcome] of after) {
    const was = before.get(event);
    const sides = { old: old.nameSpan, new: refSpan(next, event) };
    if (was !== outcome) deltas.push({ kind: 'added', event, outcome, sides, ...(was && { was }) });
    else if (outcome === 'failure') deltas.push(...meaningDeltas(catalogs, event));
  }
  for (const [event, outcome] of before) {
    const sides = { old: refSpan(old, event), new: next.nameSpan };
    if (!after.has(event)) deltas.push({ kind: 'removed', event, outcome, sides });
  }
  return deltas;
}

function rolesOf({ success, failure }: CommandDef): ReadonlyMap<string, OutcomeRole> {
  return new Map<string, OutcomeRole>([
    ...namesOf(success).map((event) => [event, 'success'] as const),
    ...namesOf(failure).map((event) => [event, 'failure'] as const),
  ]);
}

function refSpan(command: CommandDef, event: string): Sides['old'] {
  return [...command.success, ...command.failure].find(({ name }) => name === event)?.span ?? command.nameSpan;
}

function meaningDeltas(catalogs: Catalogs, event: string): readonly CommandDelta[] {
  const [before, after] = [catalogs.old.events.get(event), catalogs.new.events.get(event)];
  if (before === undefined || after === undefined) return [];
  const sides = { old: before.nameSpan, new: after.nameSpan };
  const meanings = [
    ['effect', before.effect === 'unknown', after.effect === 'unknown'],
    ['retryable', before.retryable, after.retryable],
  ] as const;
  return meanings.flatMap(([what, from, to]) => (from === to ? [] : [{ kind: 'meaning', event, what, to, sides }]));
}

function handlerDelta(old: CommandDef, next: CommandDef): readonly CommandDelta[] {
  const [from, to] = [old.handler, next.handler];
  if (from?.name === to?.name) return [];
  const sides = { old: from?.span ?? old.nameSpan, new: to?.span ?? next.nameSpan };
  return [{ kind: 'handler', sides, ...compact({ from: from?.name, to: to?.name }) }];
}
