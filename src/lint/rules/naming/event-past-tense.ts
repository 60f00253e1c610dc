import { lexiconOf } from '../../facts/lexicon-of.js';
import { isCurrent } from '../../facts/message-standing.js';
import type { EventTense } from '../../lexicon/event-tense.js';
import type { Rule } from '../../rule.js';

/** An event says what has happened. */
export const eventPastTense: Rule = {
  id: 'event-past-tense',
  group: 'naming',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Enforce the past tense in the names of events.',
  why: `An event is a fact that nobody can refuse any more. A name like \`SendWelcomeEmail\` is a command in disguise: the publisher has a receiver in mind, expects something to be done and learns nothing when it is not. A noun like \`OrderConfirmation\` does not say whether it was asked for, made or lost.

Names of a state that was found (\`OutOfStock\`, \`StockLevelLow\`, \`InvalidAmount\`) are left alone.`,
  bad: `events:
  SendWelcomeEmail:
    version: 1.0.0
    summary: A new customer is to be welcomed.
    producer: customer
    consumers: [notification]
    channel: crm.customer.events
    payload: { customerId: uuid, registeredAt: timestamp }

channels:
  crm.customer.events: { key: customerId }

services:
  customer: { owner: team-crm }
  notification: { owner: team-crm }
`,
  good: `events:
  CustomerRegistered:
    version: 1.0.0
    summary: Somebody became a customer.
    producer: customer
    consumers: [notification]
    channel: crm.customer.events
    payload: { customerId: uuid, registeredAt: timestamp }

channels:
  crm.customer.events: { key: customerId }

services:
  customer: { owner: team-crm }
  notification: { owner: team-crm }
`,
  check({ catalog, report }) {
    for (const event of catalog.events.values()) {
      if (!isCurrent(event)) continue;
      const tense = lexiconOf(catalog).eventTense(event.name);
      const wrong = complaintOf(tense);
      if (wrong === undefined) continue;
      report({
        span: event.nameSpan,
        message: `The event \`${event.id}\` ${wrong}.`,
        help: helpFor(tense),
        element: event,
      });
    }
  },
};

function complaintOf({ kind }: EventTense): string | undefined {
  switch (kind) {
    case 'past':
    case 'state':
      return undefined;
    case 'command':
      return 'is named like a command';
    case 'ongoing':
      return 'is named after something that is still going on';
    case 'noun':
      return 'is named after a thing, not after what happened to it';
  }
}

function helpFor({ kind, better }: EventTense): string {
  const rename = better === undefined ? 'Say what has happened' : `Say what has happened, such as \`${better}\``;
  return kind === 'command' ? `${rename}, or define it under \`commands\`.` : `${rename}.`;
}
