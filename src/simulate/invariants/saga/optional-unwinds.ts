import { nameOfPath } from '../../../runtime/saga/paths.js';
import { stepOf } from '../../../runtime/saga/state.js';
import { type SagaInvariant, written } from './saga-invariant.js';

/** A step that may fail takes nothing with it. */
export const optionalUnwinds: SagaInvariant = {
  id: 'optional-unwinds',
  about: 'sagas',
  severity: 'error',
  since: '0.1.0',
  summary: 'The failure of an optional step never unwinds the saga.',
  why: `
An order must not be cancelled because its confirmation mail bounced. That is what \`optional\` says.
`,
  on: ['unwinding-started'],
  check(step) {
    const { setting, after } = step;
    return written(step, 'unwinding-started').flatMap(({ cause }) => {
      if (cause.kind !== 'failure' && cause.kind !== 'timeout') return [];
      const name = nameOfPath(cause.step);
      const definition = setting.plan.steps.get(name);
      const isOptional = definition !== undefined && 'optional' in definition && definition.optional;
      const isMeant = stepOf(after.saga, cause.step)?.handled?.then === 'unwind';
      return isOptional && !isMeant
        ? [{ about: name, message: `The saga unwinds because \`${name}\` failed, which is optional.` }]
        : [];
    });
  },
};
