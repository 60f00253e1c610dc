import type { Catalog, ServiceDef } from '../../../model/index.js';
import { inboxFix, repeatedReactionsOf } from '../../facts/repeated-effects.js';
import { type UnrecognisedAttempt, unrecognisedAttempts } from '../../facts/unrecognised-attempts.js';
import type { Finding, Rule } from '../../rule.js';

const MOST_LABELS = 3;

/** A service that carries out every attempt of a command as if it were a new one. */
export const retryWithoutIdempotency: Rule = {
  id: 'retry-without-idempotency',
  group: 'sagas',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Require an inbox where a saga sends a command more than once.',
  why: `An answer that got lost looks like a command that got lost, so a saga sends it again, with the same idempotency key. A service that does not note the keys it has handled credits the wallet twice, on the day on which the network is slow.

Judged are services without an \`inbox\` that handle commands with more than one attempt. Safe without one are commands with \`effect: none\`, commands of a service without a \`store\` whose \`calls\` all say \`idempotentBy\`, commands that start a saga, and what a saga's own service does. Where its reactions have the same gap, \`duplicate-unhandled\` speaks of the service.

The fix writes an inbox. It is for you to see that the service has one.`,
  fixable: 'unsafe',
  bad: `services:
  checkout: { owner: team-checkout }
  wallet: { owner: team-wallet, store: postgres }
events:
  TopUpRequested: { version: 1.0.0, producer: checkout, payload: { topUpId: uuid } }
  WalletCredited: { version: 1.0.0, producer: wallet, payload: { topUpId: uuid } }
  WalletClosed: { version: 1.0.0, producer: wallet, payload: { topUpId: uuid } }
commands:
  CreditWallet: { version: 1.0.0, handler: wallet, payload: { topUpId: uuid }, success: WalletCredited, failure: [WalletClosed], retry: { attempts: 5 } }
sagas:
  TopUp:
    service: checkout
    start: TopUpRequested
    correlation: topUpId
    steps:
      - { do: CreditWallet, pivot: true }
`,
  good: `services:
  checkout: { owner: team-checkout }
  wallet: { owner: team-wallet, store: postgres, inbox: true }
events:
  TopUpRequested: { version: 1.0.0, producer: checkout, payload: { topUpId: uuid } }
  WalletCredited: { version: 1.0.0, producer: wallet, payload: { topUpId: uuid } }
  WalletClosed: { version: 1.0.0, producer: wallet, payload: { topUpId: uuid } }
commands:
  CreditWallet: { version: 1.0.0, handler: wallet, payload: { topUpId: uuid }, success: WalletCredited, failure: [WalletClosed], retry: { attempts: 5 } }
sagas:
  TopUp:
    service: checkout
    start: TopUpRequested
    correlation: topUpId
    steps:
      - { do: CreditWallet, pivot: true }
`,
  check({ catalog, report }) {
    const spokenOf = repeatedReactionsOf(catalog);
    for (const [service, attempts] of unrecognisedAttempts(catalog)) {
      if (!spokenOf.has(service)) report(notRecognised(catalog, service, attempts));
    }
  },
};

function notRecognised(catalog: Catalog, service: ServiceDef, attempts: readonly UnrecognisedAttempt[]): Finding {
  const fix = inboxFix(catalog, service, 'unsafe');
  return {
    span: service.nameSpan,
    message: `\`${service.id}\` has no inbox to recognise ${whatComesAgain(attempts)}.`,
    labels: attempts.slice(0, MOST_LABELS).map(({ sent }) => ({ span: sent.ref.span, text: 'tried more than once' })),
    element: service,
    help: `Give \`${service.id}\` an \`inbox\`: it notes the idempotency key in the transaction of the effect, and answers a known key as before.`,
    ...(fix && { fix }),
  };
}

function whatComesAgain([first, ...others]: readonly UnrecognisedAttempt[]): string {
  const name = `\`${first?.command.id}\``;
  const saga = `\`${first?.sent.saga.id}\``;
  const often = first?.sent.attempts === 'unlimited' ? 'any number of times' : `up to ${first?.sent.attempts} times`;
  if (others.length === 0) return `${name} when it comes again: ${saga} sends it ${often}`;
  const more = others.length === 1 ? 'another command' : `${others.length} other commands`;
  return `${name} and ${more} when they come again: ${saga} sends the first ${often}`;
}
