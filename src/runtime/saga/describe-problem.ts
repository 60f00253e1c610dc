import type { AttemptProblem } from './journal.js';

/** What went wrong with an attempt, in a few words. */
export function describeProblem(problem: AttemptProblem): string {
  switch (problem.kind) {
    case 'failure':
      return `answered \`${problem.event}\``;
    case 'timeout':
      return 'no answer in time';
    case 'error':
      return problem.error;
  }
}
