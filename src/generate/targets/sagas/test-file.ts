import { type FailurePath, failurePaths } from '../../../compile/failure-paths.js';
import type { UndoneSequence } from '../../../compile/undone-sequence.js';
import { unsupportedForms } from '../../../runtime/saga/unsupported-forms.js';
import type { TemplateView } from '../../template.js';
import { objectKey, stringLiteral } from '../../text.js';
import { sagaTypeName } from './names.js';
import type { PlannedCall, SagaPlan } from './saga-plan.js';

/** What the test file is filled with: a row for every way in which the saga can fail. */
export function testView(plan: SagaPlan): TemplateView {
  const { definition } = plan;
  const paths = failurePaths(definition).flatMap((path) => {
    const failing = plan.calls.find(({ use, step }) => use === 'do' && step === path.step);
    return failing ? [row(path, [[failing.key, outcomeOf(path.by, failing)]], path.ends)] : [];
  });
  return {
    saga: sagaTypeName(plan.saga.id),
    name: stringLiteral(plan.saga.id),
    runs: unsupportedForms(definition).length === 0,
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

/** An attempt without a time limit would wait for ever, so its answer is lost in another way. */
function outcomeOf(by: string, { call }: PlannedCall): string {
  return by === 'timeout' && call.timeoutMs === undefined ? 'crash' : by;
}

/** Each undo that may fail, on the first path on which it is run for sure. */
function undoFailures(plan: SagaPlan): readonly TemplateView[] {
  const paths = failurePaths(plan.definition).filter((path) => path.ends === 'aborted');
  return plan.calls.flatMap((undo) => {
    const failure = undo.use === 'undo' ? undo.call.failure.find((candidate) => !candidate.retryable) : undefined;
    const path = failure && paths.find((candidate) => namesIn(candidate.undone).includes(undo.step));
    const failing = path && plan.calls.find(({ use, step }) => use === 'do' && step === path.step);
    if (!failure || !path || !failing) return [];
    return [
      row(
        path,
        [
          [failing.key, outcomeOf(path.by, failing)],
          [undo.key, failure.event],
        ],
        'stuck',
      ),
    ];
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
