import { nameList } from '../../../model/facts/name-list.js';
import type { ChangeOf } from '../../change.js';
import { breaks, type CompatCheck, type Rulings, risks } from '../../check.js';
import { CONFIRM, checkout, RESERVE, shop } from './shop-example.js';
import { valueOrNone } from './words.js';

const ORDERS = {
  events: {
    OrderPlaced: '{ channel: orders, payload: { orderId: uuid } }',
    OrderApproved: '{ channel: orders, payload: { orderId: uuid } }',
  },
};

/** Judges that a saga begins by another message. */
export const sagaStartChanged: CompatCheck<'saga-start-changed'> = {
  id: 'saga-start-changed',
  group: 'sagas',
  since: '0.1.0',
  summary: 'A saga begins by another message.',
  why: 'Instances that have begun go on. A message of the old kind that is still on its way when the last old worker stops begins nothing, and a saga that sends the old command to begin this one finds nobody.',
  examples: [
    {
      title: 'another event',
      before: shop(checkout([RESERVE, CONFIRM])),
      after: shop(checkout([RESERVE, CONFIRM]).map((key) => key.replace('OrderPlaced', 'OrderApproved'))),
      verdicts: { every: 'backward' },
    },
    {
      title: 'another event of the same channel',
      before: shop(checkout([RESERVE, CONFIRM]), ORDERS),
      after: shop(
        checkout([RESERVE, CONFIRM]).map((key) => key.replace('OrderPlaced', 'OrderApproved')),
        ORDERS,
      ),
      verdicts: { every: 'backward forward?' },
    },
  ],
  describe: ({ owner, from, to }) =>
    `Saga \`${owner.id}\` begins by ${valueOrNone(to)} instead of ${valueOrNone(from)}.`,
  judge,
  instead: ({ from }) =>
    `Let a new saga beside the old one begin by the new message, and remove the old one when no ${valueOrNone(from)} comes any more and its last instance has ended.`,
};

function judge({ from, to, fromKind, starters, channel }: ChangeOf<'saga-start-changed'>): Rulings {
  const late = `A ${valueOrNone(from)} that is still on its way when the last worker of the old definition stops begins nothing`;
  const sender =
    starters.length === 0 ? '' : `, so an instance of ${nameList(starters)} that sends it is never answered`;
  const backward = breaks(`${late}${fromKind === 'command' ? sender : ''}.`);
  if (channel === undefined) return { every: { backward } };
  const forward = risks(
    `A worker of the old definition that gets a ${valueOrNone(to)} from \`${channel}\` during the deployment begins nothing by it.`,
  );
  return { every: { backward, forward } };
}
