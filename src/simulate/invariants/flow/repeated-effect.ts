import type { FlowBreach, FlowInvariant, FlowStep } from '../../flow/flow-invariant.js';
import type { ReactionFacts } from '../../flow/reaction-facts.js';
import { type FlowSetting, reactionAt } from '../../flow/setting.js';
import { quoted } from '../../flow/words.js';

/** A second delivery has no second effect. */
export const repeatedEffect: FlowInvariant = {
  id: 'repeated-effect',
  about: 'flows',
  severity: 'error',
  since: '0.1.0',
  summary: 'An event that is delivered twice has its effect once.',
  why: `Every broker delivers some events twice: after a lost acknowledgement, a rebalance, a restart, a replay. A reaction that does not recognise the second delivery charges the card or writes to the customer a second time.

It is recognised by an \`inbox\` of the service, which keeps the ids of the messages it has handled, or by \`idempotentBy\` where the work itself is the same for the same key. A call to somebody else happens before the inbox is written, so a crash in between repeats it: a call needs an \`idempotentBy\` of its own.`,
  examples: {
    bad: example('{ on: OrderPlaced, by: mail, emits: ConfirmationSent, fails: [ConfirmationFailed] }'),
    good: example(
      '{ on: OrderPlaced, by: mail, emits: ConfirmationSent, fails: [ConfirmationFailed], idempotentBy: orderId }',
    ),
  },
  judge: { by: 'step', check: repeats },
};

function example(reaction: string): string {
  return `services:
  shop: { owner: team-shop, store: postgres, outbox: true, inbox: true }
  mail: { owner: team-crm }
events:
  OrderPlaced:
    producer: shop
    consumers: [mail]
    channel: shop.orders
    payload: { orderId: uuid, email: email }
  ConfirmationSent:
    producer: mail
    consumers: [shop]
    channel: mails
    payload: { orderId: uuid }
  ConfirmationFailed:
    producer: mail
    consumers: [shop]
    channel: mails
    failureOf: ConfirmationSent
    payload: { orderId: uuid, reason: string }
channels:
  shop.orders: { key: orderId }
  mails: { key: orderId }
flows:
  Confirmation:
    correlation: orderId
    reactions:
      - ${reaction}
`;
}

function repeats({ setting, move }: FlowStep): readonly FlowBreach[] {
  if (move.kind !== 'handled') return [];
  const facts = reactionAt(setting, move.delivery.reaction);
  const isRepeated =
    move.way === 'duplicate' ? !facts.recognises : move.way === 'crash-done' && facts.afterCrash === 'repeated';
  if (isRepeated) return [repeat(setting, facts, move.delivery.event)];
  return move.way === 'crash-called' && facts.repeatableCalls.length > 0 ? [repeatedCall(setting, facts)] : [];
}

function repeat({ flow }: FlowSetting, facts: ReactionFacts, event: string): FlowBreach {
  const { name, service, emits, calls } = facts;
  const effect = emits.length > 0 ? `publishes ${quoted(emits)}` : `calls ${quoted(calls)}`;
  const key = flow.correlation?.name ?? 'field';
  return {
    about: name,
    message: `${quoted([service])} does not recognise a second delivery of ${quoted([event])}: it does its work again and ${effect} twice.`,
    help: `Give ${quoted([service])} an \`inbox\`, or say \`idempotentBy: ${key}\` on the reaction where doing it again changes nothing.`,
  };
}

function repeatedCall({ flow }: FlowSetting, { name, service, repeatableCalls }: ReactionFacts): FlowBreach {
  const key = flow.correlation?.name ?? 'field';
  const called = repeatableCalls[0] ?? '';
  return {
    about: `${name}: ${called}`,
    message: `${quoted([service])} calls ${quoted(repeatableCalls)} again after a crash, and nothing tells the second call from the first.`,
    help: `Send a key with the call and name it: \`calls: [{ service: ${called}, idempotentBy: ${key} }]\`.`,
  };
}
