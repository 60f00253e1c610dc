import type { ChangeOf } from '../../change.js';
import type { OutcomeRole } from '../../change-facts.js';
import { breaks, type CompatCheck, type Rulings, risks } from '../../check.js';
import type { CommandUse } from '../../in-flight/saga-facts.js';
import { CONFIRM, checkout, RESERVE, shop } from './shop-example.js';
import { inFlight, whichMeets } from './words.js';

const WITH_REVIEW =
  '{ handler: stock, payload: { orderId: uuid }, success: StockReserved, failure: [StockMissing, PaymentReview] }';
const UNDO_FAILS = '{ handler: stock, payload: { orderId: uuid }, success: StockReleased, failure: [PaymentReview] }';

/** Judges that a command of a saga may be answered by one more event. */
export const sagaOutcomeAdded: CompatCheck<'saga-outcome-added'> = {
  id: 'saga-outcome-added',
  group: 'sagas',
  since: '0.1.0',
  summary: 'A command of a saga may be answered by one more event.',
  why: 'An instance knows the outcomes of the definition that it began with. Another event counts like no answer: the command is sent again with the same key until its attempts are used up, and what may have happened is undone, or parks the instance where it cannot be.',
  examples: [
    {
      title: 'a failure',
      before: shop(checkout([RESERVE, CONFIRM])),
      after: shop(checkout([RESERVE, CONFIRM]), { commands: { ReserveStock: WITH_REVIEW } }),
      verdicts: { every: 'backward' },
    },
    {
      title: 'of an undo',
      before: shop(checkout([RESERVE, CONFIRM])),
      after: shop(checkout([RESERVE, CONFIRM]), { commands: { ReleaseStock: UNDO_FAILS } }),
      verdicts: {},
    },
    {
      title: 'of a step that may fail',
      before: shop(checkout(['{ do: ReserveStock, undo: ReleaseStock, optional: true }', CONFIRM])),
      after: shop(checkout(['{ do: ReserveStock, undo: ReleaseStock, optional: true }', CONFIRM]), {
        commands: { ReserveStock: WITH_REVIEW },
      }),
      verdicts: { every: 'backward?' },
    },
  ],
  describe: ({ owner, command, event, outcome }) =>
    `\`${command}\` of saga \`${owner.id}\` may be answered by the ${outcome} \`${event}\`.`,
  judge,
  instead: ({ command, event, was }) =>
    was !== undefined
      ? `Let participants answer \`${event}\` as before until the last instance of the old definition has ended, and give the new meaning a new event.`
      : `Let participants answer \`${command}\` with \`${event}\` only to instances of the new definition, by a new command beside it, until the last old one has ended.`,
};

function judge({ command, event, outcome, was, uses }: ChangeOf<'saga-outcome-added'>): Rulings {
  // A new failure of an undo ends like any undo that does not come through: it is tried again, and parks the instance.
  const hit = outcome === 'failure' && was === undefined ? uses.filter(({ direction }) => direction !== 'undo') : uses;
  if (hit.length === 0) return {};
  const knows = was === undefined ? 'does not know' : `takes for a ${was}`;
  const then = was === undefined ? outcomeText(outcome) : 'it goes the wrong way';
  const reason = `An instance ${whichMeets(hit)} ${knows} the answer \`${event}\` of \`${command}\`: ${then}.`;
  return inFlight(isMild(outcome, hit) ? risks(reason) : breaks(reason));
}

/** A check that finds nothing out, and a step that may fail and does: both are undone like what may have happened. */
function isMild(outcome: OutcomeRole, uses: readonly CommandUse[]): boolean {
  return uses.every(({ optional, direction }) => direction === 'check' || (outcome === 'failure' && optional));
}

function outcomeText(outcome: OutcomeRole): string {
  const again = 'it sends the command again until its attempts are used up, and then';
  return outcome === 'success'
    ? `${again} undoes what was a success, or is stuck`
    : `${again} undoes what has not happened, or is stuck`;
}
