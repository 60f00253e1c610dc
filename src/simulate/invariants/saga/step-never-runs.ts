import { checkoutExample } from './examples.js';
import type { SagaInvariant } from './saga-invariant.js';

/** Groups are reached with what is in them. */
const REACHED: ReadonlySet<string> = new Set(['do', 'await', 'wait']);

/** Every step is there for something. */
export const stepNeverRuns: SagaInvariant = {
  id: 'step-never-runs',
  about: 'sagas',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Some run reaches every step, and every failure that it may end by.',
  why: `
A step that no run reaches is either a mistake in a condition or a promise that nobody keeps: whoever reads the saga believes that the
customer is asked, and no customer ever is. Its failures lead nowhere, for they never happen.
`,
  examples: {
    bad: checkoutExample(`
      - { do: ReserveStock, undo: ReleaseStock }
      - { do: CapturePayment, undo: RefundPayment, when: not StockReserved }`),
    good: checkoutExample(`
      - { do: ReserveStock, undo: ReleaseStock }
      - { do: CapturePayment, undo: RefundPayment, when: StockReserved }`),
  },
  checkWhole({ setting, reached, guarded, complete, faults }) {
    if (!complete) return [];
    const missing = [...setting.plan.steps.values()].filter(
      ({ name, kind }) => REACHED.has(kind) && !reached.has(name) && !guarded.has(name),
    );
    return missing.map(({ name }) => ({
      about: name,
      message: `No run with at most ${faults} faults reaches \`${name}\`.`,
      help: 'Look at its condition and at what stands before it, or remove it.',
    }));
  },
};
