import { canonicalJson } from '../../json.js';
import { type InstanceRow, journalOf, type ProblemLine, type Violation } from '../evidence.js';
import type { Case } from './check-evidence.js';

/** What a worker may complain of when it was stopped, or its server was. */
const EXPECTED: readonly string[] = ['lease-lost', 'store-unreachable'];

/** Nothing lies about, nobody died by himself, and exactly what was started exists. */
export function checkRest({ leftovers, deaths, ledger, starts, instances }: Case): readonly Violation[] {
  const rows = Object.entries(leftovers).filter(([, count]) => count > 0);
  const problems = ledger.filter((line): line is ProblemLine => line.kind === 'problem');
  return [
    ...rows.map(([table, count]) => ({ rule: 'leftovers', text: `${count} ${table} are left over` })),
    ...deaths.map((text) => ({ rule: 'deaths', text })),
    ...problems.filter(({ problem }) => !EXPECTED.includes(problem)).map(({ text }) => ({ rule: 'problems', text })),
    ...wrongStarts(starts, instances),
  ];
}

function wrongStarts(starts: Case['starts'], instances: readonly InstanceRow[]): readonly Violation[] {
  const rows = new Map(instances.map((row) => [row.id, row]));
  const lost = starts.flatMap(({ instance, data }) => {
    const row = rows.get(instance);
    const [start] = row === undefined ? [] : journalOf(row);
    const isSo = start?.type === 'saga-started' && canonicalJson(start.data) === canonicalJson(data);
    return isSo ? [] : [{ rule: 'starts', instance, text: 'it was started, and is not there as it was started' }];
  });
  const known = new Set(starts.map(({ instance }) => instance));
  const foreign = instances.filter(({ id, state }) => !known.has(id) && state.replyTo === undefined);
  return [...lost, ...foreign.map(({ id }) => ({ rule: 'starts', instance: id, text: 'nobody started it' }))];
}
