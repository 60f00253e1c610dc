import type { CompatCheck } from '../../check.js';
import { CAPTURE, CONFIRM, checkout, RESERVE, shop } from './shop-example.js';
import { noRulings, valueOrNone } from './words.js';

/** Judges that a step or its undo is done under another condition. */
export const stepGuardChanged: CompatCheck<'step-guard-changed'> = {
  id: 'step-guard-changed',
  group: 'sagas',
  since: '0.1.0',
  summary: 'A step or its undo is done under another condition.',
  why: 'An instance runs the definition that it began with, to its end: it asks the old condition.',
  examples: [
    {
      title: 'a condition',
      before: shop(checkout([RESERVE, CAPTURE, CONFIRM], ['hears: [OrderNoted]'])),
      after: shop(
        checkout(
          [RESERVE, '{ do: CapturePayment, undo: RefundPayment, when: OrderNoted }', CONFIRM],
          ['hears: [OrderNoted]'],
        ),
      ),
      verdicts: {},
    },
  ],
  describe: ({ owner, step, part, to }) =>
    `${part === 'undo' ? 'The undo of step' : 'Step'} \`${step}\` of saga \`${owner.id}\` now asks ${valueOrNone(to)} first.`,
  judge: noRulings,
  instead: () => undefined,
};
