import { keySpan } from '../../../language/node.js';
import type { Catalog, SagaDef } from '../../../model/index.js';
import { alertFix, type ParkCause, parkCause } from '../../facts/stuck.js';
import type { Finding, Rule } from '../../rule.js';

/** A saga that can get stuck, and wakes nobody. */
export const missingStuckOwner: Rule = {
  id: 'missing-stuck-owner',
  group: 'sagas',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Require somebody to alert for every saga that can get stuck.',
  why: `When an undo fails for good, or a step behind the pivot does, the instance is parked and only a person can help it. An alert without a name goes to whoever looks at the log, and money that was taken and cannot be given back waits for chance.

The fix names the team that owns the service of the saga.`,
  fixable: 'safe',
  bad: `services:
  library: { owner: team-loans }
  members: { owner: team-members, inbox: true }
events:
  BookRequested: { version: 1.0.0, producer: library, payload: { loanId: uuid } }
  BookSetAside: { version: 1.0.0, producer: library, payload: { loanId: uuid } }
  BookNotThere: { version: 1.0.0, producer: library, payload: { loanId: uuid } }
  BookShelved: { version: 1.0.0, producer: library, payload: { loanId: uuid } }
  BookNotShelved: { version: 1.0.0, producer: library, payload: { loanId: uuid } }
  LoanBooked: { version: 1.0.0, producer: members, payload: { loanId: uuid } }
  LoanRefused: { version: 1.0.0, producer: members, payload: { loanId: uuid } }
commands:
  SetBookAside: { version: 1.0.0, handler: library, payload: { loanId: uuid }, success: BookSetAside, failure: [BookNotThere] }
  ShelveBook: { version: 1.0.0, handler: library, payload: { loanId: uuid }, success: BookShelved, failure: [BookNotShelved] }
  BookLoan: { version: 1.0.0, handler: members, payload: { loanId: uuid }, success: LoanBooked, failure: [LoanRefused] }
sagas:
  LendBook:
    service: library
    start: BookRequested
    correlation: loanId
    steps:
      - { do: SetBookAside, undo: ShelveBook }
      - { do: BookLoan, pivot: true }
`,
  good: `services:
  library: { owner: team-loans }
  members: { owner: team-members, inbox: true }
events:
  BookRequested: { version: 1.0.0, producer: library, payload: { loanId: uuid } }
  BookSetAside: { version: 1.0.0, producer: library, payload: { loanId: uuid } }
  BookNotThere: { version: 1.0.0, producer: library, payload: { loanId: uuid } }
  BookShelved: { version: 1.0.0, producer: library, payload: { loanId: uuid } }
  BookNotShelved: { version: 1.0.0, producer: library, payload: { loanId: uuid } }
  LoanBooked: { version: 1.0.0, producer: members, payload: { loanId: uuid } }
  LoanRefused: { version: 1.0.0, producer: members, payload: { loanId: uuid } }
commands:
  SetBookAside: { version: 1.0.0, handler: library, payload: { loanId: uuid }, success: BookSetAside, failure: [BookNotThere] }
  ShelveBook: { version: 1.0.0, handler: library, payload: { loanId: uuid }, success: BookShelved, failure: [BookNotShelved] }
  BookLoan: { version: 1.0.0, handler: members, payload: { loanId: uuid }, success: LoanBooked, failure: [LoanRefused] }
sagas:
  LendBook:
    service: library
    start: BookRequested
    correlation: loanId
    steps:
      - { do: SetBookAside, undo: ShelveBook }
      - { do: BookLoan, pivot: true }
    stuck: { alert: team-loans }
`,
  check({ catalog, report }) {
    for (const saga of catalog.sagas.values()) {
      const cause = saga.stuck?.alert === undefined ? parkCause(catalog, saga) : undefined;
      if (cause) report(nobodyAlerted(catalog, saga, cause));
    }
  },
};

function nobodyAlerted(catalog: Catalog, saga: SagaDef, cause: ParkCause): Finding {
  const fix = alertFix(catalog, saga);
  return {
    span: keySpan(saga.node, 'stuck') ?? saga.nameSpan,
    message: `Nobody is alerted when \`${saga.id}\` is stuck, for instance because ${cause.text}.`,
    labels: [{ span: cause.span, text: 'this can park the saga' }],
    element: saga,
    help: 'Name the team to wake and what it should read: `stuck: { alert: team, runbook: docs/runbooks/saga.md }`.',
    ...(fix && { fix }),
  };
}
