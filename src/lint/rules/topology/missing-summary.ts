import type { Catalog, Element } from '../../../model/index.js';
import type { Rule } from '../../rule.js';

/** One sentence for those who were not there. */
export const missingSummary: Rule = {
  id: 'missing-summary',
  group: 'topology',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  summary: 'Require a summary of public events, commands, sagas and services.',
  why: `A name says less than its author thinks: does \`OrderConfirmed\` mean that the customer pressed the button, that the money is there, or that the parcel is packed? Whoever consumes it guesses, and two guesses make two systems. One sentence settles it, and it stands in every generated schema and type.

Asked are events that are not \`internal\`, commands, sagas and services. Types, channels, flows and older majors are not.`,
  bad: `services:
  surgery: { owner: team-theatre, summary: Plans operations and keeps their records. }
events:
  OperationScheduled:
    version: 1.0.0
    producer: surgery
    payload: { operationId: uuid, startsAt: timestamp }
`,
  good: `services:
  surgery: { owner: team-theatre, summary: Plans operations and keeps their records. }
events:
  OperationScheduled:
    version: 1.0.0
    summary: A theatre, a surgeon and an hour are set; the patient has not been told yet.
    producer: surgery
    payload: { operationId: uuid, startsAt: timestamp }
`,
  check({ catalog, report }) {
    for (const element of asked(catalog)) {
      if (element.summary !== undefined && element.summary.trim() !== '') continue;
      report({
        span: element.nameSpan,
        message: `The ${element.kind} \`${element.id}\` has no summary.`,
        element,
        help: HELP[element.kind as keyof typeof HELP],
      });
    }
  },
};

const HELP = {
  service: 'Say in one sentence what it is for (`summary`).',
  event: 'Say in one sentence what has happened when it is published (`summary`).',
  command: 'Say in one sentence what is to be done (`summary`).',
  saga: 'Say in one sentence what it takes from where to where (`summary`).',
} as const;

function asked({ services, events, commands, sagas }: Catalog): readonly Element[] {
  return [
    ...services.values(),
    ...[...events.values()].filter(({ visibility, oldMajor }) => visibility === 'public' && oldMajor === undefined),
    ...[...commands.values()].filter(({ oldMajor }) => oldMajor === undefined),
    ...sagas.values(),
  ];
}
