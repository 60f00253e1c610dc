import type { Fix } from '../../../diagnostics/index.js';
import type { Catalog, CommandDef, EventDef, NameRef } from '../../../model/index.js';
import { failureEdits } from '../../facts/gained-failure.js';
import { commandsMissing } from '../../facts/undeclared-outcomes.js';
import type { Finding, Rule } from '../../rule.js';

const definitions = (failure: string) => `services:
  festival: { owner: team-tickets }
  seats: { owner: team-seating }
events:
  TicketRequested: { version: 1.0.0, producer: festival, payload: { ticketId: uuid } }
  SeatAllocated: { version: 1.0.0, producer: seats, payload: { ticketId: uuid } }
  SoldOut: { version: 1.0.0, producer: seats, failureOf: SeatAllocated, payload: { ticketId: uuid } }
  AgeNotProven: { version: 1.0.0, producer: seats, failureOf: AllocateSeat, payload: { ticketId: uuid } }
commands:
  AllocateSeat: { version: 1.0.0, handler: seats, payload: { ticketId: uuid }, success: SeatAllocated, failure: [${failure}] }
sagas:
  SellTicket:
    service: festival
    start: TicketRequested
    correlation: ticketId
    steps:
      - do: AllocateSeat
`;

/** A failure event of a command that the command does not name. */
export const outcomeNotDeclared: Rule = {
  id: 'outcome-not-declared',
  group: 'sagas',
  severity: 'error',
  preset: 'minimal',
  since: '0.1.0',
  summary: 'Require that a command names every failure event that is said to be its own.',
  why: `A saga understands the answers that its command names and no others. What the handler publishes beside them counts as no answer: the step is tried again until its attempts are used up, its undo runs although nothing has happened, and the reason that the event carries is lost.

An event is a failure of a command if it is \`failureOf\` the command, or of a success of it and from the same handler. Not meant are events that another command, a reaction, an \`await\`, or a saga that ends with them, hears them or is cancelled by them already has as theirs.

The fix writes the event under the command's \`failure\`, unless a saga would then have to say what it does about it: one that tells causes apart, or has the command behind its pivot.`,
  fixable: 'safe',
  bad: definitions('AgeNotProven'),
  good: definitions('AgeNotProven, SoldOut'),
  check({ catalog, report }) {
    for (const event of catalog.events.values()) {
      const { failureOf } = event;
      if (failureOf === undefined) continue;
      for (const command of commandsMissing(catalog, event)) report(finding(catalog, command, event, failureOf));
    }
  },
};

function finding(catalog: Catalog, command: CommandDef, event: EventDef, failureOf: NameRef): Finding {
  const of = failureOf.name === command.id ? '' : `, the success of \`${command.id}\``;
  const fix = fixFor(catalog, command, event);
  return {
    span: command.failure.at(-1)?.span ?? command.nameSpan,
    message: `\`${event.id}\` is a failure of \`${failureOf.name}\`${of}, but \`${command.id}\` does not name it.`,
    labels: [{ span: failureOf.span, text: `\`${event.id}\` says whose failure it is` }],
    help:
      command.cannotFail === undefined
        ? `Add \`${event.id}\` to the \`failure\` of \`${command.id}\`.`
        : `\`${command.id}\` is said not to fail: take that back and name \`${event.id}\`, or correct its \`failureOf\`.`,
    element: command,
    ...(fix && { fix }),
  };
}

/** What is said not to fail contradicts itself; that, and sagas that would have to be changed too, is for a person. */
function fixFor(catalog: Catalog, command: CommandDef, event: EventDef): Fix | undefined {
  const edits = failureEdits(catalog, command, event.id);
  return edits && { title: `Add \`${event.id}\` to \`failure\``, safety: 'safe', edits };
}
