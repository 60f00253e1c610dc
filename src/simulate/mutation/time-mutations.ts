import { flattenSteps } from '../../model/flatten-steps.js';
import type { Step } from '../../model/index.js';
import { allSteps } from '../../runtime/saga/plan.js';
import { leastRun, stepsBeforePivot } from '../saga/least-run.js';
import { compiled } from './compiled.js';
import {
  type SagaCase,
  type SagaMutation,
  withCommand,
  withoutKeys,
  withoutLimit,
  withSaga,
  withStep,
} from './saga-case.js';

/** Mistakes in how long something may take. */
export const timeMutations: readonly SagaMutation[] = [
  {
    id: 'drop-await-timeout',
    mutants: (original) =>
      timedAwaits(original).map((name) => withStep(original, `${name} has no time limit`, name, withoutTimeout)),
  },
  {
    id: 'drop-await-timeout-and-deadline',
    mutants: (original) =>
      timedAwaits(original).map((name) =>
        withStep(
          withoutKeys(original, '', ['deadline']),
          `neither ${name} nor the saga has a time limit`,
          name,
          withoutTimeout,
        ),
      ),
  },
  {
    id: 'drop-deadline',
    mutants: (original) =>
      original.saga.deadline === undefined ? [] : [withoutKeys(original, 'no deadline', ['deadline'])],
  },
  {
    id: 'short-deadline',
    mutants: (original) => {
      const { deadline, nameSpan: span } = original.saga;
      const plan = compiled(original);
      const steps = plan === undefined ? [] : stepsBeforePivot(plan);
      const limits = allSteps(steps).map((step) => (step.kind === 'await' ? (step.timeoutMs ?? 0) : 0));
      const longest = Math.max(leastRun(steps), ...limits);
      if (deadline === undefined || longest === 0) return [];
      const short = { ms: longest - 1, text: `${longest - 1}ms`, span };
      return [withSaga(original, 'the deadline is shorter than the waits', { deadline: short })];
    },
  },
  {
    id: 'try-for-ever',
    mutants: (original) =>
      commandsOf(original).map((id) =>
        withCommand(original, `${id} is tried for ever`, id, (command) => ({
          ...command,
          retry: withoutLimit(command.retry),
        })),
      ),
  },
];

function timedAwaits({ saga }: SagaCase): readonly string[] {
  return flattenSteps(saga.steps).flatMap(({ step }) =>
    step.kind === 'await' && step.timeout !== undefined ? [step.name] : [],
  );
}

function withoutTimeout(step: Step): Step {
  if (step.kind !== 'await') return step;
  const { timeout: _timeout, ...rest } = step;
  return rest;
}

/** Commands of steps, each once. */
function commandsOf({ saga }: SagaCase): readonly string[] {
  const commands = flattenSteps(saga.steps).flatMap(({ step }) => (step.kind === 'do' ? [step.command.name] : []));
  return [...new Set(commands)];
}
