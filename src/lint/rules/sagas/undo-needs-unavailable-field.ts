import type { DataPoint } from '../../../model/data-flow/data-flow.js';
import type { FieldResolution } from '../../../model/data-flow/field-source.js';
import { fillMessage } from '../../../model/data-flow/fill-message.js';
import { certaintyOf } from '../../../model/data-flow/seen.js';
import { anyOf } from '../../../model/facts/name-list.js';
import { commandsAnsweredBy, flattenSteps } from '../../../model/graph.js';
import type { Catalog, SagaDef, Step } from '../../../model/index.js';
import { undoOf } from '../../../model/step-parts.js';
import { cannotFail } from '../../../model/unwinding.js';
import { fieldOf } from '../../../model/values/value-type.js';
import { sagaFlow } from '../../facts/saga-flow.js';
import type { Finding, Rule } from '../../rule.js';

/** An undo that lacks what it needs just when the answer of its step is missing. */
export const undoNeedsUnavailableField: Rule = {
  id: 'undo-needs-unavailable-field',
  group: 'sagas',
  severity: 'error',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Require an undo to get by with what is known even if its step never answered.',
  why: `A step that never answered may have happened, and is undone like one that did. If its undo needs the number that only the answer carries, it is sent without it exactly then: the hold is there, and nobody can name it. That is what timeouts are made of, and no test of the happy path meets it. Worse, where another step has answered with a field of that name, its value stands in.

Let the participant find what to undo by what was known before: the correlation field, or an id that the saga makes at the start (\`ids\`) and hands to the step as well. An optional field is another way, and so is a guard (\`when: CoverHeld\`) where the effect may stay without an answer. The same goes for data of steps that perhaps were not reached.`,
  bad: `services:
  vet: { owner: team-surgery }
  insurer-desk: { owner: team-claims, inbox: true }
events:
  SurgeryPlanned: { version: 1.0.0, producer: vet, payload: { surgeryId: uuid } }
  CoverHeld: { version: 1.0.0, producer: insurer-desk, payload: { surgeryId: uuid, holdId: string } }
  CoverRefused: { version: 1.0.0, producer: insurer-desk, payload: { surgeryId: uuid } }
  CoverReleased: { version: 1.0.0, producer: insurer-desk, payload: { surgeryId: uuid } }
  SurgeryBooked: { version: 1.0.0, producer: vet, payload: { surgeryId: uuid } }
  NoSlotLeft: { version: 1.0.0, producer: vet, payload: { surgeryId: uuid } }
commands:
  HoldCover: { version: 1.0.0, handler: insurer-desk, payload: { surgeryId: uuid }, success: CoverHeld, failure: [CoverRefused] }
  ReleaseCover: { version: 1.0.0, handler: insurer-desk, payload: { surgeryId: uuid, holdId: string }, success: CoverReleased, cannotFail: It lifts a hold. }
  BookSurgery: { version: 1.0.0, handler: vet, payload: { surgeryId: uuid }, success: SurgeryBooked, failure: [NoSlotLeft] }
sagas:
  PlanSurgery:
    service: vet
    start: SurgeryPlanned
    correlation: surgeryId
    steps:
      - { do: HoldCover, undo: ReleaseCover }
      - { do: BookSurgery, pivot: true }
`,
  good: `services:
  vet: { owner: team-surgery }
  insurer-desk: { owner: team-claims, inbox: true }
events:
  SurgeryPlanned: { version: 1.0.0, producer: vet, payload: { surgeryId: uuid } }
  CoverHeld: { version: 1.0.0, producer: insurer-desk, payload: { surgeryId: uuid, holdId: string } }
  CoverRefused: { version: 1.0.0, producer: insurer-desk, payload: { surgeryId: uuid } }
  CoverReleased: { version: 1.0.0, producer: insurer-desk, payload: { surgeryId: uuid } }
  SurgeryBooked: { version: 1.0.0, producer: vet, payload: { surgeryId: uuid } }
  NoSlotLeft: { version: 1.0.0, producer: vet, payload: { surgeryId: uuid } }
commands:
  HoldCover: { version: 1.0.0, handler: insurer-desk, payload: { surgeryId: uuid }, success: CoverHeld, failure: [CoverRefused] }
  ReleaseCover: { version: 1.0.0, handler: insurer-desk, payload: { surgeryId: uuid }, success: CoverReleased, cannotFail: It lifts a hold. }
  BookSurgery: { version: 1.0.0, handler: vet, payload: { surgeryId: uuid }, success: SurgeryBooked, failure: [NoSlotLeft] }
sagas:
  PlanSurgery:
    service: vet
    start: SurgeryPlanned
    correlation: surgeryId
    steps:
      - { do: HoldCover, undo: ReleaseCover }
      - { do: BookSurgery, pivot: true }
`,
  check({ catalog, report }) {
    for (const saga of catalog.sagas.values()) {
      if (!flattenSteps(saga.steps).some(({ step }) => undoOf(step))) continue;
      const flow = sagaFlow(catalog, saga);
      for (const point of flow.points) {
        if (point.use !== 'undo' || point.step === undefined) continue;
        const undo = { saga, point, step: point.step, own: ownAnswers(catalog, point.step) };
        for (const field of fillMessage(catalog, saga, flow, point).fields) {
          const why = field.kind === 'maybe' ? whyMaybe(undo, field) : whyAnother(catalog, undo, field);
          if (why !== undefined) report(unavailable(undo, field, why));
        }
      }
    }
  },
};

interface UndoPoint {
  readonly saga: SagaDef;
  readonly point: DataPoint;
  readonly step: Step;
  readonly own: OwnAnswers;
}

function unavailable({ saga, point }: UndoPoint, { field }: FieldResolution, why: string): Finding {
  const mapping = point.with.find((one) => one.field.name === field.name);
  const undo = point.message.name;
  return {
    span: mapping?.value.span ?? point.message.span,
    message: `The undo \`${undo}\` needs \`${field.name}\`${why}.`,
    labels: [{ span: field.nameSpan, text: field.optional ? 'this field' : 'this field is required' }],
    element: saga,
    help: `Let \`${undo}\` find it by \`${saga.correlation?.name ?? 'the correlation'}\`, make the value at the start (\`ids\`), or ask for the answer (\`when\`).`,
  };
}

/** What is filled only on some paths, as the end of a sentence; nothing where the step is said to answer. */
function whyMaybe({ point, step, own }: UndoPoint, { messages }: MaybeField): string | undefined {
  const missing = messages.filter((message) => certaintyOf(point.seen, message) !== 'certain');
  const names = anyOf(missing.length > 0 ? missing : messages);
  if (missing.length === 0) return names === '' ? ', whose value may be absent' : ` of ${names}, which may lack it`;
  if (!missing.every((message) => own.answers.has(message))) return ` of ${names}, which has perhaps not come by then`;
  return own.mayBeSilent ? ` of ${names}, which is missing when \`${step.name}\` never answered` : undefined;
}

type MaybeField = Extract<FieldResolution, { kind: 'maybe' }>;

/**
 * Without an answer, the namesake in the answer of another step stands in: `CancelFlight` would be sent the number of the
 * hotel. What was handed to the steps, or came with the start, is the same value everywhere.
 */
function whyAnother(catalog: Catalog, undo: UndoPoint, resolution: FieldResolution): string | undefined {
  const { saga, step, own } = undo;
  if (resolution.kind !== 'filled' || resolution.mapping || resolution.source.kind !== 'path') return undefined;
  const { name } = resolution.field;
  const answers = resolution.source.messages.filter((message) => own.answers.has(message));
  const [other] = resolution.source.messages.filter((message) => !own.answers.has(message));
  if (step.kind !== 'do' || !own.mayBeSilent || answers.length === 0 || other === undefined) return undefined;
  const isKnown = [saga.start?.name, step.command.name].some((id) => id && fieldOf(catalog, id, name));
  if (isKnown || !isMadeBy(catalog, other, name)) return undefined;
  return ` of \`${answers[0]}\`, and takes that of \`${other}\` when \`${step.name}\` never answered`;
}

/** Whether the command that an event answers did not know the value before. */
function isMadeBy(catalog: Catalog, event: string, field: string): boolean {
  const commands = commandsAnsweredBy(catalog, event).filter(({ role }) => role === 'success');
  return commands.length > 0 && commands.every(({ command }) => fieldOf(catalog, command.id, field) === undefined);
}

interface OwnAnswers {
  /** What tells that the step has happened: its own answers and those of its check. */
  readonly answers: ReadonlySet<string>;
  /** A step that is said never to fail is taken to answer. */
  readonly mayBeSilent: boolean;
}

function ownAnswers(catalog: Catalog, step: Step): OwnAnswers {
  const command = step.kind === 'do' ? catalog.commands.get(step.command.name) : undefined;
  const check = step.kind === 'do' && step.check ? catalog.commands.get(step.check.name) : undefined;
  const answers = new Set([...(command?.success ?? []), ...(check?.success ?? [])].map(({ name }) => name));
  const isSure = command !== undefined && command.failure.length === 0 && cannotFail(catalog, command);
  return { answers, mayBeSilent: command !== undefined && !isSure };
}
