import { messageById } from '../../../model/catalog.js';
import { anyOf } from '../../../model/facts/name-list.js';
import { flattenSteps } from '../../../model/graph.js';
import type { Catalog, EventDef, NameRef, SagaDef } from '../../../model/index.js';
import { awaitedBy } from '../../../model/step-parts.js';
import { fieldOf } from '../../../model/values/value-type.js';
import type { Finding, Rule } from '../../rule.js';

/** An event of the outside that finds no run of the saga that waits for it. */
export const uncorrelatedMessage: Rule = {
  id: 'uncorrelated-message',
  group: 'sagas',
  severity: 'error',
  preset: 'minimal',
  since: '0.1.0',
  summary: 'Require the correlation field in every event that a saga awaits or hears.',
  why: `An event finds its run by the correlation field, or by one of the \`ids\` that the saga has made. One without either is nobody's: it is ignored, and the saga waits until its time limit, for a thing that has long happened.

Answers to the saga's own commands are matched by the engine. A start message without the field is \`unknown-reference\`'s to report.`,
  bad: `services:
  school: { owner: team-courses }
  exams: { owner: team-exams, inbox: true }
channels:
  school.exams: { key: enrolmentId }
events:
  CourseBooked: { version: 1.0.0, producer: school, payload: { enrolmentId: uuid } }
  SeatAssigned: { version: 1.0.0, producer: school, payload: { enrolmentId: uuid } }
  NoSeatLeft: { version: 1.0.0, producer: school, payload: { enrolmentId: uuid } }
  ExamPassed: { version: 1.0.0, producer: exams, channel: school.exams, key: studentId, payload: { studentId: uuid, passedAt: timestamp } }
commands:
  AssignSeat: { version: 1.0.0, handler: school, payload: { enrolmentId: uuid }, success: SeatAssigned, failure: [NoSeatLeft] }
sagas:
  TakeCourse:
    service: school
    start: CourseBooked
    correlation: enrolmentId
    steps:
      - { do: AssignSeat, pivot: true }
      - { await: ExamPassed, timeout: 90d }
`,
  good: `services:
  school: { owner: team-courses }
  exams: { owner: team-exams, inbox: true }
channels:
  school.exams: { key: enrolmentId }
events:
  CourseBooked: { version: 1.0.0, producer: school, payload: { enrolmentId: uuid } }
  SeatAssigned: { version: 1.0.0, producer: school, payload: { enrolmentId: uuid } }
  NoSeatLeft: { version: 1.0.0, producer: school, payload: { enrolmentId: uuid } }
  ExamPassed: { version: 1.0.0, producer: exams, channel: school.exams, key: studentId, payload: { enrolmentId: uuid, studentId: uuid, passedAt: timestamp } }
commands:
  AssignSeat: { version: 1.0.0, handler: school, payload: { enrolmentId: uuid }, success: SeatAssigned, failure: [NoSeatLeft] }
sagas:
  TakeCourse:
    service: school
    start: CourseBooked
    correlation: enrolmentId
    steps:
      - { do: AssignSeat, pivot: true }
      - { await: ExamPassed, timeout: 90d }
`,
  check({ catalog, report }) {
    for (const saga of catalog.sagas.values()) {
      // A correlation that the start does not have is the fault of the saga, not of each event.
      if (saga.correlation === undefined || !isOfStart(catalog, saga, saga.correlation.name)) continue;
      const said = new Set<string>();
      for (const { ref, role } of outsideEvents(saga)) {
        const event = catalog.events.get(ref.name);
        if (event === undefined || said.has(event.id)) continue;
        said.add(event.id);
        const finding = checkEvent(catalog, saga, saga.correlation.name, event, ref, role);
        if (finding) report(finding);
      }
    }
  },
};

function isOfStart(catalog: Catalog, { start }: SagaDef, correlation: string): boolean {
  if (start === undefined || !messageById(catalog, start.name)) return true;
  return fieldOf(catalog, start.name, correlation) !== undefined;
}

interface OutsideEvent {
  readonly ref: NameRef;
  readonly role: string;
}

function outsideEvents(saga: SagaDef): readonly OutsideEvent[] {
  const steps = flattenSteps(saga.steps).flatMap(({ step }) => awaitedBy(step));
  return [
    ...saga.hears.map((ref) => ({ ref, role: 'hears' })),
    ...saga.cancelOn.map((ref) => ({ ref, role: 'is cancelled by' })),
    ...steps.map((ref) => ({ ref, role: 'waits for' })),
  ];
}

function checkEvent(
  catalog: Catalog,
  saga: SagaDef,
  correlation: string,
  event: EventDef,
  ref: NameRef,
  role: string,
): Finding | undefined {
  const names = [correlation, ...saga.ids.map((id) => id.name)];
  const fields = names.flatMap((name) => fieldOf(catalog, event.id, name) ?? []);
  if (fields.some((field) => !field.optional)) return undefined;
  const [sometimes] = fields;
  const without = anyOf(names);
  const lacks = sometimes ? `may come without \`${sometimes.name}\`` : `has no ${without}`;
  return {
    span: ref.span,
    message: `\`${saga.id}\` ${role} \`${event.id}\`, which ${lacks}: it would not find its run.`,
    labels: [{ span: sometimes?.nameSpan ?? event.nameSpan, text: sometimes ? 'optional here' : 'declared here' }],
    element: saga,
    help: sometimes
      ? `Make \`${sometimes.name}\` a field that is always there.`
      : `Add \`${correlation}\` to \`${event.id}\`, or make an id at the start (\`ids\`) and let the event carry it.`,
  };
}
