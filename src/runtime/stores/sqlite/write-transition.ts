import type { CommitResult, Transition } from '../../store.js';
import { keepsState } from '../keeps-state.js';
import type { Statements } from './statements.js';

/** A transition as it will be written: made when it is handed in, so that it cannot be changed afterwards. */
export interface PreparedTransition {
  readonly instance: string;
  readonly expectedVersion: number;
  readonly owner: number | null;
  readonly nextOwner: number | null;
  readonly wakeAt: number | null;
  readonly status: string;
  readonly version: number;
  readonly updatedAt: number;
  readonly inbox: string | undefined;
  readonly mail: string | undefined;
  /** Undefined where the journal says it all. */
  readonly state: string | undefined;
  /** Undefined where there are none. */
  readonly entries: string | undefined;
  readonly notices: readonly { readonly id: string; readonly body: string }[];
  /** Only of an instance that is created. */
  readonly creation: Creation | undefined;
}

interface Creation {
  readonly saga: string;
  readonly correlation: string;
  readonly run: number;
  readonly definition: string;
  readonly startedAt: number;
  readonly ids: readonly string[];
}

/** Writes a transition down. */
export function prepareTransition(transition: Transition): PreparedTransition {
  const { instance, expectedVersion, entries, notices, state, consumed } = transition;
  const { status, version, updatedAt } = state;
  const { owner = null, nextOwner = null, wakeAt = null } = transition;
  return {
    instance,
    expectedVersion,
    owner: expectedVersion === 0 ? nextOwner : owner,
    nextOwner,
    wakeAt,
    status,
    version,
    updatedAt,
    inbox: consumed.inbox,
    mail: consumed.mail,
    state: keepsState(transition) ? JSON.stringify(state) : undefined,
    entries: entries.length === 0 ? undefined : JSON.stringify(entries),
    notices: notices.map((notice) => ({ id: notice.id, body: JSON.stringify(notice) })),
    creation: expectedVersion === 0 ? creationOf(transition) : undefined,
  };
}

function creationOf({ state }: Transition): Creation {
  const { saga, run, definition, startedAt } = state;
  const ids = Object.values(state.ids).map((id) => JSON.stringify(id));
  return { saga, correlation: JSON.stringify(state.correlation), run, definition, startedAt, ids };
}

/**
 * Writes a transition, or says why not and leaves nothing behind. Runs inside a transaction that holds the write lock,
 * and reads next to nothing: whether a statement changed a row tells whether the transition fits.
 */
export function writeTransition(statements: Statements, prepared: PreparedTransition): CommitResult {
  const { instance, inbox, mail, expectedVersion, owner, notices } = prepared;
  if (inbox !== undefined && statements.addInbox.run(inbox, instance).changes === 0) return 'duplicate';
  const row = hasNeededLease(statements, prepared) ? writeInstance(statements, prepared) : undefined;
  if (row === undefined) {
    if (inbox !== undefined) statements.removeInbox.run(inbox);
    return 'conflict';
  }
  if (prepared.entries !== undefined) statements.addEntries.run(row, expectedVersion + 1, prepared.entries);
  if (prepared.state !== undefined) statements.keepState.run(row, prepared.state);
  if (mail !== undefined) statements.consumeMail.run(mail);
  for (const { id, body } of notices) statements.addNotice.run(id, owner, body);
  return 'committed';
}

/** Who owns the instance already has a lease: when that ends, what it holds is freed in the same transaction. */
function hasNeededLease(statements: Statements, { creation, owner, nextOwner }: PreparedTransition): boolean {
  if (nextOwner === null || (nextOwner === owner && creation === undefined)) return true;
  return statements.hasLease.get(nextOwner) !== undefined;
}

/** The row of the instance, unless the transition does not fit. */
function writeInstance(statements: Statements, prepared: PreparedTransition): number | undefined {
  const { instance, expectedVersion, owner, nextOwner, wakeAt, status, version, updatedAt, creation } = prepared;
  if (creation === undefined) {
    const { updateInstance } = statements;
    const place = [instance, expectedVersion, owner] as const;
    return updateInstance.get(status, version, nextOwner, wakeAt, updatedAt, ...place)?.row;
  }
  const { saga, correlation, run, definition, startedAt, ids } = creation;
  const names = [instance, saga, correlation, run, definition, startedAt] as const;
  const row = statements.addInstance.get(...names, status, version, nextOwner, wakeAt, updatedAt)?.row;
  if (row !== undefined) for (const id of ids) statements.addId.run(saga, id, row);
  return row;
}
