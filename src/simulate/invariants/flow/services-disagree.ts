import { consumersOf } from '../../../model/graph.js';
import type { FlowBreach, FlowInvariant, FlowStep } from '../../flow/flow-invariant.js';
import { isCause } from '../../flow/order.js';
import { eventsAfter } from '../../flow/reach.js';
import type { ReactionFacts } from '../../flow/reaction-facts.js';
import type { FlowSetting } from '../../flow/setting.js';
import { quoted } from '../../flow/words.js';
import { type FlowWorld, hasCome, type Told } from '../../flow/world.js';

/** Whoever has done its part of a common work learns that it came to nothing. */
export const servicesDisagree: FlowInvariant = {
  id: 'services-disagree',
  about: 'flows',
  severity: 'error',
  since: '0.1.0',
  summary: 'Services that work towards one end all learn that it came to nothing.',
  why: `Two services work side by side, and a third one goes on when both are done. If one of them fails, the other has done its part for nothing: the card is charged for goods that are not there, or the goods stand on the shelf for an order that nobody will pay. Each service on its own looks healthy.

A reaction that \`needs\` what others do brings their parts together. Whoever has done a part must hear of the failure of the other, directly or by an event that follows from it, and take back what it did.`,
  examples: {
    bad: example(`  PaymentDeclined:
    producer: payment
    consumers: [shop]
    channel: payments
    failureOf: PaymentTaken
    payload: { orderId: uuid, reason: string }
`),
    good: example(`  PaymentDeclined:
    producer: payment
    consumers: [shop, inventory]
    channel: payments
    failureOf: PaymentTaken
    payload: { orderId: uuid, reason: string }
`),
  },
  judge: { by: 'step', check: (step) => (step.ends ? disagreements(step) : []) },
};

function example(paymentDeclined: string): string {
  return `services:
  shop:      { owner: team-shop, store: postgres, outbox: true, inbox: true }
  payment:   { owner: team-payments, store: postgres, outbox: true, inbox: true }
  inventory: { owner: team-stock, store: postgres, outbox: true, inbox: true }
  shipping:  { owner: team-delivery, store: postgres, outbox: true, inbox: true }
events:
  OrderPlaced:
    producer: shop
    consumers: [payment, inventory]
    channel: shop.orders
    payload: { orderId: uuid, sku: string, total: decimal(12.2) }
  PaymentTaken:
    producer: payment
    consumers: [shipping]
    channel: payments
    payload: { orderId: uuid, paymentId: uuid }
${paymentDeclined}  StockReserved:
    producer: inventory
    consumers: [shipping]
    channel: stock
    payload: { orderId: uuid }
  StockMissing:
    producer: inventory
    consumers: [shop, payment]
    channel: stock
    failureOf: StockReserved
    payload: { orderId: uuid, reason: string }
  ParcelSent:
    producer: shipping
    consumers: [shop]
    channel: parcels
    payload: { orderId: uuid, parcelId: uuid }
  ParcelRefused:
    producer: shipping
    consumers: [shop, payment, inventory]
    channel: parcels
    failureOf: ParcelSent
    payload: { orderId: uuid, reason: string }
channels:
  shop.orders: { key: orderId }
  payments: { key: orderId }
  stock: { key: orderId }
  parcels: { key: orderId }
flows:
  Order:
    correlation: orderId
    reactions:
      - { on: OrderPlaced, by: payment, emits: PaymentTaken, fails: [PaymentDeclined] }
      - { on: OrderPlaced, by: inventory, emits: StockReserved, fails: [StockMissing] }
      - { on: StockReserved, by: shipping, emits: ParcelSent, fails: [ParcelRefused], needs: [PaymentTaken], onMissing: park }
`;
}

function disagreements({ setting, after }: FlowStep): readonly FlowBreach[] {
  const failed = setting.reactions.filter(({ fails }) => fails.some((event) => hasCome(after, event)));
  if (failed.length === 0) return [];
  return setting.reactions.flatMap((join) => {
    if (join.needs.length === 0 || join.reaction.onMissing === undefined) return [];
    const missing = partsOf(join).filter((event) => !hasCome(after, event));
    const guilty = failed.filter(({ emits }) => leadsTo(setting, emits, missing));
    const done = setting.reactions.filter((facts) => hasDone(facts, join, after));
    return guilty.length === 0 ? [] : done.flatMap((facts) => unaware(setting, join, facts, guilty, after));
  });
}

/** The events that a reaction brings together. */
function partsOf({ on, needs }: ReactionFacts): readonly string[] {
  return [...on, ...needs];
}

function leadsTo({ reactions }: FlowSetting, events: readonly string[], parts: readonly string[]): boolean {
  const after = eventsAfter(reactions, events);
  return parts.some((part) => after.has(part));
}

/** Whether a reaction has published its part of what is joined; what cannot fail only passes on news. */
function hasDone({ index, emits, fails }: ReactionFacts, join: ReactionFacts, { story }: FlowWorld): boolean {
  if (fails.length === 0) return false;
  return story.some(({ event, by }) => by === index && emits.includes(event) && partsOf(join).includes(event));
}

function unaware(
  setting: FlowSetting,
  join: ReactionFacts,
  facts: ReactionFacts,
  guilty: readonly ReactionFacts[],
  world: FlowWorld,
): readonly FlowBreach[] {
  const failures = guilty.flatMap(({ fails }) => fails).filter((event) => hasCome(world, event));
  const [failure] = failures;
  if (failure === undefined || !guilty.every((other) => isBeside(facts, other, world))) return [];
  if (hears(setting, facts.service, failures)) return [];
  const part = facts.emits.filter((event) => partsOf(join).includes(event));
  return [
    {
      about: facts.name,
      message: `After ${quoted([failure])} ${quoted([join.service])} never goes on with ${quoted(part)}, and ${quoted([facts.service])}, which did that part, never hears of it.`,
      help: `Let ${quoted([facts.service])} react to ${quoted([failure])} and take back what it did, or name it under its \`consumers\`.`,
    },
  ];
}

/** Whether what failed was done by another service, and did not come of what a reaction did in this run. */
function isBeside(facts: ReactionFacts, other: ReactionFacts, { story }: FlowWorld): boolean {
  if (other.service === facts.service) return false;
  const failures = story.filter(({ event, by }) => by === other.index && other.fails.includes(event));
  const isPart = ({ event, by }: Told) => by === facts.index && facts.emits.includes(event);
  return !story.some((told, index) => isPart(told) && failures.some((failure) => isCause(story, index, failure)));
}

/** Whether a service learns of one of these events or of what comes of them. */
function hears({ catalog, reactions }: FlowSetting, service: string, events: readonly string[]): boolean {
  return [...eventsAfter(reactions, events)].some((event) =>
    consumersOf(catalog, event).some((consumer) => consumer.service?.name === service),
  );
}
