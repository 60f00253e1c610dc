import type { Span } from '../../../diagnostics/index.js';
import { stepsBehindPivot } from '../../../model/after-pivot.js';
import { flattenSteps } from '../../../model/graph.js';
import type { Catalog, SagaDef } from '../../../model/index.js';
import { startCommandOf } from '../../../model/saga-starts.js';
import { firstUnwinder } from '../../../model/unwinding.js';
import type { Finding, Rule } from '../../rule.js';

/** A saga that can end without telling anybody. */
export const incompleteStates: Rule = {
  id: 'incomplete-states',
  group: 'sagas',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Require an event for each end that a saga can come to.',
  why: `A saga ends as completed, aborted or stuck, and whoever waits for it learns of that by an event. Where an end has none, a patient waits for a result of which the system has known for days that it will never come.

\`abort\` is asked for only where something can unwind the saga. Who learns that it is stuck is for \`missing-stuck-owner\` to say.`,
  bad: `services:
  clinic: { owner: team-clinic }
  lab: { owner: team-lab, inbox: true }
events:
  TestOrdered: { version: 1.0.0, producer: clinic, payload: { testId: uuid } }
  SampleAnalysed: { version: 1.0.0, producer: lab, payload: { testId: uuid } }
  SampleUnusable: { version: 1.0.0, producer: lab, payload: { testId: uuid } }
  TestReported: { version: 1.0.0, producer: clinic, payload: { testId: uuid } }
  TestAbandoned: { version: 1.0.0, producer: clinic, payload: { testId: uuid } }
commands:
  AnalyseSample: { version: 1.0.0, handler: lab, payload: { testId: uuid }, success: SampleAnalysed, failure: [SampleUnusable] }
sagas:
  RunTest:
    service: clinic
    start: TestOrdered
    correlation: testId
    steps:
      - { do: AnalyseSample, pivot: true }
    complete: TestReported
`,
  good: `services:
  clinic: { owner: team-clinic }
  lab: { owner: team-lab, inbox: true }
events:
  TestOrdered: { version: 1.0.0, producer: clinic, payload: { testId: uuid } }
  SampleAnalysed: { version: 1.0.0, producer: lab, payload: { testId: uuid } }
  SampleUnusable: { version: 1.0.0, producer: lab, payload: { testId: uuid } }
  TestReported: { version: 1.0.0, producer: clinic, payload: { testId: uuid } }
  TestAbandoned: { version: 1.0.0, producer: clinic, payload: { testId: uuid } }
commands:
  AnalyseSample: { version: 1.0.0, handler: lab, payload: { testId: uuid }, success: SampleAnalysed, failure: [SampleUnusable] }
sagas:
  RunTest:
    service: clinic
    start: TestOrdered
    correlation: testId
    steps:
      - { do: AnalyseSample, pivot: true }
    complete: TestReported
    abort: TestAbandoned
`,
  check({ catalog, report }) {
    for (const saga of catalog.sagas.values()) {
      const isSilent = saga.complete.length === 0 && !isRefusedByCompiler(catalog, saga);
      const cause = saga.abort.length === 0 ? causeToUnwind(catalog, saga) : undefined;
      if (isSilent || cause) report(untold(saga, isSilent, cause));
    }
  },
};

/** A command that starts a saga must be answered by its end. */
function isRefusedByCompiler(catalog: Catalog, saga: SagaDef): boolean {
  return (startCommandOf(catalog, saga)?.success.length ?? 0) > 0;
}

interface UnwindCause {
  readonly text: string;
  readonly span: Span;
}

/** The first thing that can make the saga unwind, as a sentence about it, with its place. */
function causeToUnwind(catalog: Catalog, saga: SagaDef): UnwindCause | undefined {
  const step = firstUnwinder(catalog, saga);
  if (step) return { text: `\`${step.name}\` fails`, span: step.kind === 'do' ? step.command.span : step.span };
  const [cancel] = saga.cancelOn;
  if (cancel) return { text: `\`${cancel.name}\` cancels it`, span: cancel.span };
  const behind = stepsBehindPivot(saga);
  const lasting = flattenSteps(saga.steps).filter(({ step: { kind } }) => kind === 'await' || kind === 'wait');
  return saga.deadline && lasting.some((place) => !behind.has(place.step))
    ? { text: 'its `deadline` passes', span: saga.deadline.span }
    : undefined;
}

function untold(saga: SagaDef, isSilent: boolean, cause: UnwindCause | undefined): Finding {
  const unwinds = cause && `when it unwinds, for instance because ${cause.text}`;
  const when = [isSilent ? 'when it has completed' : undefined, unwinds].filter((part) => part !== undefined);
  const keys = [...(isSilent ? ['`complete`'] : []), ...(cause ? ['`abort`'] : [])];
  return {
    span: saga.nameSpan,
    message: `\`${saga.id}\` publishes nothing ${when.join(', and nothing ')}.`,
    ...(cause && { labels: [{ span: cause.span, text: 'this unwinds the saga' }] }),
    element: saga,
    help: `Name the events that tell of its ends with ${keys.join(' and ')}.`,
  };
}
