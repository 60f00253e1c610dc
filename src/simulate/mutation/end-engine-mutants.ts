import type { JournalEntry } from '../../runtime/saga/journal.js';
import { isEnded } from '../../runtime/saga/state.js';
import { type EngineMutant, instead, losing, writing } from './engine-mutant.js';

/** Engines that go wrong at the end of an instance. */
export const endEngineMutants: readonly EngineMutant[] = [
  losing('alerts nobody', (decision) => ({
    ...decision,
    messages: decision.messages.filter(({ kind }) => kind !== 'alert'),
  })),
  instead('aborts where it should park', 'saga-parked', ({ at }) => [{ type: 'saga-aborted', at }]),
  instead('completes too early', 'step-succeeded', (entry, { plan }) => {
    if (entry.direction !== 'do') return undefined;
    const { at } = entry;
    const told = plan.definition.complete.map(
      ({ event }) => ({ type: 'event-published', at, event, data: {} }) as const,
    );
    return [entry, ...told, { type: 'saga-completed', at }];
  }),
  writing('completes without a word', (entries) => without(entries, 'event-published', 'saga-completed')),
  writing('aborts without a word', (entries) => without(entries, 'event-published', 'saga-aborted')),
  writing('publishes twice', (entries) =>
    entries.flatMap((entry): readonly JournalEntry[] =>
      entry.type === 'event-published' ? [entry, { ...entry }] : [entry],
    ),
  ),
  writing('does not answer who has started it', (entries) => entries.filter(({ type }) => type !== 'start-answered')),
  losing('leaves a timer after the end', (decision, { before }) =>
    before !== undefined && isEnded(decision.state)
      ? { ...decision, state: { ...decision.state, timers: before.timers } }
      : decision,
  ),
  writing('does not end', (entries) =>
    entries.filter(({ type }) => type !== 'saga-completed' && type !== 'saga-aborted'),
  ),
];

function without(
  entries: readonly JournalEntry[],
  type: JournalEntry['type'],
  end: JournalEntry['type'],
): readonly JournalEntry[] {
  return entries.some((entry) => entry.type === end) ? entries.filter((entry) => entry.type !== type) : entries;
}
