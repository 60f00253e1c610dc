import { checkoutExample } from './examples.js';
import { hasBecome, type SagaInvariant } from './saga-invariant.js';

/** The alert has somebody to go to. */
export const stuckWithoutOwner: SagaInvariant = {
  id: 'stuck-without-owner',
  about: 'sagas',
  severity: 'warning',
  since: '0.1.0',
  summary: 'A saga that can get stuck names who is alerted.',
  why: `
An alert without a name goes to whoever looks at the log. Money that is captured and cannot be refunded then waits for chance.
`,
  examples: {
    bad: checkoutExample(
      `
      - { do: ReserveStock, undo: ReleaseStock }
      - { do: CapturePayment, pivot: true }`,
      { stuck: '' },
    ),
    good: checkoutExample(`
      - { do: ReserveStock, undo: ReleaseStock }
      - { do: CapturePayment, pivot: true }`),
  },
  check(step) {
    const { saga } = step.setting;
    if (!hasBecome(step, 'stuck') || saga.stuck?.alert !== undefined) return [];
    const message = `\`${saga.id}\` can get stuck, and does not say who is told.`;
    return [
      {
        about: saga.id,
        message,
        help: 'Name them: `stuck: { alert: team-checkout, runbook: docs/runbooks/checkout.md }`.',
      },
    ];
  },
};
