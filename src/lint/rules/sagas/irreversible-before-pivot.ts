import type { Label } from '../../../diagnostics/index.js';
import { isExternal } from '../../../model/graph.js';
import type { Catalog, SagaDef } from '../../../model/index.js';
import { nameSpanOf } from '../../../model/step-parts.js';
import type { Irreversible } from '../../facts/irreversible.js';
import { type LeftBehind, leftBehind, type UnwindCause } from '../../facts/left-behind.js';
import type { Finding, Rule } from '../../rule.js';

/** A mail, a payout or another final act, while the saga may still turn back. */
export const irreversibleBeforePivot: Rule = {
  id: 'irreversible-before-pivot',
  group: 'sagas',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Disallow what nobody can take back before a step that may still fail.',
  why: `A mail that was read, money that was paid out, and a parcel on the road cannot be called back. If a later step fails, the customer holds tickets that were never paid for, and the saga calls itself aborted as if nothing had happened.

Told by words: \`MailTickets\`, \`NotifyCustomer\`, \`PayOut\`, \`ShipOrder\`; \`lint.lexicon.irreversible\` in \`sagac.yaml\` adds verbs and phrases of your own. A command that calls an \`external\` service counts, too, unless its verb has a usual way back (reserve, charge, register): then \`missing-compensation\` asks for it.

Not findings: a step with an \`undo\` (a refund, a recall) or \`noUndo: reason\`, a message that asks for what the next step waits for, what answers a failure, and steps after which nothing can fail.`,
  bad: `services:
  ticketing: { owner: team-tickets }
  mailer: { owner: team-crm, inbox: true }
  payment: { owner: team-money, inbox: true }
events:
  TicketsChosen: { version: 1.0.0, producer: ticketing, payload: { orderId: uuid } }
  TicketMailSent: { version: 1.0.0, producer: mailer, payload: { orderId: uuid } }
  TicketMailBounced: { version: 1.0.0, producer: mailer, payload: { orderId: uuid } }
  TicketsPaid: { version: 1.0.0, producer: payment, payload: { orderId: uuid } }
  TicketsNotPaid: { version: 1.0.0, producer: payment, payload: { orderId: uuid } }
commands:
  MailTickets: { version: 1.0.0, handler: mailer, payload: { orderId: uuid }, success: TicketMailSent, failure: [TicketMailBounced] }
  TakePayment: { version: 1.0.0, handler: payment, payload: { orderId: uuid }, success: TicketsPaid, failure: [TicketsNotPaid] }
sagas:
  SellTickets:
    service: ticketing
    start: TicketsChosen
    correlation: orderId
    steps:
      - do: MailTickets
      - { do: TakePayment, pivot: true }
`,
  good: `services:
  ticketing: { owner: team-tickets }
  mailer: { owner: team-crm, inbox: true }
  payment: { owner: team-money, inbox: true }
events:
  TicketsChosen: { version: 1.0.0, producer: ticketing, payload: { orderId: uuid } }
  TicketMailSent: { version: 1.0.0, producer: mailer, payload: { orderId: uuid } }
  TicketMailBounced: { version: 1.0.0, producer: mailer, payload: { orderId: uuid } }
  TicketsPaid: { version: 1.0.0, producer: payment, payload: { orderId: uuid } }
  TicketsNotPaid: { version: 1.0.0, producer: payment, payload: { orderId: uuid } }
commands:
  MailTickets: { version: 1.0.0, handler: mailer, payload: { orderId: uuid }, success: TicketMailSent, failure: [TicketMailBounced] }
  TakePayment: { version: 1.0.0, handler: payment, payload: { orderId: uuid }, success: TicketsPaid, failure: [TicketsNotPaid] }
sagas:
  SellTickets:
    service: ticketing
    start: TicketsChosen
    correlation: orderId
    steps:
      - { do: TakePayment, pivot: true }
      - { do: MailTickets, optional: true }
`,
  check({ catalog, report }) {
    for (const saga of catalog.sagas.values()) {
      for (const left of leftBehind(catalog, saga)) {
        if (left.irreversible) report(tooEarly(catalog, saga, left, left.irreversible));
      }
    }
  },
};

const WHAT: Readonly<Record<Exclude<Irreversible, 'external'>, string>> = {
  message: 'tells people what cannot be unsaid',
  money: 'lets money go that cannot be called back',
  goods: 'hands over what cannot be called back',
  matter: 'does what cannot be taken back',
};

function tooEarly(catalog: Catalog, saga: SagaDef, { step, cause }: LeftBehind, effect: Irreversible): Finding {
  const what = effect === 'external' ? whatIsCalled(catalog, step.command.name) : WHAT[effect];
  const { text, label } = causeOf(saga, cause);
  return {
    span: step.command.span,
    message: `\`${step.name}\` ${what}, and ${text}.`,
    ...(label && { labels: [label] }),
    element: saga,
    help: `Move \`${step.name}\` behind the pivot, name the \`undo\` that makes up for it, or say with \`noUndo: reason\` why it may stay.`,
  };
}

function whatIsCalled(catalog: Catalog, name: string): string {
  const calls = catalog.commands.get(name)?.calls ?? [];
  const called = calls.find(({ service }) => isExternal(catalog, service.name));
  return `has \`${called?.service.name}\` do what nothing takes back`;
}

function causeOf(saga: SagaDef, cause: UnwindCause): { readonly text: string; readonly label?: Label } {
  switch (cause.kind) {
    case 'step': {
      const label = { span: nameSpanOf(cause.step), text: 'this may fail and unwind the saga' };
      return { text: `\`${cause.step.name}\` may still fail behind it`, label };
    }
    case 'round':
      return { text: `a later round of \`${saga.id}\` may still fail` };
    case 'cancel': {
      const label = { span: cause.event.span, text: 'this may unwind the saga' };
      return { text: `\`${cause.event.name}\` may still cancel \`${saga.id}\``, label };
    }
  }
}
