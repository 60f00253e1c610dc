import type { FlowBreach, FlowInvariant, FlowStep } from '../../flow/flow-invariant.js';
import { reactionAt } from '../../flow/setting.js';
import { quoted } from '../../flow/words.js';

/** What has been done is also told. */
export const lostEvent: FlowInvariant = {
  id: 'lost-event',
  about: 'flows',
  severity: 'error',
  since: '0.1.0',
  summary: 'When the work of a reaction is done, its event is published.',
  why: `A service that writes its store and then publishes can crash in between. The event comes again, the inbox says that it has been handled, and what should have followed is never published: the stock is reserved, and nobody will ever ship it.

With an \`outbox\` the event is written in the transaction of the work itself, and a relay publishes it afterwards. A service that keeps no store needs none.`,
  examples: {
    bad: example('{ owner: team-stock, store: postgres, inbox: true }'),
    good: example('{ owner: team-stock, store: postgres, outbox: true, inbox: true }'),
  },
  judge: { by: 'step', check: losses },
};

function example(inventory: string): string {
  return `services:
  shop:      { owner: team-shop, store: postgres, outbox: true, inbox: true }
  inventory: ${inventory}
events:
  OrderPlaced:
    producer: shop
    consumers: [inventory]
    channel: shop.orders
    payload: { orderId: uuid, sku: string }
  StockReserved:
    producer: inventory
    consumers: [shop]
    channel: stock
    payload: { orderId: uuid }
  StockMissing:
    producer: inventory
    consumers: [shop]
    channel: stock
    failureOf: StockReserved
    payload: { orderId: uuid, reason: string }
channels:
  shop.orders: { key: orderId }
  stock: { key: orderId }
flows:
  Order:
    correlation: orderId
    reactions:
      - { on: OrderPlaced, by: inventory, emits: StockReserved, fails: [StockMissing] }
`;
}

function losses({ setting, move }: FlowStep): readonly FlowBreach[] {
  if (move.kind !== 'handled' || move.way !== 'crash-done') return [];
  const { name, service, emits, afterCrash } = reactionAt(setting, move.delivery.reaction);
  if (afterCrash !== 'lost') return [];
  const heard = quoted([move.delivery.event]);
  return [
    {
      about: name,
      message: `${quoted([service])} can crash between its work and ${quoted(emits)}: ${heard} is skipped when it comes again, and ${quoted(emits)} never follows.`,
      help: `Write the event in the transaction of the work: \`outbox: true\` on ${quoted([service])}.`,
    },
  ];
}
