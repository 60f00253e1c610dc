import { anyOf } from '../../../model/facts/name-list.js';
import { type Answer, commandsAnsweredBy, producersOf } from '../../../model/graph.js';
import type { Catalog, EventDef, NameRef } from '../../../model/index.js';
import type { Finding, Rule } from '../../rule.js';

const definitions = (producer: string) => `services:
  loans: { owner: team-loans }
  scoring: { owner: team-risk }
events:
  LoanRequested: { version: 1.0.0, producer: loans, payload: { loanId: uuid } }
  ScoreGiven: { version: 1.0.0, producer: scoring, payload: { loanId: uuid, score: int } }
  ScoreRefused: { version: 1.0.0, producer: ${producer}, payload: { loanId: uuid } }
commands:
  ScoreApplicant: { version: 1.0.0, handler: scoring, payload: { loanId: uuid }, success: ScoreGiven, failure: [ScoreRefused] }
`;

/** An answer to a command that is said to come from another service than the one that handles it. */
export const handlerIsNotProducer: Rule = {
  id: 'handler-is-not-producer',
  group: 'sagas',
  severity: 'error',
  preset: 'minimal',
  since: '0.1.0',
  summary: 'Require that the answers of a command come from the service that handles it.',
  why: `An answer goes back to who asked, with the headers of the question, so only the service that has the command can give it. Where the catalog names another producer, code is generated into the wrong service, and the team that is asked to publish the event has never seen the command. Mostly it is a handler that moved, and an event that was forgotten.

An event that several services answer with is \`several-producers\`' to report as long as its producer is one of them. The answers of an \`external\` service are published by whoever speaks with it, so they may have any producer.`,
  bad: definitions('loans'),
  good: definitions('scoring'),
  check({ catalog, report }) {
    for (const event of catalog.events.values()) {
      if (event.producer === undefined || !catalog.services.has(event.producer.name)) continue;
      const strangers = answersOfStrangers(catalog, event, event.producer);
      if (strangers.length > 0) report(finding(event, event.producer, strangers));
    }
  },
};

interface StrangeAnswer {
  readonly answer: Answer;
  readonly handler: NameRef;
}

/** The commands that the event answers, where none of those who publish it in some way is its producer. */
function answersOfStrangers(catalog: Catalog, event: EventDef, producer: NameRef): readonly StrangeAnswer[] {
  const isKnown = producersOf(catalog, event.id).some(
    ({ service, via }) => via.kind !== 'declared' && service?.name === producer.name,
  );
  if (isKnown) return [];
  const answers = commandsAnsweredBy(catalog, event.id).filter(({ command }) => command.oldMajor === undefined);
  return answers.flatMap((answer) => {
    const { handler } = answer.command;
    const service = handler && catalog.services.get(handler.name);
    return service && !service.external ? [{ answer, handler }] : [];
  });
}

function finding(event: EventDef, producer: NameRef, strangers: readonly StrangeAnswer[]): Finding {
  const [{ answer, handler }] = strangers as readonly [StrangeAnswer];
  const handlers = anyOf([...new Set(strangers.map((one) => one.handler.name))]);
  return {
    span: producer.span,
    message: `\`${event.id}\` is an answer to \`${answer.command.id}\`, which \`${handler.name}\` handles, but its producer is \`${producer.name}\`.`,
    labels: strangers.map((one) => ({ span: one.handler.span, text: `handles \`${one.answer.command.id}\`` })),
    help: `Write ${handlers} as its producer, or correct the handler.`,
    element: event,
  };
}
