import { describe, expect, it } from 'vitest';
import type { JournalEntry } from '../../saga/journal.js';
import type { Evidence, InstanceRow } from '../evidence.js';
import { smallEvidence } from '../testing/small-evidence.js';
import { exchange, ofType, rewrite, someRow, type Tampering, undonePathOf, withEntry } from '../testing/tamper.js';
import { checkEvidence } from './check-evidence.js';

const sound: Evidence = await smallEvidence();
const completed = someRow(sound, ({ status }) => status === 'completed');
const aborted = someRow(sound, (row) => row.status === 'aborted' && undonePathOf(row) !== undefined);
const undonePath = undonePathOf(aborted);
const waiting = someRow(sound, ({ status }) => status === 'running');
const retried = someRow(sound, (_row, entries) => entries.some(ofType('retry-scheduled')));

const JOURNALS: readonly Tampering[] = [
  [
    'a lost row of the journal',
    'journal',
    /goes on at 3 where 2 is due/,
    () => exchange(sound, completed, { ...completed, journal: completed.journal.toSpliced(1, 1) }),
  ],
  [
    'a row that was written twice',
    'journal',
    /goes on at 2 where 3 is due/,
    () => {
      const [first, second, ...rest] = completed.journal;
      if (first === undefined || second === undefined) return sound;
      return exchange(sound, completed, { ...completed, journal: [first, second, second, ...rest] });
    },
  ],
  [
    'a state that somebody else has overwritten',
    'journal',
    /does not tell the stored state/,
    () => exchange(sound, completed, { ...completed, state: { ...completed.state, updatedAt: 0 } }),
  ],
  [
    'a column that contradicts the state',
    'journal',
    /the row says running/,
    () => exchange(sound, completed, { ...completed, status: 'running' }),
  ],
  [
    'a journal without its start',
    'journal',
    /does not begin with the start/,
    () => exchange(sound, completed, { ...completed, journal: completed.journal.slice(1) }),
  ],
  [
    'a second start',
    'journal',
    /was started 2 times/,
    () => withEntry(sound, completed, ofType('saga-started'), (entry) => [entry, entry]),
  ],
  [
    'time that runs backwards',
    'journal',
    /time runs backwards at position 2/,
    () => withEntry(sound, completed, ofType('command-sent'), (entry) => [{ ...entry, at: -1 }]),
  ],
  [
    'a definition that is not there',
    'journal',
    /definition was never saved/,
    () => ({ ...sound, definitions: new Map() }),
  ],
];

const ENTRIES: readonly Tampering[] = [
  [
    'an attempt that was sent twice',
    'entries',
    /attempt 1 of .* is sent where 2 is due/,
    () => withEntry(sound, completed, ofType('command-sent'), (entry) => [entry, entry]),
  ],
  [
    'an answer to an attempt that was never sent',
    'entries',
    /attempt 9 was never sent/,
    () =>
      withEntry(sound, completed, ofType('step-succeeded'), (entry) =>
        'attempt' in entry ? [{ ...entry, attempt: 9 }] : [],
      ),
  ],
  [
    'a step that succeeded twice',
    'entries',
    /had succeeded already/,
    () => withEntry(sound, completed, ofType('step-succeeded'), (entry) => [entry, entry]),
  ],
  [
    'a key that is not that of the step',
    'entries',
    /the key is Other/,
    () =>
      withEntry(sound, completed, ofType('command-sent'), (entry) =>
        'key' in entry ? [{ ...entry, key: 'Other' } as JournalEntry] : [],
      ),
  ],
  [
    'a retry out of turn',
    'entries',
    /attempt 7 is scheduled/,
    () =>
      withEntry(sound, retried, ofType('retry-scheduled'), (entry) =>
        'attempt' in entry ? [{ ...entry, attempt: 7 }] : [],
      ),
  ],
  [
    'something after the end',
    'entries',
    /it had ended/,
    () => withEntry(sound, completed, ofType('saga-completed'), (entry) => [entry, entry]),
  ],
  [
    'two unwindings',
    'entries',
    /it unwound already/,
    () => withEntry(sound, aborted, ofType('unwinding-started'), (entry) => [entry, entry]),
  ],
  [
    'an undo of what never happened',
    'entries',
    /nothing to undo/,
    () => {
      const isSuccess = (entry: JournalEntry): boolean =>
        entry.type === 'step-succeeded' && entry.direction === 'do' && entry.step === undonePath;
      return withEntry(sound, aborted, isSuccess, () => []);
    },
  ],
  [
    'a step that begins while it unwinds',
    'entries',
    /nothing new begins while it unwinds/,
    () => {
      const sent = aborted.journal.flatMap(({ entries }) => entries).find(ofType('command-sent'));
      const again = sent?.type === 'command-sent' ? [{ ...sent, step: 'Late', key: `${aborted.id}/Late` }] : [];
      return withEntry(sound, aborted, ofType('unwinding-started'), (entry) => [entry, ...again]);
    },
  ],
];

const ENDS: readonly Tampering[] = [
  [
    'an instance that a dead worker owns',
    'ends',
    /belongs to worker 4/,
    () => exchange(sound, waiting, { ...waiting, owner: 4 }),
  ],
  [
    'a timer that the database forgot',
    'ends',
    /is woken at undefined/,
    () => {
      const row = rewrite(retried, cutBehind(retried, 'retry-scheduled'));
      const { wakeAt: _wakeAt, ...rest } = row;
      return exchange(sound, retried, rest);
    },
  ],
  [
    'a command that nobody delivered',
    'ends',
    /was never sent/,
    () => exchange(sound, completed, rewrite(completed, cutBehind(completed, 'command-sent'))),
  ],
  [
    'an instance that nothing will move on',
    'ends',
    /nothing will move it on/,
    () => exchange(sound, waiting, { ...waiting, state: { ...waiting.state, steps: {} } }),
  ],
];

function cutBehind(row: InstanceRow, type: JournalEntry['type']): readonly JournalEntry[] {
  const entries = row.journal.flatMap((each) => each.entries);
  return entries.slice(0, entries.findIndex((entry) => entry.type === type) + 1);
}

describe('the checker of what is in the store', () => {
  it('finds nothing where all is well', () => {
    expect(checkEvidence(sound)).toEqual([]);
  });

  it.each([...JOURNALS, ...ENTRIES, ...ENDS])('finds %s', (_name, rule, says, tampered) => {
    const found = checkEvidence(tampered());
    expect(found).toContainEqual(expect.objectContaining({ rule, text: expect.stringMatching(says) }));
  });
});
