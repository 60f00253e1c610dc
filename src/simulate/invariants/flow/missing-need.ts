import type { FlowBreach, FlowInvariant, FlowStep } from '../../flow/flow-invariant.js';
import { keptInVain, missingOf } from '../../flow/kept-in-vain.js';
import { deadLetterOwner, type ReactionFacts } from '../../flow/reaction-facts.js';
import { type FlowSetting, reactionAt } from '../../flow/setting.js';
import { isReady } from '../../flow/upcoming.js';
import { othersNeeded, quoted } from '../../flow/words.js';
import type { Delivery, HandledMove } from '../../flow/world.js';

/** A reaction has what it needs. */
export const missingNeed: FlowInvariant = {
  id: 'missing-need',
  about: 'flows',
  severity: 'error',
  since: '0.1.0',
  summary: 'A reaction acts when what it needs has come, and not before.',
  why: `Events of different channels overtake each other, and so do events that are delivered again. A reaction that acts before what it \`needs\` has come works with data that it does not have; one that drops its event instead does nothing, ever, because nobody sends it again.

\`onMissing: park\` keeps the event until the other one has come, \`onMissing: retry\` has it delivered again. Neither helps where the other one may stay away without a failure event: then the order waits for ever, and nobody knows.`,
  examples: {
    bad: example('needs: [OrderPlaced]'),
    good: example('needs: [OrderPlaced], onMissing: park'),
  },
  judge: { by: 'step', check: (step) => [...lacks(step), ...(step.ends ? keptForEver(step) : [])] },
};

function example(needs: string): string {
  return `services:
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
      - { on: OrderPaid, by: mail, emits: ReceiptSent, fails: [ReceiptFailed], ${needs} }
`;
}

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

function keptForEver({ setting, after }: FlowStep): readonly FlowBreach[] {
  return keptInVain(setting, after).map((delivery) => {
    const facts = reactionAt(setting, delivery.reaction);
    const missing = quoted(missingOf(setting, after, delivery));
    return {
      about: facts.name,
      message: `${quoted([facts.service])} ${fateOf(setting, facts, delivery)} although nothing has failed: ${missing} does not come, and ${lossOf(facts)}.`,
      help: `Let an event say that ${missing} will not come, and react to it, or see to it that ${missing} always comes.`,
    };
  });
}

/** What is delivered again and again comes to rest among the dead letters. */
function fateOf({ catalog }: FlowSetting, { reaction }: ReactionFacts, { event }: Delivery): string {
  if (reaction.onMissing !== 'retry') return `keeps ${quoted([event])} for ever, and nobody is told,`;
  const owner = deadLetterOwner(catalog, event);
  const told = owner === undefined ? 'nobody is told,' : `only ${quoted([owner])}, who has the dead letters, is told,`;
  return `tries ${quoted([event])} in vain until it is given up, and ${told}`;
}

function dropped(facts: ReactionFacts, { delivery }: HandledMove): FlowBreach {
  const { name, service } = facts;
  const needs = othersNeeded(facts, delivery.event);
  const event = quoted([delivery.event]);
  return {
    about: name,
    message: `${quoted([service])} drops ${event} for good when it overtakes ${quoted(needs)}: ${lossOf(facts)}.`,
    help: `Say \`onMissing: park\` on the reaction: it keeps ${event} until ${quoted(needs)} has come.`,
  };
}

function lossOf({ emits, calls }: ReactionFacts): string {
  return emits.length > 0 ? `${quoted(emits)} never follows` : `${quoted(calls)} is never called`;
}

function actsWithout(facts: ReactionFacts, { delivery }: HandledMove): FlowBreach {
  const { name, service } = facts;
  const needs = othersNeeded(facts, delivery.event);
  const event = quoted([delivery.event]);
  return {
    about: name,
    message: `${quoted([service])} acts on ${event} although ${quoted(needs)}, which it needs, has not come.`,
    help: `Say \`onMissing: park\` on the reaction: it keeps ${event} until ${quoted(needs)} has come.`,
  };
}
