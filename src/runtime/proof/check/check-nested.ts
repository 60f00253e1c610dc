import { idempotencyKey } from '../../saga/names.js';
import { isFinished } from '../../saga/state.js';
import { type InstanceRow, journalOf, type Violation } from '../evidence.js';
import type { Case } from './check-evidence.js';

/** A saga that another one started answers it, and the two agree on how it ended. */
export function checkNested({ instances, ledger }: Case): readonly Violation[] {
  const rows = new Map(instances.map((row) => [row.id, row]));
  const undone = new Set(ledger.flatMap((line) => (line.kind === 'answer' && line.effect ? [line.key] : [])));
  return instances.flatMap((inner) => {
    const to = inner.state.replyTo;
    if (to?.instance === undefined) return [];
    const outer = rows.get(to.instance);
    const text = outer === undefined ? `${to.instance} does not exist` : disagreement(inner, outer, to.key, undone);
    return text === undefined ? [] : [{ rule: 'nested', instance: inner.id, text }];
  });
}

function disagreement(
  inner: InstanceRow,
  outer: InstanceRow,
  key: string,
  undone: ReadonlySet<string>,
): string | undefined {
  const answers = journalOf(inner).filter(({ type }) => type === 'start-answered');
  if (isFinished(inner.state) !== (answers.length === 1))
    return `it is ${inner.status} and has answered ${answers.length} times`;
  const [answer] = answers;
  if (answer?.type !== 'start-answered') return undefined;
  const isHeard = journalOf(outer).some((entry) => {
    if (!('direction' in entry) || idempotencyKey(outer.id, entry.step, entry.direction) !== key) return false;
    if (entry.type === 'attempt-failed')
      return entry.problem.kind === 'failure' && entry.problem.event === answer.event;
    return 'event' in entry && entry.event === answer.event;
  });
  if (!isHeard) return `${outer.id} never heard its answer ${answer.event}`;
  const isUndone = undone.has(`${key}/undo`);
  if (inner.state.status !== 'completed' || outer.state.status !== 'aborted') return undefined;
  return isUndone ? undefined : `it completed, ${outer.id} aborted, and nothing undid it`;
}
