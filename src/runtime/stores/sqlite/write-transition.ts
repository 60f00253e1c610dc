import type { CommitResult, Transition } from '../../store.js';
import type { Statements } from './statements.js';

/** A transition as it will be written: text is made when it is handed in, so that it cannot be changed afterwards. */
export interface PreparedTransition {
  readonly transition: Transition;
  readonly state: string;
  /** Undefined where there are none. */
  readonly entries: string | undefined;
  readonly notices: readonly { readonly id: string; readonly body: string }[];
}

/** Makes the text of a transition. */
export function prepareTransition(transition: Transition): PreparedTransition {
  const { entries, notices, state, consumed } = transition;
  return {
    transition: { ...transition, consumed: { ...consumed }, state: { ...state, ids: { ...state.ids } } },
    state: JSON.stringify(state),
    entries: entries.length === 0 ? undefined : JSON.stringify(entries),
    notices: notices.map((notice) => ({ id: notice.id, body: JSON.stringify(notice) })),
  };
}

/**
 * Writes a transition, or says why not and leaves nothing behind. Runs inside a transaction that holds the write lock,
 * and reads next to nothing: whether a statement changed a row tells whether the transition fits.
 */
export function writeTransition(statements: Statements, prepared: PreparedTransition): CommitResult {
  const { instance, consumed, expectedVersion } = prepared.transition;
  const { inbox, mail } = consumed;
  if (inbox !== undefined && statements.addInbox.run(inbox, instance).changes === 0) return 'duplicate';
  const fits = hasNeededLease(statements, prepared.transition) && writeInstance(statements, prepared);
  if (!fits) {
    if (inbox !== undefined) statements.removeInbox.run(inbox);
    return 'conflict';
  }
  if (prepared.entries !== undefined) statements.addEntries.run(expectedVersion + 1, prepared.entries, instance);
  if (mail !== undefined) statements.consumeMail.run(mail);
  writeNotices(statements, prepared);
  return 'committed';
}

/** Who owns the instance already has a lease: when that ends, what it holds is freed in the same transaction. */
function hasNeededLease(statements: Statements, { expectedVersion, owner, nextOwner }: Transition): boolean {
  if (nextOwner === undefined || (nextOwner === owner && expectedVersion > 0)) return true;
  return statements.hasLease.get(nextOwner) !== undefined;
}

function writeInstance(statements: Statements, prepared: PreparedTransition): boolean {
  const { transition, state: text } = prepared;
  const { expectedVersion, state, owner = null, nextOwner = null, wakeAt = null } = transition;
  if (expectedVersion === 0) return createInstance(statements, prepared);
  const { status, version, updatedAt, instance } = state;
  const updated = statements.updateInstance.run(
    status,
    version,
    nextOwner,
    wakeAt,
    updatedAt,
    text,
    instance,
    expectedVersion,
    owner,
  );
  return updated.changes > 0;
}

function createInstance(statements: Statements, { transition, state: text }: PreparedTransition): boolean {
  const { state, nextOwner = null, wakeAt = null } = transition;
  const { instance, saga, run, definition, startedAt, status, version, updatedAt } = state;
  const correlation = JSON.stringify(state.correlation);
  const created = statements.addInstance.run(
    instance,
    saga,
    correlation,
    run,
    definition,
    startedAt,
    status,
    version,
    nextOwner,
    wakeAt,
    updatedAt,
    text,
  );
  if (created.changes === 0) return false;
  for (const id of Object.values(state.ids)) statements.addId.run(saga, JSON.stringify(id), instance);
  return true;
}

function writeNotices(statements: Statements, { transition, notices }: PreparedTransition): void {
  const { expectedVersion, owner = null, nextOwner = null } = transition;
  for (const { id, body } of notices) statements.addNotice.run(id, expectedVersion === 0 ? nextOwner : owner, body);
}
