import { insertEntriesFirst } from '../../../edit/index.js';
import { type Catalog, type MessageDef, messageById, messagesIn, type SagaDef } from '../../../model/index.js';
import { majorsOf } from '../../facts/versions.js';
import type { Finding, Rule } from '../../rule.js';

/** Without a version there is nothing to be compatible with. */
export const versionRequired: Rule = {
  id: 'version-required',
  group: 'versioning',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Require a version of events, commands and sagas.',
  why: `A change is judged against the version that others know. Without one, nobody can say which payload a consumer was built for, whether a field that is gone was a break or a repair, or under which definition a saga that is still running was started.

The fix writes \`version: 1.0.0\`, and for a definition with kept majors (\`Name@1\`) the version of its own major.`,
  fixable: 'safe',
  bad: `services:
  clinic: { owner: team-clinic }
events:
  AppointmentBooked:
    producer: clinic
    payload: { appointmentId: uuid, startsAt: timestamp }
  AppointmentMissed: { producer: clinic, payload: { appointmentId: uuid } }
`,
  good: `services:
  clinic: { owner: team-clinic }
events:
  AppointmentBooked:
    version: 1.0.0
    producer: clinic
    payload: { appointmentId: uuid, startsAt: timestamp }
  AppointmentMissed: { version: 1.0.0, producer: clinic, payload: { appointmentId: uuid } }
`,
  check({ catalog, report }) {
    for (const element of [...messagesIn(catalog), ...catalog.sagas.values()]) {
      if (element.version === undefined) report(findingFor(catalog, element));
    }
  },
};

function findingFor(catalog: Catalog, element: MessageDef | SagaDef): Finding {
  const version = `${majorFor(catalog, element)}.0.0`;
  const edits = insertEntriesFirst(catalog.texts, element.nameSpan, element.node, { version });
  return {
    span: element.nameSpan,
    message: `The ${element.kind} \`${element.id}\` has no version.`,
    element,
    help: `Begin with \`version: ${version}\`.`,
    ...(edits && { fix: { title: `Write \`version: ${version}\``, safety: 'safe', edits } }),
  };
}

function majorFor(catalog: Catalog, element: MessageDef | SagaDef): number {
  const message = element.kind === 'saga' ? undefined : messageById(catalog, element.id);
  if (message === undefined) return 1;
  if (message.oldMajor !== undefined) return message.oldMajor;
  const older = (majorsOf(catalog).get(message.name) ?? []).flatMap(({ oldMajor }) => oldMajor ?? []);
  return Math.max(0, ...older) + 1;
}
