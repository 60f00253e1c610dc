import { nextTimerOf } from '../../saga/state.js';
import type { Claim, ClaimRequest } from '../../store.js';
import { type Parse, readState } from './read-state.js';
import type { DueRow, Statements } from './statements.js';

/** Rows that the claimer may have, what is due longest first; mail is due now. */
export function findDue(statements: Statements, request: ClaimRequest): readonly DueRow[] {
  const { owner, definitions, now, limit } = request;
  const hashes = JSON.stringify(definitions);
  const rows = [
    ...definitions.flatMap((definition) => statements.dueFree.all(definition, now, limit)),
    ...statements.dueOwned.all(owner, now, hashes, limit),
    ...statements.withMail.all(owner, hashes, limit),
  ];
  const byRow = new Map<number, DueRow>();
  // Stable, and those with a time come before: an instance that is due and has mail keeps its time.
  for (const row of rows) if (!byRow.has(row.row)) byRow.set(row.row, row);
  return [...byRow.values()].toSorted((a, b) => (a.dueAt ?? now) - (b.dueAt ?? now)).slice(0, limit);
}

/** Hands out what is due, and notes the claimer as its owner. Runs inside a transaction that holds the write lock. */
export function claimDue(statements: Statements, request: ClaimRequest, parse: Parse): readonly Claim[] {
  if (statements.hasLease.get(request.owner) === undefined) return [];
  return findDue(statements, request).flatMap(({ row }) => claimRow(statements, row, request.owner, parse));
}

/** When the next instance is due that the asker may claim. */
export function findNextWakeAt(
  statements: Statements,
  { owner, definitions }: Pick<ClaimRequest, 'owner' | 'definitions'>,
): number | undefined {
  const times = [
    ...definitions.map((definition) => statements.nextFree.get(definition)?.at),
    statements.nextOwned.get(owner, JSON.stringify(definitions))?.at,
  ].flatMap((at) => at ?? []);
  return times.length === 0 ? undefined : Math.min(...times);
}

function claimRow(statements: Statements, row: number, owner: number, parse: Parse): readonly Claim[] {
  const found = statements.claimed.get(row);
  if (found === undefined) return [];
  const state = readState(statements, found, parse);
  const wakeAt = found.wakeAt === 0 ? (nextTimerOf(state) ?? null) : found.wakeAt;
  if (found.owner !== owner || found.wakeAt !== wakeAt) statements.claim.run(owner, wakeAt, row);
  const mail = statements.mailOf.all(row);
  return [{ state, mail: mail.map(({ id, input }) => ({ id, instance: state.instance, input: parse(input) })) }];
}
