import type { FlowBreach, FlowInvariant, FlowStep } from '../../flow/flow-invariant.js';
import { deadLetterOwner, isHeard, type ReactionFacts } from '../../flow/reaction-facts.js';
import { type FlowSetting, reactionAt } from '../../flow/setting.js';
import { quoted } from '../../flow/words.js';

/** What a reaction cannot do, somebody is told. */
export const silentFailure: FlowInvariant = {
  id: 'silent-failure',
  about: 'flows',
  severity: 'error',
  since: '0.1.0',
  summary: 'When a reaction cannot do its work, somebody is told.',
  why: `In a choreography nobody waits for an answer. A service that cannot do its work and has no event for that leaves a story that just stops: the customer hears nothing, no service can clean up, and no dashboard shows anything but a missing line.

A failure event that nobody hears is the same silence with more words. It is broken by an event under \`fails\` that somebody hears, by the owner of the dead letters of the channel, or by a watchdog: a reaction that waits and acts when \`not\` what should have come.`,
  examples: {
    bad: example(),
    good: example(
      `  PaymentDeclined:
    producer: payment
    consumers: [shop]
    channel: payments
    failureOf: PaymentTaken
    payload: { orderId: uuid, reason: string }
`,
      ', fails: [PaymentDeclined]',
    ),
  },
  judge: {
    by: 'step',
    check: (step) => [...(step.ends ? silences(step) : []), ...unheardFailure(step)],
  },
};

function example(event = '', fails = ''): string {
  return `services:
  shop:    { owner: team-shop, store: postgres, outbox: true, inbox: true }
  payment: { owner: team-payments, store: postgres, outbox: true, inbox: true }
events:
  OrderPlaced:
    producer: shop
    consumers: [payment]
    channel: shop.orders
    payload: { orderId: uuid, total: decimal(12.2) }
  PaymentTaken:
    producer: payment
    consumers: [shop]
    channel: payments
    payload: { orderId: uuid, paymentId: uuid }
${event}channels:
  shop.orders: { key: orderId }
  payments: { key: orderId }
flows:
  Order:
    correlation: orderId
    reactions:
      - { on: OrderPlaced, by: payment, emits: PaymentTaken${fails} }
`;
}

function silences({ setting, after }: FlowStep): readonly FlowBreach[] {
  return after.silent.flatMap((index) => {
    const facts = reactionAt(setting, index);
    const heard = facts.on.find((event) => after.story.some((told) => told.event === event)) ?? '';
    return deadLetterOwner(setting.catalog, heard) === undefined ? [silence(setting, facts, heard)] : [];
  });
}

function silence({ catalog }: FlowSetting, facts: ReactionFacts, heard: string): FlowBreach {
  const { name, service, emits } = facts;
  const known = [...catalog.events.values()].find(({ failureOf }) => failureOf && emits.includes(failureOf.name));
  const add = known
    ? `Let ${quoted([service])} send ${quoted([known.id])}: name it`
    : 'Make an event for it and name it';
  return {
    about: name,
    message: `${quoted([service])} has no event for when it cannot give ${quoted(emits)}: after ${quoted([heard])} nothing follows, and nobody is told.`,
    help: `${add} under \`fails\` of the reaction, or say why it always works with \`cannotFail\` on ${quoted(emits)}.`,
  };
}

function unheardFailure({ setting, move }: FlowStep): readonly FlowBreach[] {
  if (move.kind !== 'handled' || move.failure === undefined || isHeard(setting.catalog, move.failure)) return [];
  const { name, service } = reactionAt(setting, move.delivery.reaction);
  const failure = quoted([move.failure]);
  return [
    {
      about: `${name}: ${move.failure}`,
      message: `${quoted([service])} publishes ${failure}, and nobody hears it.`,
      help: `Name who must know under the \`consumers\` of ${failure}, or let a reaction or a saga take it up.`,
    },
  ];
}
