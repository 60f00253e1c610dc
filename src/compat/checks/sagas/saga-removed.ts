import { nameList } from '../../../model/facts/name-list.js';
import { breaks, type CompatCheck, risks } from '../../check.js';
import { CONFIRM, checkout, RESERVE, shop } from './shop-example.js';
import { inFlight, leftAlone } from './words.js';

const OTHER = `  Express:
    service: order
    start: OrderApproved
    correlation: orderId
    steps: [${RESERVE}, ${CONFIRM}]
`;

/** Judges that a saga is gone. */
export const sagaRemoved: CompatCheck<'saga-removed'> = {
  id: 'saga-removed',
  group: 'sagas',
  since: '0.1.0',
  summary: 'A saga is gone.',
  why: 'Instances in flight are in the store of its service, and go on only there: a worker of another saga of this service takes them if it has a handler for each of their commands. Where the service runs no saga any more, nobody takes them.',
  examples: [
    {
      title: 'the only saga of its service',
      before: shop(checkout([RESERVE, CONFIRM])),
      after: shop([]),
      verdicts: { every: 'backward' },
    },
    {
      title: 'beside another that sends the same commands',
      before: `${shop(checkout([RESERVE, CONFIRM]))}${OTHER}`,
      after: `${shop([])}sagas:\n${OTHER}`,
      verdicts: { every: 'backward?' },
    },
  ],
  describe: ({ owner }) => `Saga \`${owner.id}\` is gone.`,
  judge: ({ service, neighbours, dropped }) => {
    if (neighbours.length === 0) {
      const who = service === undefined ? 'no service' : `\`${service}\``;
      return inFlight(
        breaks(`Instances in flight stop where they stand: ${who} runs no saga any more, so no worker takes them.`),
      );
    }
    const ruling = leftAlone(dropped, 'Instances in flight still send the commands of the saga');
    return inFlight(
      ruling ??
        risks(
          `Instances in flight go on only where workers of ${nameList(neighbours)} share their store and have all their handlers.`,
        ),
    );
  },
  instead: ({ owner }) =>
    `Take its start away first, for instance by a new saga beside it; remove \`${owner.id}\` when its last instance has ended.`,
};
