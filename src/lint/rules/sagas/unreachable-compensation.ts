import { keySpan } from '../../../language/node.js';
import { stepsAfterPivot } from '../../../model/after-pivot.js';
import { pivotOf } from '../../../model/graph.js';
import type { Catalog, DoStep, SagaDef, Step } from '../../../model/index.js';
import { hasOnePivot } from '../../facts/pivots.js';
import type { Finding, Rule } from '../../rule.js';

/** An undo that no run ever comes to. */
export const unreachableCompensation: Rule = {
  id: 'unreachable-compensation',
  group: 'sagas',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Disallow an undo on a step behind the pivot.',
  why: `Behind the point of no return nothing is taken back, so an undo there never runs. Everybody who reads the saga believes that the step can be undone, and nobody plans for the day on which it fails and the instance is parked.

Not findings: the undo of the pivot itself, and of a step whose \`onFailure\` says \`retry\` or \`skip\` after a \`timeout\` or a failure with \`effect: unknown\`, because that takes back what may have happened.`,
  bad: `services:
  booking: { owner: team-halls }
  payment: { owner: team-money, inbox: true }
events:
  SeatsChosen: { version: 1.0.0, producer: booking, payload: { bookingId: uuid } }
  SeatsPaid: { version: 1.0.0, producer: payment, payload: { bookingId: uuid } }
  SeatsNotPaid: { version: 1.0.0, producer: payment, payload: { bookingId: uuid } }
  TicketPrinted: { version: 1.0.0, producer: booking, payload: { bookingId: uuid } }
  TicketVoided: { version: 1.0.0, producer: booking, payload: { bookingId: uuid } }
commands:
  PaySeats: { version: 1.0.0, handler: payment, payload: { bookingId: uuid }, success: SeatsPaid, failure: [SeatsNotPaid] }
  PrintTicket: { version: 1.0.0, handler: booking, payload: { bookingId: uuid }, success: TicketPrinted, cannotFail: It makes a file. }
  VoidTicket: { version: 1.0.0, handler: booking, payload: { bookingId: uuid }, success: TicketVoided, cannotFail: It deletes the file. }
sagas:
  BookSeats:
    service: booking
    start: SeatsChosen
    correlation: bookingId
    steps:
      - { do: PaySeats, pivot: true }
      - { do: PrintTicket, undo: VoidTicket }
`,
  good: `services:
  booking: { owner: team-halls }
  payment: { owner: team-money, inbox: true }
events:
  SeatsChosen: { version: 1.0.0, producer: booking, payload: { bookingId: uuid } }
  SeatsPaid: { version: 1.0.0, producer: payment, payload: { bookingId: uuid } }
  SeatsNotPaid: { version: 1.0.0, producer: payment, payload: { bookingId: uuid } }
  TicketPrinted: { version: 1.0.0, producer: booking, payload: { bookingId: uuid } }
  TicketVoided: { version: 1.0.0, producer: booking, payload: { bookingId: uuid } }
commands:
  PaySeats: { version: 1.0.0, handler: payment, payload: { bookingId: uuid }, success: SeatsPaid, failure: [SeatsNotPaid] }
  PrintTicket: { version: 1.0.0, handler: booking, payload: { bookingId: uuid }, success: TicketPrinted, cannotFail: It makes a file. }
  VoidTicket: { version: 1.0.0, handler: booking, payload: { bookingId: uuid }, success: TicketVoided, cannotFail: It deletes the file. }
sagas:
  BookSeats:
    service: booking
    start: SeatsChosen
    correlation: bookingId
    steps:
      - { do: PrintTicket, undo: VoidTicket }
      - { do: PaySeats, pivot: true }
`,
  check({ catalog, report }) {
    for (const saga of catalog.sagas.values()) {
      const pivot = pivotOf(saga)?.step;
      if (pivot === undefined || !hasOnePivot(saga)) continue;
      for (const { step } of stepsAfterPivot(saga)) {
        if (step.kind !== 'do' || !step.undo || isUndoneAtOnce(catalog, step)) continue;
        report(neverRuns(saga, step, pivot));
      }
    }
  },
};

/** What may have happened is taken back before the step is tried again or left out, wherever it stands. */
function isUndoneAtOnce(catalog: Catalog, step: DoStep): boolean {
  return step.onFailure.some(({ on, then: next }) => {
    const mayHaveHappened = on.name === 'timeout' || catalog.events.get(on.name)?.effect === 'unknown';
    return mayHaveHappened && (next === 'retry' || next === 'skip');
  });
}

function neverRuns(saga: SagaDef, step: DoStep, pivot: Step): Finding {
  const undo = step.undo?.command.name;
  return {
    span: step.undo?.command.span ?? step.command.span,
    message: `\`${undo}\` never undoes \`${step.name}\`: behind the pivot \`${pivot.name}\` nothing of \`${saga.id}\` is taken back.`,
    labels: [{ span: keySpan(pivot.node, 'pivot') ?? pivot.span, text: 'the point of no return' }],
    element: saga,
    help: `Move \`${step.name}\` before the pivot, or remove the undo and see to it that the step succeeds in the end.`,
  };
}
