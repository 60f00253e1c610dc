import type { Reaction, ServiceDef } from '../../../model/index.js';
import { inboxFix, repeatedReactionsOf } from '../../facts/repeated-effects.js';
import { keepsData } from '../../facts/service-store.js';
import type { Rule } from '../../rule.js';

const MOST_LABELS = 3;

/** A service whose reactions happen twice when their event does. */
export const duplicateUnhandled: Rule = {
  id: 'duplicate-unhandled',
  group: 'failures',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Require an inbox or an idempotency key where a reaction has an effect.',
  why: `Every broker delivers a message again after a crash, a rebalance or a lost acknowledgement, so a reaction runs twice sooner or later: two mails, two charges, two rows. An inbox notes the message's id in the transaction of the handler and skips the second delivery.

A reaction has an effect if its service has a \`store\`, if it calls another service, or if it emits events (the second one has a new id, so that nobody downstream recognises it). It is safe with \`inbox\` on its service or \`idempotentBy\` on the reaction; where there is no store, calls that each say \`idempotentBy\` are enough.

The fix writes an inbox whose window is as long as the channels of the service may deliver a message again.`,
  fixable: 'safe',
  bad: `services:
  claims: { owner: team-claims, store: postgres, outbox: true }
  letters: { owner: team-mail, store: postgres, outbox: true }
channels:
  claims.claim.events: { broker: kafka, key: claimId, retention: 7d, retryDelays: [1m, 5m, 30m] }
events:
  ClaimAccepted: { version: 1.0.0, producer: claims, channel: claims.claim.events, payload: { claimId: uuid, name: string } }
  LetterSent: { version: 1.0.0, producer: letters, channel: claims.claim.events, payload: { claimId: uuid } }
  LetterBounced: { version: 1.0.0, producer: letters, channel: claims.claim.events, payload: { claimId: uuid } }
flows:
  Letters:
    correlation: claimId
    reactions:
      - { on: ClaimAccepted, by: letters, emits: LetterSent, fails: [LetterBounced] }
`,
  good: `services:
  claims: { owner: team-claims, store: postgres, outbox: true }
  letters: { owner: team-mail, store: postgres, outbox: true, inbox: { window: 8d } }
channels:
  claims.claim.events: { broker: kafka, key: claimId, retention: 7d, retryDelays: [1m, 5m, 30m] }
events:
  ClaimAccepted: { version: 1.0.0, producer: claims, channel: claims.claim.events, payload: { claimId: uuid, name: string } }
  LetterSent: { version: 1.0.0, producer: letters, channel: claims.claim.events, payload: { claimId: uuid } }
  LetterBounced: { version: 1.0.0, producer: letters, channel: claims.claim.events, payload: { claimId: uuid } }
flows:
  Letters:
    correlation: claimId
    reactions:
      - { on: ClaimAccepted, by: letters, emits: LetterSent, fails: [LetterBounced] }
`,
  check({ catalog, report }) {
    for (const [service, reactions] of repeatedReactionsOf(catalog)) {
      const fix = inboxFix(catalog, service, 'safe');
      report({
        span: service.nameSpan,
        message: `\`${service.id}\` ${effectOf(service, reactions)} again when ${triggers(reactions)} is delivered twice: nothing recognises the repeat.`,
        help: `Give \`${service.id}\` an inbox, or say with \`idempotentBy\` on the reaction which fields make it the same one.`,
        labels: reactions.slice(0, MOST_LABELS).map((reaction) => ({
          span: reaction.on[0]?.span ?? reaction.span,
          text: 'reacts here without `idempotentBy`',
        })),
        element: service,
        ...(fix && { fix }),
      });
    }
  },
};

function effectOf(service: ServiceDef, reactions: readonly Reaction[]): string {
  const called = reactions.flatMap(({ calls }) => calls.map((call) => call.service.name))[0];
  if (called !== undefined) return `calls \`${called}\``;
  if (keepsData(service)) return 'writes to its store';
  const emitted = reactions.flatMap(({ emits, fails }) => [...emits, ...fails])[0];
  return `emits \`${emitted?.name ?? ''}\``;
}

function triggers(reactions: readonly Reaction[]): string {
  const names = [...new Set(reactions.flatMap(({ on }) => on.map(({ name }) => name)))];
  const [first = '', second, ...others] = names;
  if (second === undefined) return `\`${first}\``;
  return others.length === 0
    ? `\`${first}\` or \`${second}\``
    : `\`${first}\` or one of ${others.length + 1} other events`;
}
