import { type FailurePath, failurePaths } from '../../../compile/failure-paths.js';
import type { UndoneSequence } from '../../../compile/undone-sequence.js';
import type { TemplateView } from '../../template.js';
import { objectKey, stringLiteral } from '../../text.js';
import { sagaTypeName } from './names.js';
import type { SagaPlan } from './saga-plan.js';

/** What `failure-paths.ts` is filled with: a row for every way in which the saga can fail. */
export function failurePathsView(plan: SagaPlan): TemplateView {
  const paths = failurePaths(plan.definition).map((path) => row(path, [[path.step, path.by]], path.ends));
  return {
    saga: sagaTypeName(plan.saga.id),
    name: stringLiteral(plan.saga.id),
    rows: [...paths, ...undoFailures(plan)],
  };
}

/** A script entry: a call's key and what is played there. */
type ScriptEntry = readonly [string, string];

function row(path: FailurePath, script: readonly ScriptEntry[], ends: FailurePath['ends']): TemplateView {
  const title = script.map(([key, outcome]) => `${key} ends with ${outcome}`).join(', ');
  return {
    title: stringLiteral(`${title}: ${ends}`),
    script: script.map(([key, outcome]) => ({ key: objectKey(key), outcome: stringLiteral(outcome) })),
    ends: stringLiteral(ends),
    undone: sequenceText(path.undone),
  };
}

/** Each undo that may fail, on the first path on which it is run for sure. */
function undoFailures(plan: SagaPlan): readonly TemplateView[] {
  const paths = failurePaths(plan.definition).filter((path) => path.ends === 'aborted');
  return plan.calls.flatMap((undo) => {
    const failure = undo.use === 'undo' ? undo.call.failure.find((candidate) => !candidate.retryable) : undefined;
    const path = failure && paths.find((candidate) => namesIn(candidate.undone).includes(undo.step));
    if (!failure || !path) return [];
    const script = [[path.step, path.by] as const, [undo.key, failure.event] as const];
    return [row(path, script, 'stuck')];
  });
}

function namesIn(sequence: UndoneSequence): readonly string[] {
  return sequence.flatMap((entry) => (typeof entry === 'string' ? [entry] : entry.flatMap(namesIn)));
}

function sequenceText(sequence: UndoneSequence): string {
  const entries = sequence.map((entry) =>
    typeof entry === 'string' ? stringLiteral(entry) : `[${entry.map(sequenceText).join(', ')}]`,
  );
  return `[${entries.join(', ')}]`;
}
