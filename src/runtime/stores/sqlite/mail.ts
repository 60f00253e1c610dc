import type { Owner } from '../../store.js';
import type { Statements } from './statements.js';

/** Puts mail into the mailbox of an instance, once for ever. */
export function postMail(
  statements: Statements,
  id: string,
  instance: string,
  input: string,
): 'posted' | 'duplicate' | 'unknown-instance' {
  if (statements.addMail.run(id, input, instance).changes > 0) return 'posted';
  return statements.hasInstance.get(instance) === undefined ? 'unknown-instance' : 'duplicate';
}

/** Bodies of notices that belonged to nobody, and are the owner's from now on. */
export function takeNotices(statements: Statements, owner: Owner, limit: number): readonly string[] {
  if (statements.hasLease.get(owner) === undefined) return [];
  const rows = statements.freeNoticesUpTo.all(limit);
  for (const { row } of rows) statements.takeNotice.run(owner, row);
  return rows.map(({ body }) => body);
}
