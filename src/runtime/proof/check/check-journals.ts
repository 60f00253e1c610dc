import { canonicalJson } from '../../json.js';
import { evolve } from '../../saga/evolve.js';
import type { SagaState } from '../../saga/state.js';
import { type InstanceRow, journalOf, type Violation } from '../evidence.js';
import type { Case } from './check-evidence.js';

/** Each journal is whole, begins with the start, and tells exactly the state that is stored beside it. */
export function checkJournals({ instances, plans }: Case): readonly Violation[] {
  return instances.flatMap((row) => {
    const texts = [gapIn(row), wrongStart(row), wrongFold(row), wrongColumns(row)];
    if (!plans.has(row.state.definition)) texts.push('its definition was never saved');
    return texts.flatMap((text) => (text === undefined ? [] : [{ rule: 'journal', instance: row.id, text }]));
  });
}

function gapIn({ journal }: InstanceRow): string | undefined {
  let next = 1;
  for (const { position, entries } of journal) {
    if (position !== next) return `the journal goes on at ${position} where ${next} is due`;
    next += entries.length;
  }
  return undefined;
}

function wrongStart(row: InstanceRow): string | undefined {
  const entries = journalOf(row);
  const starts = entries.filter(({ type }) => type === 'saga-started').length;
  if (entries[0]?.type !== 'saga-started') return 'the journal does not begin with the start';
  if (starts !== 1) return `it was started ${starts} times`;
  const back = entries.findIndex(({ at }, index) => at < (entries[index - 1]?.at ?? at));
  return back < 0 ? undefined : `time runs backwards at position ${back + 1}`;
}

function wrongFold(row: InstanceRow): string | undefined {
  try {
    const folded = journalOf(row).reduce<SagaState | undefined>(evolve, undefined);
    return canonicalJson(folded) === canonicalJson(row.state)
      ? undefined
      : 'the journal does not tell the stored state';
  } catch (error) {
    return `the journal cannot be replayed: ${String(error)}`;
  }
}

function wrongColumns({ id, status, version, state }: InstanceRow): string | undefined {
  const differs = id !== state.instance || status !== state.status || version !== state.version;
  return differs
    ? `the row says ${status}, version ${version}; the state ${state.status}, version ${state.version}`
    : undefined;
}
