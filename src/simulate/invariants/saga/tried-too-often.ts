import { nameOfPath, tryOfPath } from '../../../runtime/saga/paths.js';
import { callSite } from '../../../runtime/saga/sites.js';
import { callOf } from '../../../runtime/saga/state.js';
import { type SagaInvariant, written } from './saga-invariant.js';

/** Attempts and tries come to an end. */
export const triedTooOften: SagaInvariant = {
  id: 'tried-too-often',
  about: 'sagas',
  severity: 'error',
  since: '0.1.0',
  summary:
    'No command is sent more often than its `retry` allows, and no step is tried anew more often than its `rounds`.',
  why: `
Whoever limits attempts has a reason: a partner who locks an account after three, a customer who is not to be asked for a card a tenth
time. And a step that is tried without end never lets the saga come to its own.
`,
  on: ['command-sent'],
  check(step) {
    const { setting, after } = step;
    return written(step, 'command-sent').flatMap(({ step: path, direction, attempt, command }) => {
      const site = callSite(setting.plan, path, direction);
      if (site === undefined) return [];
      const about = nameOfPath(path);
      const { attempts } = site.call.retry;
      const series = attempt - (callOf(after.saga, path, direction)?.forgiven ?? 0);
      if (attempts !== 'unlimited' && series > attempts)
        return [{ about, message: `\`${command}\` is sent ${series} times, and may be ${attempts} times.` }];
      const rounds = site.onFailure.filter((handler) => handler.then === 'retry').map((handler) => handler.rounds ?? 1);
      const isOver = direction === 'do' && tryOfPath(path) > Math.max(0, ...rounds) + 1;
      return isOver ? [{ about, message: `\`${about}\` is tried anew more often than \`onFailure\` says.` }] : [];
    });
  },
};
