import type { FlowBreach, FlowInvariant, FlowStep } from '../../flow/flow-invariant.js';
import type { ReactionFacts } from '../../flow/reaction-facts.js';
import { reactionAt } from '../../flow/setting.js';
import { isReady } from '../../flow/upcoming.js';
import { quoted } from '../../flow/words.js';
import type { HandledMove } from '../../flow/world.js';

/** A reaction has what it needs. */
export const missingNeed: FlowInvariant = {
  id: 'missing-need',
  about: 'flows',
  severity: 'error',
  since: '0.1.0',
  summary: 'A reaction acts when what it needs has come, and not before.',
  why: `Events of different channels overtake each other, and so do events that are delivered again. A reaction that acts before what it \`needs\` has come works with data that it does not have; one that drops its event instead does nothing, ever, because nobody sends it again.

\`onMissing: park\` keeps the event until the other one has come, \`onMissing: retry\` has it delivered again.`,
  examples: {
    bad: `services:
  shop: { owner: team-shop, store: postgres, outbox: true, inbox: true }
  mail: { owner: team-crm, store: postgres, outbox: true, inbox: true }
events:
  OrderPlaced:
    producer: shop
    consumers: [mail]
    channel: shop.orders
    payload: { orderId: uuid, email: email }
  OrderPaid:
    producer: shop
    consumers: [mail]
    channel: shop.payments
    payload: { orderId: uuid }
  ReceiptSent:
    producer: mail
    consumers: [shop]
    channel: mails
    payload: { orderId: uuid }
  ReceiptFailed:
    producer: mail
    consumers: [shop]
    channel: mails
    failureOf: ReceiptSent
    payload: { orderId: uuid, reason: string }
channels:
  shop.orders: { key: orderId }
  shop.payments: { key: orderId }
  mails: { key: orderId }
flows:
  Receipt:
    correlation: orderId
    reactions:
      - { on: OrderPaid, by: mail, emits: ReceiptSent, fails: [ReceiptFailed], needs: [OrderPlaced] }
`,
    good: `services:
  shop: { owner: team-shop, store: postgres, outbox: true, inbox: true }
  mail: { owner: team-crm, store: postgres, outbox: true, inbox: true }
events:
  OrderPlaced:
    producer: shop
    consumers: [mail]
    channel: shop.orders
    payload: { orderId: uuid, email: email }
  OrderPaid:
    producer: shop
    consumers: [mail]
    channel: shop.payments
    payload: { orderId: uuid }
  ReceiptSent:
    producer: mail
    consumers: [shop]
    channel: mails
    payload: { orderId: uuid }
  ReceiptFailed:
    producer: mail
    consumers: [shop]
    channel: mails
    failureOf: ReceiptSent
    payload: { orderId: uuid, reason: string }
channels:
  shop.orders: { key: orderId }
  shop.payments: { key: orderId }
  mails: { key: orderId }
flows:
  Receipt:
    correlation: orderId
    reactions:
      - { on: OrderPaid, by: mail, emits: ReceiptSent, fails: [ReceiptFailed], needs: [OrderPlaced], onMissing: park }
`,
  },
  judge: { by: 'step', check: lacks },
};

function lacks({ setting, before, move }: FlowStep): readonly FlowBreach[] {
  if (move.kind !== 'handled') return [];
  const facts = reactionAt(setting, move.delivery.reaction);
  switch (facts.reaction.onMissing ?? 'goes on') {
    case 'park':
    case 'retry':
      return [];
    case 'ignore':
      return move.way === 'early' && facts.hasEffect ? [dropped(facts, move)] : [];
    case 'goes on':
      return move.way === 'early' || (move.way === 'works' && !isReady(setting, before, move.delivery))
        ? [actsWithout(facts, move)]
        : [];
  }
}

function dropped(facts: ReactionFacts, { delivery }: HandledMove): FlowBreach {
  const { name, service, emits, calls, needs } = facts;
  const event = quoted([delivery.event]);
  const lost = emits.length > 0 ? `${quoted(emits)} never follows` : `${quoted(calls)} is never called`;
  return {
    about: name,
    message: `${quoted([service])} drops ${event} for good when it overtakes ${quoted(needs)}: ${lost}.`,
    help: `Say \`onMissing: park\` on the reaction: it keeps ${event} until ${quoted(needs)} has come.`,
  };
}

function actsWithout(facts: ReactionFacts, { delivery }: HandledMove): FlowBreach {
  const { name, service, needs } = facts;
  const event = quoted([delivery.event]);
  return {
    about: name,
    message: `${quoted([service])} acts on ${event} although ${quoted(needs)}, which it needs, has not come.`,
    help: `Say \`onMissing: park\` on the reaction: it keeps ${event} until ${quoted(needs)} has come.`,
  };
}
