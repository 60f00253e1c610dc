import { type CompatCheck, risks } from '../../check.js';
import { CONFIRM, checkout, RESERVE, shop } from './shop-example.js';
import { inFlight, valueOrNone, whichMeets } from './words.js';

const ELSEWHERE = '{ handler: shop, payload: { orderId: uuid }, success: StockReserved, failure: [StockMissing] }';

/** Judges that another service carries out a command of a saga. */
export const sagaHandlerMoved: CompatCheck<'saga-handler-moved'> = {
  id: 'saga-handler-moved',
  group: 'sagas',
  since: '0.1.0',
  summary: 'Another service carries out a command of a saga.',
  why: 'A definition says to which service each command goes, and an instance keeps to it. A handler in the process of the worker is found by the command alone. Over a broker the command goes to the channel of the old service, and counts as lost where nobody there carries it out: it is sent again until its attempts are used up, and then undone, or parks the instance.',
  examples: [
    {
      title: 'to another service',
      before: shop(checkout([RESERVE, CONFIRM])),
      after: shop(checkout([RESERVE, CONFIRM]), { commands: { ReserveStock: ELSEWHERE } }),
      verdicts: { every: 'backward?' },
    },
  ],
  describe: ({ owner, command, from, to }) =>
    `\`${command}\` of saga \`${owner.id}\` is carried out by ${valueOrNone(to)} instead of ${valueOrNone(from)}.`,
  judge: ({ command, from, uses }) =>
    inFlight(
      risks(
        `An instance ${whichMeets(uses)} still sends \`${command}\` to ${valueOrNone(from)} where commands go over a broker, and gets no answer if nobody there carries it out.`,
      ),
    ),
  instead: ({ command, from }) =>
    `Let ${valueOrNone(from)} go on to carry out \`${command}\` until the last instance of the old definition has ended, or give the new channel under \`commands\` of the link.`,
};
