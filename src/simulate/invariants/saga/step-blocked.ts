import { nameOfPath } from '../../../runtime/saga/paths.js';
import { type SagaInvariant, written } from './saga-invariant.js';

/** Conditions and inputs can be worked out. */
export const stepBlocked: SagaInvariant = {
  id: 'step-blocked',
  about: 'sagas',
  severity: 'error',
  since: '0.1.0',
  summary: 'Every guard and every input of a step can be worked out in every run that reaches it.',
  why: `
A guard that asks for what has not come, or a command whose input is not there, parks the instance: a mistake of the design that no
retry heals. Most of these are found by \`sagac lint\`; some show only in a run.
`,
  on: ['step-blocked'],
  check(step) {
    return written(step, 'step-blocked').map(({ step: path, direction, error }) => {
      const name = nameOfPath(path);
      const what = direction === 'do' ? `\`${name}\`` : `The ${direction} of \`${name}\``;
      return {
        about: `${direction} ${name}`,
        message: `${what} cannot be worked out: ${error}.`,
        help: 'Ask in its guard whether what it reads has come.',
      };
    });
  },
};
