import { canonicalJson } from '../../json.js';
import type { CommitResult, TimerChange, Transition } from '../../store.js';
import type { Statements } from './statements.js';

/** Writes one transition, or says why not. Must run inside a transaction that holds the write lock. */
export function writeTransition(statements: Statements, transition: Transition): CommitResult {
  const { instance, consumed, expectedVersion } = transition;
  if (consumed.inbox !== undefined && statements.inboxEntry.get(consumed.inbox) !== undefined) return 'duplicate';
  if ((statements.version.get(instance)?.version ?? 0) !== expectedVersion) return 'conflict';
  writeInstance(statements, transition);
  writeJournal(statements, transition);
  writeOutbox(statements, transition);
  writeTimers(statements, transition);
  if (consumed.inbox !== undefined) statements.addInbox.run(consumed.inbox, instance);
  return 'committed';
}

function writeInstance(statements: Statements, { expectedVersion, state }: Transition): void {
  const { instance, saga, run, definition, status, version, startedAt } = state;
  const text = JSON.stringify(state);
  const correlation = JSON.stringify(state.correlation);
  if (expectedVersion > 0) statements.updateInstance.run(status, version, text, instance);
  else statements.addInstance.run(instance, saga, correlation, run, definition, status, version, startedAt, text);
}

function writeJournal(statements: Statements, { instance, expectedVersion, entries }: Transition): void {
  for (const [index, entry] of entries.entries()) {
    statements.addEntry.run(instance, expectedVersion + index + 1, JSON.stringify(entry));
  }
}

function writeOutbox(statements: Statements, { consumed, messages, state }: Transition): void {
  if (consumed.message !== undefined) statements.removeMessage.run(consumed.message);
  for (const message of messages) statements.addMessage.run(message.id, state.definition, JSON.stringify(message));
}

function writeTimers(statements: Statements, { instance, consumed, timers, state }: Transition): void {
  if (consumed.timer !== undefined) {
    const { owner, dueAt, timer } = consumed.timer;
    statements.removeFiredTimer.run(instance, owner, dueAt, canonicalJson(timer));
  }
  for (const change of timers) writeTimer(statements, instance, state.definition, change);
}

function writeTimer(statements: Statements, instance: string, definition: string, change: TimerChange): void {
  switch (change.type) {
    case 'set':
      statements.setTimer.run(instance, change.owner, definition, change.dueAt, canonicalJson(change.timer));
      return;
    case 'cancel':
      statements.cancelTimer.run(instance, change.owner);
      return;
    case 'cancel-all':
      statements.cancelTimers.run(instance);
      return;
  }
}
