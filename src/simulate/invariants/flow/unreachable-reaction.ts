import type { FlowBreach, FlowInvariant } from '../../flow/flow-invariant.js';
import { outcomesOf } from '../../flow/reach.js';
import type { ReactionFacts } from '../../flow/reaction-facts.js';
import type { FlowSetting } from '../../flow/setting.js';
import { quoted } from '../../flow/words.js';

/** Every reaction can happen. */
export const unreachableReaction: FlowInvariant = {
  id: 'unreachable-reaction',
  about: 'flows',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Every reaction is reached by some run.',
  why: `A reaction to an event that nobody sends looks like a safety net and is none: the refusal that the customer should hear of was designed, its reader was written, and the service that should send it never does.

Name the \`producer\` of the event, let a reaction publish it (\`emits\`, \`fails\`), or take the reaction away.`,
  examples: {
    bad: example(),
    good: example('  carrier: { external: true }\n', '    producer: carrier\n'),
  },
  judge: { by: 'definition', check: unreachable },
};

function example(carrier = '', producer = ''): string {
  return `services:
  shop: { owner: team-shop, store: postgres, outbox: true, inbox: true }
  mail: { owner: team-crm, store: postgres, outbox: true, inbox: true }
${carrier}events:
  ParcelLost:
${producer}    consumers: [mail]
    channel: parcels
    payload: { orderId: uuid }
  ApologySent:
    producer: mail
    consumers: [shop]
    channel: mails
    payload: { orderId: uuid }
  ApologyFailed:
    producer: mail
    consumers: [shop]
    channel: mails
    failureOf: ApologySent
    payload: { orderId: uuid, reason: string }
channels:
  parcels: { key: orderId }
  mails: { key: orderId }
flows:
  Apology:
    correlation: orderId
    reactions:
      - { on: ParcelLost, by: mail, emits: ApologySent, fails: [ApologyFailed] }
`;
}

/** What nobody sends shows in the definition itself, and says more than that no run gets there. */
function unreachable(setting: FlowSetting, unreached: readonly ReactionFacts[]): readonly FlowBreach[] {
  const unsent = withoutSender(setting);
  return [...unsent, ...unreached.filter(({ name }) => !unsent.some(({ about }) => about === name)).map(neverReached)];
}

function neverReached({ name, service, on, needs }: ReactionFacts): FlowBreach {
  const other = needs.filter((event) => !on.includes(event));
  const together = other.length > 0 ? `: ${quoted(on)} never comes together with ${quoted(other)}` : '';
  return {
    about: name,
    message: `\`${name}\` is reached by no run, although all were looked at${together}, so ${quoted([service])} never does its work there.`,
    help: `Let what leads to ${quoted([...on, ...other])} happen in one run, or take this reaction away.`,
  };
}

function withoutSender(setting: FlowSetting): readonly FlowBreach[] {
  const sent = eventsSent(setting);
  return setting.reactions.flatMap((facts) => {
    const phantoms = lackingOf(facts, sent);
    if (phantoms.length === 0) return [];
    const { name, service, on } = facts;
    const isOwn = phantoms.some((event) => on.includes(event));
    const verb = isOwn ? 'reacts to it' : `gets to ${quoted(on)}, which waits for it`;
    return [
      {
        about: name,
        message: `Nobody sends ${quoted(phantoms)}, so ${quoted([service])} never ${verb}.`,
        help: `Name the \`producer\` of ${quoted(phantoms)}, let a reaction publish it, or take this reaction away.`,
      },
    ];
  });
}

/** What a reaction waits for in vain. */
function lackingOf({ on, needs, reaction }: ReactionFacts, sent: ReadonlySet<string>): readonly string[] {
  if (!on.some((event) => sent.has(event))) return on;
  const waits = reaction.onMissing === 'park' || reaction.onMissing === 'retry';
  return waits ? needs.filter((event) => !sent.has(event)) : [];
}

/** Events that come in some run, whatever guards say. */
function eventsSent({ turns, reactions }: FlowSetting): ReadonlySet<string> {
  const sent = new Set(turns.flat());
  for (let size = -1; size !== sent.size; ) {
    size = sent.size;
    for (const facts of reactions) {
      if (lackingOf(facts, sent).length === 0) for (const event of outcomesOf(facts)) sent.add(event);
    }
  }
  return sent;
}
