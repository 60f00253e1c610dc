import { nameList } from '../../../model/facts/name-list.js';
import type { CompatCheck } from '../../check.js';
import { CAPTURE, CONFIRM, checkout, RESERVE, shop } from './shop-example.js';
import { noRulings } from './words.js';

/** Judges that a step or its undo sends other values. */
export const stepMappingChanged: CompatCheck<'step-mapping-changed'> = {
  id: 'step-mapping-changed',
  group: 'sagas',
  since: '0.1.0',
  summary: 'A step or its undo sends other values.',
  why: 'An instance runs the definition that it began with, to its end: it sends the old values.',
  examples: [
    {
      title: 'of a step',
      before: shop(checkout([RESERVE, CAPTURE, CONFIRM])),
      after: shop(
        checkout([RESERVE, '{ do: CapturePayment, undo: RefundPayment, with: { note: { const: web } } }', CONFIRM]),
      ),
      verdicts: {},
    },
    {
      title: 'of an undo',
      before: shop(checkout([RESERVE, CAPTURE, CONFIRM])),
      after: shop(
        checkout([
          RESERVE,
          '{ do: CapturePayment, undo: { do: RefundPayment, with: { reason: { const: web } } } }',
          CONFIRM,
        ]),
      ),
      verdicts: {},
    },
  ],
  describe: ({ owner, step, part, mapped }) =>
    `${part === 'undo' ? 'The undo of step' : 'Step'} \`${step}\` of saga \`${owner.id}\` fills ${nameList(mapped)} otherwise.`,
  judge: noRulings,
  instead: () => undefined,
};
